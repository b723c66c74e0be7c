import { leafOf, rootFrom } from "@flywheel/receipts";
import type { NetworkEvent } from "@flywheel/vocabulary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { opgOf } from "../serving/prices.ts";
import { mockReceipt } from "../testing/mock-receipt.ts";
import { all, chatAsk, imageAsk, never, only } from "../testing/open-network.ts";
import { billForged, openSettlingStage, rest } from "../testing/settling.ts";

const minuteMs = 60_000;
const named = (facts: readonly NetworkEvent[], name: string) => facts.filter((fact) => fact.name === name);

describe("what was served", () => {
  it("[NE166] is settled once its session is idle, and the payer's balance goes down by exactly that", async () => {
    const { network, mock, state, clock, wallet, facts } = await openSettlingStage();
    const { served } = only(await all(network.image(imageAsk(), never)), "completed");
    const before = await state.wallet(wallet.address);
    clock.pass(5 * minuteMs - 1);
    await mock.tend();
    expect((await state.ledger()).settled).toBe(0n);
    clock.pass(1);
    await mock.tend();
    const cost = opgOf(served.costMicroUsd);
    expect(await state.ledger()).toMatchObject({ settled: cost, unsettled: 0n, reserved: 0n });
    expect((await state.wallet(wallet.address)).balance).toBe(before.balance - cost);
    await mock.tend();
    expect(named(facts, "settlement.closed").map(({ fields }) => fields)).toEqual([
      { because: "idle", requests: 1, amountMicroUsd: served.costMicroUsd, unbilledMicroUsd: 0 },
    ]);
    await mock.close();
  });

  it("[NE166] is settled before its deadline, also when it is in use", async () => {
    const { network, mock, clock, facts } = await openSettlingStage();
    for (let turn = 0; turn < 15; turn += 1) {
      await all(network.chat(chatAsk(), never));
      clock.pass(4 * minuteMs);
      await mock.tend();
    }
    expect(named(facts, "settlement.closed")[0]?.fields).toMatchObject({ because: "deadline", requests: 14 });
    await mock.close();
  });

  it("[NE169] is proved by a root that is confirmed a little later, and its proof says so", async () => {
    const { network, mock, clock, facts } = await openSettlingStage();
    const ask = chatAsk({ settlement: "individual" });
    await all(network.chat(ask, never));
    expect((await mock.proof(ask.requestId))?.batch).toBeNull();
    await mock.tend();
    const pending = await mock.proof(ask.requestId);
    expect(pending?.batch).toMatchObject({ confirmedMs: null, size: 1, siblings: [] });
    clock.pass(10_000);
    await mock.tend();
    expect((await mock.proof(ask.requestId))?.batch?.confirmedMs).toBe(clock.now());
    expect(named(facts, "batch.flushed")[0]?.fields).toMatchObject({ root: pending?.batch?.root, because: "size" });
    expect(named(facts, "batch.confirmed")[0]?.fields).toEqual({ root: pending?.batch?.root, confirmedMs: 10_000 });
    await mock.close();
  });

  it("[NE168] is proved by siblings that lead from its receipt to the root, and no other receipt's do", async () => {
    const { network, mock, clock } = await openSettlingStage();
    const asks = Array.from({ length: 7 }, () => chatAsk());
    for (const ask of asks) await all(network.chat(ask, never));
    clock.pass(15 * minuteMs);
    await mock.tend();
    const proofs = await Promise.all(asks.map(async ({ requestId }) => mock.proof(requestId)));
    const roots = proofs.map((proof) => {
      if (!proof?.batch) throw new Error("there is no batch");
      return rootFrom(leafOf(mockReceipt(proof.stored.receipt)) ?? "", proof.batch.siblings);
    });
    expect(new Set(roots)).toEqual(new Set([proofs[0]?.batch?.root]));
    expect(proofs[0]?.batch?.size).toBe(7);
    const [first, second] = proofs;
    if (!first?.batch || !second) throw new Error("there is no batch");
    expect(rootFrom(leafOf(mockReceipt(second.stored.receipt)) ?? "", first.batch.siblings)).not.toBe(first.batch.root);
    await mock.close();
  });

  it("[NE169] privately is in no batch, and is paid out all the same", async () => {
    const { network, mock, state, clock } = await openSettlingStage();
    const ask = chatAsk({ settlement: "private" });
    const { served } = only(await all(network.chat(ask, never)), "completed");
    clock.pass(30 * minuteMs);
    await mock.tend();
    expect((await mock.proof(ask.requestId))?.batch).toBeNull();
    expect((await state.ledger()).paid).toBe(opgOf(served.costMicroUsd));
    await mock.close();
  });

  it("[NE171] is paid out when the epoch ends: node, publisher, full nodes, beside rewards and costs", async () => {
    const { network, mock, state, clock, facts } = await openSettlingStage();
    const { served } = only(await all(network.image(imageAsk(), never)), "completed");
    await rest({ mock, clock });
    const cost = opgOf(served.costMicroUsd);
    const paid = (await state.epochs(100)).flatMap(({ payouts }) => payouts).filter(({ fees }) => fees > 0n);
    expect(paid.map(({ party, fees }) => [party.kind, fees])).toEqual([
      ["full-nodes", cost / 10n],
      ["node", (cost / 10n) * 8n],
      ["publisher", cost / 10n],
    ]);
    expect(paid.map(({ party }) => party)).toContainEqual({ kind: "publisher", publisher: "saltbox" });
    expect(paid.map(({ party }) => party)).toContainEqual({ kind: "node", node: served.node });
    const told = named(facts, "payout.made").reduce((sum, { value }) => sum + (value ?? 0), 0);
    expect(told).toBe(served.costMicroUsd);
    const rewards = (await state.epochs(100)).flatMap(({ payouts }) => payouts).map((payout) => payout.rewards);
    expect(rewards.some((reward) => reward > 0n)).toBe(true);
    await mock.close();
  });

  it("[NE171] is not paid when nobody in the registry signed it: it is withheld and counted", async () => {
    const { mock, state, clock, purse } = await openSettlingStage();
    await billForged({ state, purse }, { cost: 12_345n, atMs: clock.now() });
    await rest({ mock, clock });
    expect(await state.ledger()).toMatchObject({ settled: 12_345n, withheld: 12_345n, paid: 0n, awaiting: 0n });
    await mock.close();
  });
});

