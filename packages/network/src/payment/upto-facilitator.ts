import { fromHex, keccakOfText } from "@flywheel/receipts";
import { mint, type SessionId } from "@flywheel/vocabulary";
import type { PaymentPayload, PaymentRequirements, SchemeNetworkFacilitator } from "@x402/core/types";
import type { Settle } from "../settlement/settle-session.ts";
import type { NetworkState } from "../state.ts";
import { isSignedByPayer, paymentHashOf, SignedAuthorization } from "./authorization.ts";
import { asset, lastCallMs, maxTimeoutSeconds, networkId, payTo, scheme, service, transactionOf } from "./terms.ts";

/** Why a payment is not taken. Words of x402 where it has them. */
export type PaymentRefused =
  | "invalid_payload"
  | "unsupported_scheme"
  | "invalid_network"
  | "invalid_asset"
  | "invalid_recipient"
  | "invalid_resource"
  | "invalid_signature"
  | "not_valid_yet"
  | "expired"
  | "deadline_too_far"
  | "amount_too_low"
  | "nonce_already_used"
  | "insufficient_funds";

export type Judged =
  | { readonly outcome: "valid"; readonly signed: SignedAuthorization; readonly paymentHash: string }
  | { readonly outcome: "refused"; readonly reason: PaymentRefused; readonly payer?: string };

/** The session that a payment opens is named after it, so that a replay meets the first one. */
export function sessionIdOf(paymentHash: string): SessionId {
  let turn = 0;
  return mint<SessionId>("ses", () => {
    turn += 1;
    return fromHex(keccakOfText(`${turn}:${paymentHash}`)) ?? new Uint8Array();
  });
}

type JudgeParts = { readonly state: Pick<NetworkState, "wallet" | "session">; readonly now: () => number };
type FacilitatorParts = JudgeParts & { readonly settle: Settle };

/** A payer's clock may be a little ahead. */
const slackSeconds = 600;

/** Everything that can be said of a payment without changing anything. */
export async function judgePayment(
  { state, now }: JudgeParts,
  payment: PaymentPayload,
  requirements: PaymentRequirements,
): Promise<Judged> {
  const parsed = SignedAuthorization.safeParse(payment.payload);
  if (!parsed.success || payment.x402Version !== 2) return { outcome: "refused", reason: "invalid_payload" };
  const { authorization } = parsed.data;
  const refused = (reason: PaymentRefused): Judged => ({ outcome: "refused", reason, payer: authorization.from });

  if (payment.accepted.scheme !== scheme || requirements.scheme !== scheme) return refused("unsupported_scheme");
  if (payment.accepted.network !== networkId || requirements.network !== networkId) return refused("invalid_network");
  if (authorization.asset !== asset) return refused("invalid_asset");
  if (authorization.payTo !== payTo) return refused("invalid_recipient");
  if (authorization.resource !== service) return refused("invalid_resource");
  if (!(await isSignedByPayer(parsed.data))) return refused("invalid_signature");
  if (authorization.validAfter * 1_000 > now()) return refused("not_valid_yet");
  if (authorization.deadline * 1_000 <= now() + lastCallMs) return refused("expired");
  if (authorization.deadline * 1_000 > now() + (maxTimeoutSeconds + slackSeconds) * 1_000)
    return refused("deadline_too_far");
  if (BigInt(authorization.cap) < BigInt(requirements.amount)) return refused("amount_too_low");
  const paymentHash = paymentHashOf(authorization);
  if (await state.session(sessionIdOf(paymentHash))) return refused("nonce_already_used");
  const { balance, reserved } = await state.wallet(authorization.from);
  if (balance - reserved < BigInt(authorization.cap)) return refused("insufficient_funds");
  return { outcome: "valid", signed: parsed.data, paymentHash };
}

/**
 * The mock's facilitator for @x402/core. `verify` changes nothing; `settle` takes from the payer what was billed to the
 * payment's session, never more than the cap, once.
 */
export function createUptoFacilitator({ state, now, settle }: FacilitatorParts): SchemeNetworkFacilitator {
  return {
    scheme,
    caipFamily: "eip155:*",
    getExtra: () => ({ service }),
    getSigners: () => [payTo],

    async verify(payment, requirements) {
      const judged = await judgePayment({ state, now }, payment, requirements);
      if (judged.outcome === "valid") return { isValid: true, payer: judged.signed.authorization.from };
      const { reason, payer } = judged;
      return { isValid: false, invalidReason: reason, ...(payer === undefined ? {} : { payer }) };
    },

    async settle(payment) {
      const failed = (errorReason: string) =>
        ({ success: false, errorReason, transaction: "", network: networkId }) as const;
      const parsed = SignedAuthorization.safeParse(payment.payload);
      if (!parsed.success || !(await isSignedByPayer(parsed.data))) return failed("invalid_signature");
      const { authorization } = parsed.data;
      const paymentHash = paymentHashOf(authorization);
      const session = await state.session(sessionIdOf(paymentHash));
      if (!session) return failed("session_unknown");
      if (!session.settled && !(await settle(session))) return failed("session_busy");
      return {
        success: true,
        payer: authorization.from,
        transaction: transactionOf(paymentHash),
        network: networkId,
        amount: String(session.billed),
      };
    },
  };
}
