import { expect, it } from "vitest";
import { batchNamed, exampleNode, hash, newRequest, type Open, signedReceipt, startMs } from "./examples.ts";

export function describeBatches(open: Open): void {
  it("[NE124] finds receipts that wait for a batch, the oldest first: signed here and not private", async () => {
    const { state } = await open();
    const [last, first, alone] = [
      signedReceipt({ issuedMs: startMs + 2 }),
      signedReceipt({ issuedMs: startMs }),
      signedReceipt({ issuedMs: startMs + 1, settlement: "individual" }),
    ];
    const passed = { ...signedReceipt(), receipt: { ...signedReceipt().receipt, origin: "opengradient" } as const };
    const unsigned = { ...signedReceipt(), receipt: { origin: "none" } as const };
    for (const stored of [last, first, alone, passed, unsigned, signedReceipt({ settlement: "private" })]) {
      await state.saveReceipt(stored, null);
    }
    expect(await state.unbatched(10)).toEqual([first, alone, last]);
    expect(await state.unbatched(2)).toEqual([first, alone]);
    expect(await state.saveBatch(batchNamed(hash()), [alone.requestId], [])).toBe(true);
    expect(await state.unbatched(10)).toEqual([first, last]);
  });

  it("[NE125] puts a receipt into one batch: a second batch with it is not kept, nor are its other receipts", async () => {
    const { state } = await open();
    const [a, b, c] = [signedReceipt(), signedReceipt(), signedReceipt()].map((stored) => stored);
    for (const stored of [a, b, c]) if (stored) await state.saveReceipt(stored, null);
    const ids = [a, b, c].flatMap((stored) => stored?.requestId ?? []);
    const [first, second] = [hash(), hash()];
    expect(await state.saveBatch(batchNamed(first), ids.slice(0, 2), [])).toBe(true);
    expect(await state.saveBatch(batchNamed(second), ids.slice(1), [])).toBe(false);
    expect(await state.saveBatch(batchNamed(first), ids.slice(2), [])).toBe(false);
    expect(await state.batchOf(ids[2] ?? newRequest())).toBeNull();
    expect((await state.batches(10)).map(({ root }) => root)).toEqual([first]);
    expect((await state.unbatched(10)).map(({ requestId }) => requestId)).toEqual(ids.slice(2));
  });

  it("[NE125] keeps no batch of receipts that are private, unsigned, unknown, or named twice", async () => {
    const { state } = await open();
    const [good, hidden, unsigned] = [signedReceipt(), signedReceipt({ settlement: "private" }), signedReceipt()];
    await state.saveReceipt(good, null);
    await state.saveReceipt(hidden, null);
    await state.saveReceipt({ ...unsigned, receipt: { origin: "none" } }, null);
    for (const second of [hidden.requestId, unsigned.requestId, newRequest(), good.requestId]) {
      expect(await state.saveBatch(batchNamed(hash()), [good.requestId, second], [])).toBe(false);
    }
    expect(await state.unbatched(10)).toEqual([good]);
    expect(await state.batches(10)).toEqual([]);
  });

  it("[NE125] lets one of several servers win that batch the same receipts at once, in whatever order", async () => {
    const { state } = await open();
    const stored = Array.from({ length: 12 }, () => signedReceipt());
    for (const one of stored) await state.saveReceipt(one, null);
    const ids = stored.map(({ requestId }) => requestId);
    const orders = [
      ids,
      [...ids].reverse(),
      ids.slice(3),
      ids.slice(0, 9).reverse(),
      [...ids.slice(6), ...ids.slice(0, 6)],
    ];
    const outcomes = await Promise.all(orders.map((order) => state.saveBatch(batchNamed(hash()), order, [])));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const [batch] = await state.batches(10);
    expect(batch?.size).toBe(orders[outcomes.indexOf(true)]?.length);
  });

  it("[NE126] gives the batch of a receipt with all its leaves in the order in which they were sealed", async () => {
    const { state } = await open();
    const stored = Array.from({ length: 12 }, (_, turn) => signedReceipt({ issuedMs: startMs - turn }));
    for (const one of stored) await state.saveReceipt(one, null);
    const sealed = [...stored.slice(5), ...stored.slice(0, 5)];
    const batch = { ...batchNamed(hash()), because: "age" } as const;
    await state.saveBatch(
      batch,
      sealed.map(({ requestId }) => requestId),
      [],
    );
    for (const { requestId } of [stored[0], stored[11]].flatMap((one) => one ?? [])) {
      expect(await state.batchOf(requestId)).toEqual({
        batch: { ...batch, confirmedMs: null, size: 12 },
        receipts: sealed,
      });
    }
    expect(await state.batchOf(newRequest())).toBeNull();
    expect(sealed[0]?.receipt.teeId).toBe(exampleNode);
  });

  it("[NE126] lists batches by when they were flushed, those of one moment as they came", async () => {
    const { state } = await open();
    const flushed = { late: startMs + 9, twin: startMs, other: startMs, early: startMs - 9 };
    for (const [root, flushedMs] of Object.entries(flushed)) {
      const stored = signedReceipt();
      await state.saveReceipt(stored, null);
      await state.saveBatch(batchNamed(root, flushedMs), [stored.requestId], []);
    }
    const roots = (batches: readonly { readonly root: string }[]) => batches.map(({ root }) => root);
    expect(roots(await state.unconfirmedBatches(10))).toEqual(["early", "twin", "other", "late"]);
    expect(roots(await state.unconfirmedBatches(1))).toEqual(["early"]);
    expect(roots(await state.batches(10))).toEqual(["late", "other", "twin", "early"]);
    expect(roots(await state.batches(3))).toEqual(["late", "other", "twin"]);
  });

  it("[NE127] confirms a batch once, and none that is not there", async () => {
    const { state } = await open();
    const stored = signedReceipt();
    await state.saveReceipt(stored, null);
    await state.saveBatch(batchNamed("root"), [stored.requestId], []);
    const outcomes = await Promise.all([1, 1, 1].map((ms) => state.confirmBatch("root", startMs + ms, [])));
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await state.confirmBatch("root", startMs + 5, [])).toBe(false);
    expect(await state.confirmBatch("another", startMs, [])).toBe(false);
    expect((await state.batchOf(stored.requestId))?.batch.confirmedMs).toBe(startMs + 1);
    expect(await state.unconfirmedBatches(10)).toEqual([]);
    expect((await state.batches(10))[0]?.confirmedMs).toBe(startMs + 1);
  });
}
