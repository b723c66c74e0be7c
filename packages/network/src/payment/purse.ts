import type { SessionId } from "@flywheel/vocabulary";
import { opgOf } from "../serving/prices.ts";
import type { PaymentSession } from "../state.ts";
import type { Payments } from "./sessions.ts";
import { createUptoClient } from "./upto-client.ts";
import { requirementsFor } from "./upto-server.ts";
import type { Wallet } from "./wallet.ts";

/** A place in a session for one request, until it is known what it cost. */
export type Paid = { readonly session: PaymentSession; finished(): void };

/** Keeps one session of an app's wallet open, and opens the next when it is used up. */
export type Purse = {
  /** Null when the wallet cannot pay, which a faucet makes unlikely. */
  pay(capMicroUsd: number): Promise<Paid | null>;
};

type PurseParts = {
  readonly payments: Payments;
  readonly wallet: Wallet;
  /** What one signature promises at most; a dollar unless told: some hundred pictures or chats. */
  readonly sessionMicroUsd?: number;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

export function createPurse({ payments, wallet, sessionMicroUsd = 1_000_000, now, randomBytes }: PurseParts): Purse {
  const client = createUptoClient({ wallet, sessionCap: opgOf(sessionMicroUsd), now, randomBytes });
  /** Caps of requests under way: each may still cost as much. */
  const promised = new Map<SessionId, bigint>();
  let current: SessionId | null = null;
  let last: Promise<unknown> = Promise.resolve();

  /** One after another: many at once would each see the others' promises, and all find the session too small. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  }

  async function pay(capMicroUsd: number): Promise<Paid | null> {
    const amount = opgOf(capMicroUsd);
    const paid = current && (await take(current, amount));
    if (paid) return paid;
    current = await open(amount);
    return current && take(current, amount);
  }

  async function take(id: SessionId, amount: bigint): Promise<Paid | null> {
    const admitted = await payments.admit(id, (promised.get(id) ?? 0n) + amount);
    if (admitted.outcome === "refused") return null;
    promise(id, amount);
    let open = true;
    return {
      session: admitted.session,
      finished() {
        if (open) promise(id, -amount);
        open = false;
      },
    };
  }

  function promise(id: SessionId, amount: bigint): void {
    const left = (promised.get(id) ?? 0n) + amount;
    if (left > 0n) promised.set(id, left);
    else promised.delete(id);
  }

  /** Null when the wallet cannot pay, also after the faucet. */
  async function open(amount: bigint): Promise<SessionId | null> {
    const requirements = requirementsFor(amount);
    const sign = async () => ({
      ...(await client.createPaymentPayload(2, requirements)),
      accepted: requirements,
    });
    const first = await payments.open(await sign(), requirements);
    if (first.outcome === "opened") return first.session;
    if (first.reason !== "insufficient_funds") return null;
    await wallet.refill();
    const second = await payments.open(await sign(), requirements);
    return second.outcome === "opened" ? second.session : null;
  }

  return { pay: (capMicroUsd) => inTurn(() => pay(capMicroUsd)) };
}
