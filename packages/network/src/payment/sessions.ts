import type { SessionId } from "@flywheel/vocabulary";
import type { PaymentPayload, PaymentRequirements } from "@x402/core/types";
import type { Address, NetworkState, PaymentSession } from "../state.ts";
import { lastCallMs } from "./terms.ts";
import { judgePayment, type PaymentRefused, sessionIdOf } from "./upto-facilitator.ts";

export type Opened =
  | { readonly outcome: "opened"; readonly session: SessionId; readonly payer: Address; readonly cap: bigint }
  | { readonly outcome: "refused"; readonly reason: PaymentRefused };

export type SessionRefused = "session_unknown" | "session_closed" | "session_exhausted";
export type Admitted =
  | { readonly outcome: "admitted"; readonly session: PaymentSession }
  | { readonly outcome: "refused"; readonly reason: SessionRefused };

/** Where payments become sessions, and sessions let requests in. */
export type Payments = {
  /** Takes a signed payment: judges it and reserves its cap. A payment opens one session, ever. */
  open(payment: PaymentPayload, requirements: PaymentRequirements): Promise<Opened>;
  /** May a request that can cost so much be billed to this session? */
  admit(id: SessionId, amount: bigint): Promise<Admitted>;
};

type PaymentsParts = {
  readonly state: Pick<NetworkState, "wallet" | "session" | "openSession" | "touchSession">;
  readonly now: () => number;
  /** How often a session that is in use says so: far less than what makes it idle. */
  readonly touchEveryMs: number;
};

export function createPayments({ state, now, touchEveryMs }: PaymentsParts): Payments {
  return {
    async open(payment, requirements) {
      const judged = await judgePayment({ state, now }, payment, requirements);
      if (judged.outcome === "refused") return { outcome: "refused", reason: judged.reason };
      const { paymentHash } = judged;
      const { from, cap, nonce, deadline } = judged.signed.authorization;
      const id = sessionIdOf(paymentHash);
      const opened = await state.openSession({
        id,
        payer: from,
        nonce,
        paymentHash,
        cap: BigInt(cap),
        openedMs: now(),
        deadlineMs: deadline * 1_000,
      });
      if (opened.outcome === "opened") return { outcome: "opened", session: id, payer: from, cap: BigInt(cap) };
      const reason = opened.outcome === "nonce-used" ? "nonce_already_used" : "insufficient_funds";
      return { outcome: "refused", reason };
    },

    async admit(id, amount) {
      const session = await state.session(id);
      if (!session) return { outcome: "refused", reason: "session_unknown" };
      const nowMs = now();
      if (session.settled || session.deadlineMs <= nowMs + lastCallMs) {
        return { outcome: "refused", reason: "session_closed" };
      }
      if (session.cap - session.billed < amount) return { outcome: "refused", reason: "session_exhausted" };
      if (nowMs - session.usedMs >= touchEveryMs) await state.touchSession(id, nowMs);
      return { outcome: "admitted", session };
    },
  };
}
