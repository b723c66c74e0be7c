import { expect, it } from "vitest";
import {
  batchNamed,
  billedReceipt,
  billTo,
  coin,
  epochOf,
  exampleNode,
  type Open,
  openedSession,
  payableReceipt,
  settle,
  signedReceipt,
  startMs,
} from "./examples.ts";

export function describePayable(open: Open): void {
  it("[NE128] can pay a receipt once its session is settled and its batch confirmed, until it is in an epoch", async () => {
    const { state } = await open();
    const session = await openedSession(state);
    const stored = await billedReceipt(state, session, 40n, "individual");
    const owed = { node: exampleNode, publisher: "atelier", gross: 40n };
    expect(await state.payable(10)).toEqual([]);
    await settle(state, session);
    expect(await state.payable(10)).toEqual([]);
    await state.saveBatch(batchNamed("root"), [stored.requestId], []);
    expect(await state.payable(10)).toEqual([]);
    await state.confirmBatch("root", startMs, []);
    expect(await state.payable(10)).toEqual([{ requestId: stored.requestId, receipt: stored.receipt, ...owed }]);
    await state.saveEpoch(epochOf(0, { gross: 40n }), { paid: [stored.requestId], withheld: [] }, []);
    expect(await state.payable(10)).toEqual([]);
  });

  it("[NE128] cannot pay what is proved but not settled", async () => {
    const { state } = await open();
    const session = await openedSession(state);
    const stored = await billedReceipt(state, session, 40n);
    await billedReceipt(state, session, 2n, "private");
    await state.saveBatch(batchNamed("root"), [stored.requestId], []);
    await state.confirmBatch("root", startMs, []);
    expect(await state.payable(10)).toEqual([]);
    await settle(state, session);
    expect((await state.payable(10)).map(({ gross }) => gross).sort()).toEqual([2n, 40n]);
  });

  it("[NE128] never pays a receipt that nobody was billed for", async () => {
    const { state } = await open();
    const session = await openedSession(state);
    await billedReceipt(state, session, 0n, "private");
    await billedReceipt(state, session, 5n * coin, "private");
    await billedReceipt(state, session, 9n, "private"); // beyond the cap
    await state.saveReceipt(signedReceipt({ settlement: "private" }), null);
    await settle(state, session);
    await billedReceipt(state, session, 9n, "private"); // too late
    expect((await state.payable(10)).map(({ gross }) => gross)).toEqual([5n * coin]);
  });

  it("[NE128] pays what was billed, not what it cost", async () => {
    const { state } = await open();
    const session = await openedSession(state, { cap: 30n });
    await billedReceipt(state, session, 20n, "private");
    await billedReceipt(state, session, 20n, "private");
    await settle(state, session);
    expect((await state.payable(10)).map(({ gross }) => gross).sort()).toEqual([10n, 20n]);
  });

  it("[NE128] finds the oldest first, and no more than it is asked for", async () => {
    const { state } = await open();
    const session = await openedSession(state);
    const times = [startMs + 2, startMs, startMs + 1];
    for (const issuedMs of times) {
      await state.saveReceipt(signedReceipt({ issuedMs, settlement: "private" }), billTo(session, BigInt(issuedMs)));
    }
    await settle(state, session);
    expect((await state.payable(2)).map(({ gross }) => Number(gross))).toEqual([startMs, startMs + 1]);
    const other = await payableReceipt(state, 1n);
    expect((await state.payable(10)).map(({ requestId }) => requestId)).toContain(other.requestId);
  });
}
