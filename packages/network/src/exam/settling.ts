import { expect, it } from "vitest";
import {
  ada,
  billedReceipt,
  billTo,
  coin,
  type Open,
  openedSession,
  paidIn,
  readSession,
  settle,
  settled,
  signedReceipt,
} from "./examples.ts";

export function describeSettling(open: Open): void {
  it("[NE117] takes exactly what was billed from the payer's balance, frees the cap, and says how it was settled", async () => {
    const { state } = await open();
    await state.deposit(paidIn(ada, coin));
    const [session, other] = [await openedSession(state), await openedSession(state, { cap: 2n * coin })];
    await billedReceipt(state, session, 3n * coin + 1n);
    expect(await settle(state, session)).toBe(true);
    expect(await state.wallet(ada)).toEqual({ balance: 5n * coin - 1n, reserved: 2n * coin });
    expect((await readSession(state, session)).settled).toEqual(settled);
    expect((await readSession(state, other)).settled).toBeNull();
    const sums = { settled: 3n * coin + 1n, unsettled: 0n, awaiting: 3n * coin + 1n, reserved: 2n * coin };
    expect(await state.ledger()).toMatchObject(sums);
  });

  it("[NE117] settles once, also for many at once", async () => {
    const { state } = await open();
    const session = await openedSession(state);
    await billedReceipt(state, session, 3n);
    const read = await readSession(state, session);
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => state.settleSession({ session: read, settled }, [])),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    expect(await settle(state, session)).toBe(false);
    expect(await state.wallet(ada)).toEqual({ balance: 5n * coin - 3n, reserved: 0n });
  });

  it("[NE118] does not settle a session that was billed since it was read, not even beyond its cap", async () => {
    const { state } = await open();
    for (const before of [0n, 5n * coin]) {
      const session = await openedSession(state);
      await billedReceipt(state, session, before);
      const read = await readSession(state, session);
      await billedReceipt(state, session, 1n);
      expect(await state.settleSession({ session: read, settled }, [])).toBe(false);
      expect((await readSession(state, session)).settled).toBeNull();
      expect((await state.wallet(ada)).reserved).toBe(5n * coin);
      expect(await settle(state, session)).toBe(true);
    }
  });

  it("[NE118] does not settle as idle who was let in since it was read, but does for its deadline", async () => {
    const { state } = await open();
    const session = await openedSession(state);
    await billedReceipt(state, session, 1n);
    const read = await readSession(state, session);
    await state.touchSession(session.id, read.usedMs + 60_000);
    const because = (reason: "idle" | "deadline") => ({ ...settled, because: reason });
    expect(await state.settleSession({ session: read, settled: because("idle") }, [])).toBe(false);
    expect(await state.settleSession({ session: read, settled: because("deadline") }, [])).toBe(true);
  });

  it("[NE123] loses no bill that comes while its session is settled: it is settled with it, or counted as unbilled", async () => {
    const { state } = await open();
    for (let turn = 0; turn < 5; turn += 1) {
      const session = await openedSession(state);
      const read = await readSession(state, session);
      const bills = Array.from({ length: 4 }, () => state.saveReceipt(signedReceipt(), billTo(session, 7n)));
      const settling = state.settleSession({ session: read, settled }, []);
      const told = (await Promise.all(bills)).map((kept) => (kept.outcome === "kept" ? kept.billed : -1n));
      const billed = (await settling) ? 0n : 28n;
      expect(told.reduce((sum, one) => sum + one, 0n)).toBe(billed);
      expect(await readSession(state, session)).toMatchObject({ billed, unbilled: 28n - billed });
    }
  });
}