/** What may happen to a network, in any order. */
const happening = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("chat" as const),
      settlement: fc.constantFrom("batch" as const, "private" as const, "individual" as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("stopped" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("refused" as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("pass" as const), minutes: fc.integer({ min: 1, max: 25 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("tend" as const) }) },
  /** The process dies before or after its n-th word to the state, and another begins where it ended. */
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("crash" as const), call: fc.nat(12), after: fc.boolean() }) },
);

describe("money", () => {
  it("[NE172] adds up at every moment, and at rest all that was settled is paid, through failures and crashes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 5, maxLength: 30 }), async (story) => {
        let stage = await openSettlingStage();
        const { state, clock } = stage;
        let owed = 0;
        for (const event of story) {
          try {
            if (event.kind === "pass") clock.pass(event.minutes * minuteMs);
            if (event.kind === "tend") await stage.mock.tend();
            if (event.kind === "refused")
              await all(stage.network.chat(chatAsk({ model: "nobody/none" as never }), never));
            if (event.kind === "stopped") {
              const stop = new AbortController();
              stop.abort();
              await all(stage.network.image(imageAsk(), stop.signal));
            }
            if (event.kind === "chat") {
              const parts = await all(stage.network.chat(chatAsk({ settlement: event.settlement }), never));
              owed += only(parts, "completed").served.costMicroUsd;
            }
            if (event.kind === "crash") {
              stage.crashAt(event.call, event.after);
              await all(stage.network.chat(chatAsk(), never)).then(() => stage.mock.tend());
            }
          } catch (cause) {
            if (!stage.crashed()) throw cause;
          }
          if (event.kind === "crash") {
            await stage.mock.close();
            stage = await openSettlingStage({ state, clock });
          }
          const { deposited, settled, balances, paid, withheld, awaiting, billed, unsettled, reserved } =
            await state.ledger();
          expect(deposited).toBe(settled + balances);
          expect(settled).toBe(paid + withheld + awaiting);
          expect(billed).toBe(settled + unsettled);
          expect(reserved).toBeLessThanOrEqual(balances);
        }
        await rest(stage);
        await stage.mock.close();
        const ledger = await state.ledger();
        expect(ledger).toMatchObject({ paid: ledger.settled, unsettled: 0n, awaiting: 0n, withheld: 0n });
        // A crash may come between a receipt and the word of it: then more is billed than we heard of, never less.
        expect(ledger.billed).toBeGreaterThanOrEqual(opgOf(owed));
        if (!story.some(({ kind }) => kind === "crash")) expect(ledger.billed).toBe(opgOf(owed));
        const payouts = (await state.epochs(10_000)).flatMap((epoch) => epoch.payouts);
        expect(payouts.reduce((sum, { fees }) => sum + fees, 0n)).toBe(ledger.settled);
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
