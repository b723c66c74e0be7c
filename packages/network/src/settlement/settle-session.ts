import { transactionOf } from "../payment/terms.ts";
import { microUsdOf } from "../serving/prices.ts";
import type { NetworkState, PaymentSession, SettledBecause } from "../state.ts";
import type { TellOnce } from "./tell-once.ts";

/** Settles a session for what was billed to it. False if somebody else did, or billed to it meanwhile. */
export type Settle = (session: PaymentSession) => Promise<boolean>;

type SettleParts = {
  readonly state: Pick<NetworkState, "settleSession">;
  readonly now: () => number;
  readonly tellOnce: TellOnce;
  /** A session whose deadline is this close is settled for it. */
  readonly settleBeforeMs: number;
};

export function createSettle({ state, now, tellOnce, settleBeforeMs }: SettleParts): Settle {
  return async (session) => {
    const atMs = now();
    const settled = {
      because: becauseOf(session, atMs + settleBeforeMs),
      atMs,
      transaction: transactionOf(session.paymentHash),
    };
    // A session that nobody used moves no money: there is nothing to tell.
    const facts =
      session.requests === 0
        ? []
        : tellOnce(session.id, [
            {
              name: "settlement.closed",
              fields: {
                because: settled.because,
                requests: session.requests,
                amountMicroUsd: microUsdOf(session.billed),
                unbilledMicroUsd: microUsdOf(session.unbilled),
              },
            },
          ]);
    return state.settleSession({ session, settled }, facts);
  };
}

function becauseOf({ billed, cap, deadlineMs }: PaymentSession, deadlineByMs: number): SettledBecause {
  if (billed >= cap) return "exhausted";
  return deadlineMs <= deadlineByMs ? "deadline" : "idle";
}
