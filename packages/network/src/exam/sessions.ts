import { expect, it } from "vitest";
import {
  ada,
  billTo,
  bob,
  coin,
  newSession,
  type Open,
  openedSession,
  paidIn,
  readSession,
  settle,
  signedReceipt,
  startMs,
} from "./examples.ts";

export function describeSessions(open: Open): void {
  it("[NE112] reserves a session's cap of its payer's balance", async () => {
    const { state } = await open();
    await state.deposit(paidIn(ada, 9n * coin));
    expect(await state.openSession(newSession({ cap: 4n * coin }))).toEqual({ outcome: "opened" });
    expect(await state.wallet(ada)).toEqual({ balance: 9n * coin, reserved: 4n * coin });
    expect(await state.wallet(bob)).toEqual({ balance: 0n, reserved: 0n });
  });

  it("[NE112] refuses a cap that is not covered by what is not reserved yet, says what is, and keeps nothing", async () => {
    const { state } = await open();
    await state.deposit(paidIn(ada, 9n * coin));
    await state.openSession(newSession({ cap: 4n * coin }));
    const dear = newSession({ cap: 5n * coin + 1n });
    expect(await state.openSession(dear)).toEqual({ outcome: "insufficient", available: 5n * coin });
    expect(await state.session(dear.id)).toBeNull();
    expect(await state.wallet(ada)).toEqual({ balance: 9n * coin, reserved: 4n * coin });
    // Its nonce is still good.
    expect(await state.openSession({ ...dear, cap: 5n * coin })).toEqual({ outcome: "opened" });
  });

  it("[NE112] refuses a wallet that nobody paid into", async () => {
    const { state } = await open();
    expect(await state.openSession(newSession({ cap: 1n }))).toEqual({ outcome: "insufficient", available: 0n });
  });

  it("[NE113] opens one session for a nonce of a payer, also after its settlement and when it comes at once", async () => {
    const { state } = await open();
    await state.deposit(paidIn(ada, 90n * coin));
    await state.deposit(paidIn(bob, 90n * coin));
    const replays = Array.from({ length: 8 }, () => newSession({ nonce: "replayed" }));
    const outcomes = await Promise.all(replays.map((session) => state.openSession(session)));
    expect(outcomes.filter(({ outcome }) => outcome === "opened")).toHaveLength(1);
    expect(outcomes.filter(({ outcome }) => outcome === "nonce-used")).toHaveLength(7);
    expect((await state.wallet(ada)).reserved).toBe(5n * coin);
    for (const { id } of replays) if (await state.session(id)) await settle(state, { id });
    expect(await state.openSession(newSession({ nonce: "replayed" }))).toEqual({ outcome: "nonce-used" });
    expect(await state.openSession(newSession({ nonce: "replayed", payer: bob }))).toEqual({ outcome: "opened" });
  });

  it("[NE114] of ten sessions at once opens as many as the balance covers", async () => {
    const { state } = await open();
    await state.deposit(paidIn(ada, 17n * coin));
    const asked = Array.from({ length: 10 }, () => state.openSession(newSession()));
    const outcomes = await Promise.all(asked);
    expect(outcomes.filter(({ outcome }) => outcome === "opened")).toHaveLength(3);
    const refused = outcomes.filter(({ outcome }) => outcome === "insufficient");
    expect(refused).toEqual(Array.from({ length: 7 }, () => ({ outcome: "insufficient", available: 2n * coin })));
    expect(await state.wallet(ada)).toEqual({ balance: 17n * coin, reserved: 15n * coin });
  });

  it("[NE115] gives a session back as it was opened, and null for one that was not", async () => {
    const { state } = await open();
    const session = await openedSession(state);
    const fresh = { usedMs: startMs, requests: 0, billed: 0n, unbilled: 0n, settled: null };
    expect(await state.session(session.id)).toEqual({ ...session, ...fresh });
    expect(await state.session(newSession().id)).toBeNull();
  });

  it("[NE115] notes when a session was last used, by letting in or by a bill, and never an earlier time", async () => {
    const { state } = await open();
    const session = await openedSession(state);
    const used = async () => (await readSession(state, session)).usedMs;
    await state.touchSession(session.id, startMs + 5_000);
    await state.touchSession(session.id, startMs + 4_000);
    expect(await used()).toBe(startMs + 5_000);
    for (const issuedMs of [startMs + 8_000, startMs + 6_000]) {
      await state.saveReceipt(signedReceipt({ issuedMs }), billTo(session, 1n));
    }
    expect(await used()).toBe(startMs + 8_000);
    expect((await readSession(state, session)).requests).toBe(2);
  });

  it("[NE116] finds the sessions that are idle, near their deadline or used up, the oldest first, and no others", async () => {
    const { state } = await open();
    const opened = (openedMs: number) => openedSession(state, { openedMs, deadlineMs: startMs + 900_000 });
    const [inUse, idle, usedUp] = [await opened(startMs), await opened(startMs - 1), await opened(startMs - 3)];
    const ending = await openedSession(state, { openedMs: startMs - 2, deadlineMs: startMs + 60_000 });
    const done = await opened(startMs - 9);
    for (const { id } of [inUse, usedUp, ending]) await state.touchSession(id, startMs + 1);
    await state.saveReceipt(signedReceipt({ issuedMs: startMs + 1 }), billTo(usedUp, 5n * coin));
    await settle(state, done);

    const due = async (parts: Partial<Parameters<typeof state.dueSessions>[0]>) => {
      const found = await state.dueSessions({ idleSinceMs: 0, deadlineByMs: 0, limit: 10, ...parts });
      return found.map(({ id }) => id);
    };
    expect(await due({})).toEqual([usedUp.id]);
    expect(await due({ idleSinceMs: startMs - 2 })).toEqual([usedUp.id]);
    expect(await due({ idleSinceMs: startMs - 1 })).toEqual([usedUp.id, idle.id]);
    expect(await due({ deadlineByMs: startMs + 59_999 })).toEqual([usedUp.id]);
    expect(await due({ deadlineByMs: startMs + 60_000 })).toEqual([usedUp.id, ending.id]);
    expect(await due({ idleSinceMs: startMs + 1 })).toEqual([usedUp.id, ending.id, idle.id, inUse.id]);
    expect(await due({ idleSinceMs: startMs + 1, limit: 2 })).toEqual([usedUp.id, ending.id]);
  });
}
