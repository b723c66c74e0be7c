import { expect, it } from "vitest";
import type { Receipt } from "../port.ts";
import {
  ada,
  billTo,
  coin,
  exampleNode,
  newSession,
  type Open,
  openedSession,
  readSession,
  settle,
  signedReceipt,
  startMs,
} from "./examples.ts";

export function describeReceipts(open: Open): void {
  it("[NE3] gives a receipt back exactly as it was kept, wherever it came from, and null for a request without one", async () => {
    const { state } = await open();
    const passed: Receipt = {
      origin: "opengradient",
      teeId: exampleNode,
      teeRequestHash: "01",
      teeOutputHash: "02",
      teeTimestamp: 1_790_000_000,
      teeSignature: "c2lnbmF0dXJl+/==",
    };
    const kept = [
      signedReceipt({ issuedMs: 1_790_000_123_456, settlement: "individual" }),
      { ...signedReceipt(), receipt: passed },
      { ...signedReceipt({ settlement: "private" }), receipt: { origin: "none" } as const },
    ];
    for (const stored of kept) {
      expect(await state.receipt(stored.requestId)).toBeNull();
      expect(await state.saveReceipt(stored, null)).toEqual({ outcome: "kept", billed: 0n, unbilled: 0n });
    }
    for (const stored of kept) expect(await state.receipt(stored.requestId)).toEqual(stored);
  });

  it("[NE4] keeps the first receipt of a request", async () => {
    const { state } = await open();
    const first = signedReceipt();
    await state.saveReceipt(first, null);
    const second = signedReceipt({ requestId: first.requestId, issuedMs: startMs + 1, settlement: "private" });
    expect(await state.saveReceipt(second, null)).toEqual({ outcome: "repeated" });
    expect(await state.receipt(first.requestId)).toEqual(first);
  });

  it("[NE119] bills a session for a receipt up to its cap, and counts what is beyond it", async () => {
    const { state } = await open();
    const session = await openedSession(state, { cap: 5n * coin });
    const bill = (cost: bigint) => state.saveReceipt(signedReceipt(), billTo(session, cost));
    expect(await bill(3n * coin + 1n)).toEqual({ outcome: "kept", billed: 3n * coin + 1n, unbilled: 0n });
    expect(await bill(2n * coin)).toEqual({ outcome: "kept", billed: 2n * coin - 1n, unbilled: 1n });
    expect(await bill(coin)).toEqual({ outcome: "kept", billed: 0n, unbilled: coin });
    expect(await readSession(state, session)).toMatchObject({ requests: 3, billed: 5n * coin, unbilled: coin + 1n });
    expect(await state.ledger()).toMatchObject({
      billed: 5n * coin,
      unsettled: 5n * coin,
      unbilled: coin + 1n,
      settled: 0n,
      reserved: 5n * coin,
    });
    expect(await state.wallet(ada)).toEqual({ balance: 5n * coin, reserved: 5n * coin });
  });

  it("[NE119] refuses a receipt that bills a session nobody opened, and keeps nothing of it", async () => {
    const { state } = await open();
    const stored = signedReceipt();
    await expect(state.saveReceipt(stored, billTo(newSession(), 1n))).rejects.toThrow();
    expect(await state.receipt(stored.requestId)).toBeNull();
  });

  it("[NE120] adds up twenty bills at once to the last unit, and stops them together at the cap", async () => {
    const { state } = await open();
    const [wide, narrow] = [await openedSession(state), await openedSession(state, { cap: 13n * coin })];
    const bills = Array.from({ length: 20 }, (_, turn) => [
      state.saveReceipt(signedReceipt(), billTo(wide, BigInt(turn) + 1n)),
      state.saveReceipt(signedReceipt(), billTo(narrow, coin)),
    ]);
    const outcomes = await Promise.all(bills.flat());
    expect(outcomes.filter(({ outcome }) => outcome === "kept")).toHaveLength(40);
    expect(await readSession(state, wide)).toMatchObject({ requests: 20, billed: 210n, unbilled: 0n });
    const stopped = { requests: 20, billed: 13n * coin, unbilled: 7n * coin };
    expect(await readSession(state, narrow)).toMatchObject(stopped);
    const told = outcomes.map((kept) => (kept.outcome === "kept" ? kept.billed : 0n));
    expect(told.reduce((sum, billed) => sum + billed, 0n)).toBe(13n * coin + 210n);
  });

  it("[NE121] bills a request once, also when it comes twice at once and to another session", async () => {
    const { state } = await open();
    const [first, second] = [await openedSession(state), await openedSession(state)];
    const stored = signedReceipt();
    const offered = [first, first, second, first, second].map((session) => billTo(session, 7n));
    const outcomes = await Promise.all(offered.map((bill) => state.saveReceipt(stored, bill)));
    expect(outcomes.filter(({ outcome }) => outcome === "repeated")).toHaveLength(4);
    expect((await state.ledger()).billed).toBe(7n);
    const before = [await state.session(first.id), await state.session(second.id)];
    const later = signedReceipt({ requestId: stored.requestId, issuedMs: startMs + 60_000 });
    for (const bill of [billTo(first, 9n), billTo(second, 9n), null]) {
      expect(await state.saveReceipt(later, bill)).toEqual({ outcome: "repeated" });
    }
    expect([await state.session(first.id), await state.session(second.id)]).toEqual(before);
  });

  it("[NE122] bills nothing to a session that is settled: all of it is counted as unbilled", async () => {
    const { state } = await open();
    const session = await openedSession(state);
    await state.saveReceipt(signedReceipt(), billTo(session, 3n));
    await settle(state, session);
    const late = await state.saveReceipt(signedReceipt(), billTo(session, 4n));
    expect(late).toEqual({ outcome: "kept", billed: 0n, unbilled: 4n });
    expect(await readSession(state, session)).toMatchObject({ billed: 3n, unbilled: 4n });
    expect(await state.wallet(ada)).toEqual({ balance: 5n * coin - 3n, reserved: 0n });
  });
}
