import { createHmac, timingSafeEqual } from "node:crypto";
import { SessionId } from "@flywheel/vocabulary";
import {
  decodePaymentSignatureHeader,
  encodePaymentRequiredHeader,
  encodePaymentResponseHeader,
} from "@x402/core/http";
import type { PaymentPayload } from "@x402/core/types";
import { opgOf } from "../serving/prices.ts";
import type { PaymentSession } from "../state.ts";
import type { Payments, SessionRefused } from "./sessions.ts";
import { networkId, transactionOf } from "./terms.ts";
import type { PaymentRefused } from "./upto-facilitator.ts";
import { requirementsFor } from "./upto-server.ts";

/** Names of x402's headers, and the session's. */
export const paymentHeaders = {
  required: "payment-required",
  signature: "payment-signature",
  response: "payment-response",
  session: "x-upto-session",
} as const;

export type WhyUnpaid = "payment_required" | "malformed_payment" | PaymentRefused | SessionRefused;

export type Taken =
  | { readonly outcome: "paid"; readonly session: PaymentSession; readonly headers: Record<string, string> }
  | { readonly outcome: "unpaid"; readonly why: WhyUnpaid; readonly headers: Record<string, string> };

/** Where a stranger's request is paid before it is let in: the 402 of x402 version 2. */
export type Till = { take(request: Request, capMicroUsd: number): Promise<Taken> };

type TillParts = {
  readonly payments: Payments;
  /** Seals session tokens: a session's id is public, it stands in every receipt; its token is the payer's alone. */
  readonly secret: string;
  /** Where strangers reach this, whatever name a proxy asks by. */
  readonly publicOrigin: string;
};

export function createTill({ payments, secret, publicOrigin }: TillParts): Till {
  const tokenOf = (id: SessionId) => `${id}.${createHmac("sha256", secret).update(id).digest("base64url")}`;

  /** Null for a token that was not made here. */
  function sessionOf(token: string): SessionId | null {
    const id = SessionId.safeParse(token.split(".")[0]);
    if (!id.success) return null;
    const [given, made] = [Buffer.from(token), Buffer.from(tokenOf(id.data))];
    return given.length === made.length && timingSafeEqual(given, made) ? id.data : null;
  }

  return {
    async take({ headers, url }, capMicroUsd) {
      const amount = opgOf(capMicroUsd);
      const requirements = requirementsFor(amount);
      const unpaid = (why: WhyUnpaid): Taken => ({
        outcome: "unpaid",
        why,
        headers: {
          [paymentHeaders.required]: encodePaymentRequiredHeader({
            x402Version: 2,
            error: why,
            resource: {
              url: new URL(new URL(url).pathname, publicOrigin).href,
              description: "an answer of the mock network",
              mimeType: "application/json",
            },
            accepts: [requirements],
          }),
          "cache-control": "no-store",
        },
      });
      const admit = async (id: SessionId): Promise<Taken> => {
        const admitted = await payments.admit(id, amount);
        if (admitted.outcome === "refused") return unpaid(admitted.reason);
        const { session } = admitted;
        return { outcome: "paid", session, headers: headersOf(session, tokenOf(session.id)) };
      };

      const signed = headers.get(paymentHeaders.signature);
      if (signed !== null) {
        const payment = decoded(signed);
        if (!payment) return unpaid("malformed_payment");
        const opened = await payments.open(payment, requirements);
        return opened.outcome === "opened" ? admit(opened.session) : unpaid(opened.reason);
      }
      const token = headers.get(paymentHeaders.session);
      if (token === null) return unpaid("payment_required");
      const id = sessionOf(token);
      return id ? admit(id) : unpaid("session_unknown");
    },
  };
}

/** The session settles later, in one transaction whose name is known; the amount is what was billed until now. */
const headersOf = (session: PaymentSession, token: string): Record<string, string> => ({
  [paymentHeaders.session]: token,
  [paymentHeaders.response]: encodePaymentResponseHeader({
    success: true,
    payer: session.payer,
    transaction: transactionOf(session.paymentHash),
    network: networkId,
    amount: String(session.billed),
  }),
});

function decoded(header: string): PaymentPayload | null {
  try {
    const payment: unknown = decodePaymentSignatureHeader(header);
    return isPayment(payment) ? payment : null;
  } catch {
    return null; // no base64, or no JSON in it
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** As much as is read without looking into the scheme's own payload, which is parsed where it is judged. */
const isPayment = (value: unknown): value is PaymentPayload =>
  isRecord(value) &&
  isRecord(value.accepted) &&
  typeof value.accepted.scheme === "string" &&
  typeof value.accepted.network === "string" &&
  isRecord(value.payload);
