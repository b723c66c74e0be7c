import type { RequestId } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import type { Payout } from "../port.ts";
import {
  billedReceipt,
  epochOf,
  exampleNode,
  newRequest,
  type Open,
  openedSession,
  payableReceipt,
  startMs,
} from "./examples.ts";

export function describeEpochs(open: Open): void {
  const idOf = ({ requestId }: { readonly requestId: RequestId }) => requestId;

  it("[NE129] keeps an epoch number once, and a receipt in one epoch; what is refused is refused whole", async () => {
    const { state } = await open();
    const [a, b, c] = [
      await payableReceipt(state, 3n),
      await payableReceipt(state, 4n),
      await payableReceipt(state, 5n),
    ];
    const save = (number: number, paid: readonly RequestId[], gross: bigint) =>
      state.saveEpoch(epochOf(number, { gross }), { paid, withheld: [] }, []);
    expect(await save(0, [idOf(a)], 3n)).toBe(true);
    expect(await save(0, [idOf(b)], 4n)).toBe(false);
    expect(await save(1, [idOf(a), idOf(b)], 7n)).toBe(false);
    const named = { paid: [idOf(b)], withheld: [idOf(a)] };
    expect(await state.saveEpoch(epochOf(1, { gross: 4n, withheld: 3n }), named, [])).toBe(false);
    expect((await state.payable(10)).map(idOf).sort()).toEqual([idOf(b), idOf(c)].sort());
    expect(await state.epochs(10)).toEqual([{ ...epochOf(0, { gross: 3n }), receipts: 1 }]);
    expect(await save(1, [idOf(b), idOf(c)], 9n)).toBe(true);
    expect(await state.ledger()).toMatchObject({ paid: 12n, awaiting: 0n, settled: 12n });
  });

  it("[NE129] keeps no epoch with a receipt that cannot be paid yet, is unknown, or is named twice", async () => {
    const { state } = await open();
    const good = await payableReceipt(state, 3n);
    const early = await billedReceipt(state, await openedSession(state), 4n, "private");
    for (const second of [idOf(early), newRequest(), idOf(good)]) {
      const paid = [idOf(good), second];
      expect(await state.saveEpoch(epochOf(0, { gross: 7n }), { paid, withheld: [] }, [])).toBe(false);
    }
    expect(await state.epochs(10)).toEqual([]);
    expect((await state.payable(10)).map(idOf)).toEqual([idOf(good)]);
  });

  it("[NE129] lets one of several servers win that close an epoch at once", async () => {
    const { state } = await open();
    const stored = [];
    for (const cost of [1n, 2n, 3n, 4n, 5n]) stored.push(await payableReceipt(state, cost));
    const ids = stored.map(idOf);
    const members = [ids, [...ids].reverse(), ids.slice(1), ids.slice(0, 2)];
    const gross = [15n, 15n, 14n, 3n];
    const outcomes = await Promise.all(
      members.map((paid, turn) =>
        state.saveEpoch(epochOf(0, { gross: gross[turn] ?? 0n }), { paid, withheld: [] }, []),
      ),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const { paid, awaiting } = await state.ledger();
    expect([paid, awaiting]).toEqual([gross[outcomes.indexOf(true)], 15n - paid]);
  });

  it("[NE130] gives epochs back newest first, each with its payouts in their order", async () => {
    const { state } = await open();
    const [good, bad] = [await payableReceipt(state, 100n), await payableReceipt(state, 9n)];
    const payouts: readonly Payout[] = [
      { party: { kind: "node", node: exampleNode }, fees: 80n, rewards: 10n ** 20n, cost: 3n },
      { party: { kind: "full-nodes" }, fees: 10n, rewards: 0n, cost: 0n },
      { party: { kind: "publisher", publisher: "atelier" }, fees: 10n, rewards: 0n, cost: 0n },
    ];
    const first = { ...epochOf(0, { gross: 100n, withheld: 9n }), payouts };
    await state.saveEpoch(first, { paid: [idOf(good)], withheld: [idOf(bad)] }, []);
    const empty = { number: 1, openedMs: startMs, closedMs: startMs + 1, gross: 0n, withheld: 0n, payouts: [] };
    await state.saveEpoch(empty, { paid: [], withheld: [] }, []);
    const third = epochOf(2, { gross: 0n, rewards: 5n });
    await state.saveEpoch(third, { paid: [], withheld: [] }, []);
    const kept = [third, empty, first].map((epoch, at) => ({ ...epoch, receipts: at === 2 ? 1 : 0 }));
    expect(await state.epochs(10)).toEqual(kept);
    expect(await state.epochs(2)).toEqual(kept.slice(0, 2));
    const sums = { settled: 109n, paid: 100n, withheld: 9n, awaiting: 0n, rewarded: 10n ** 20n + 5n };
    expect(await state.ledger()).toMatchObject(sums);
  });

  it("[NE131] refuses an epoch that pays out something else than was billed, or leaves a gap, and keeps nothing of it", async () => {
    const { state } = await open();
    const [good, bad] = [await payableReceipt(state, 100n), await payableReceipt(state, 9n)];
    const members = { paid: [idOf(good)], withheld: [idOf(bad)] };
    const right = epochOf(0, { gross: 100n, withheld: 9n });
    const short = { ...right, payouts: right.payouts.map((payout) => ({ ...payout, fees: payout.fees - 1n })) };
    const wrong = [
      short,
      epochOf(0, { gross: 101n, withheld: 9n }),
      epochOf(0, { gross: 100n, withheld: 8n }),
      epochOf(0, { gross: 109n }),
      { ...right, number: 1 },
    ];
    for (const epoch of wrong) await expect(state.saveEpoch(epoch, members, [])).rejects.toThrow();
    expect(await state.epochs(10)).toEqual([]);
    expect(await state.payable(10)).toHaveLength(2);
    expect(await state.saveEpoch(right, members, [])).toBe(true);
  });
}
