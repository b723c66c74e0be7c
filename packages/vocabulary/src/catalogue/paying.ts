import { z } from "zod";
import { Funding } from "../funding.ts";
import { PurchaseId, RequestId, SessionId, Slug } from "../ids.ts";
import { Credits, MicroUsd } from "../units.ts";
import { define } from "./define.ts";

/** Credits and payment: every movement of the ledger that questions ask about. */
export const paying = define({
  "credits.granted": {
    when: "credits were given: the free daily allowance (free) or a grant (granted)",
    writer: "server",
    layer: "incentives",
    consent: "necessary",
    fields: z.strictObject({
      credits: Credits,
      funding: z.enum(["free", "granted"]),
      source: z.enum(["allowance", "campaign", "staff", "referral"]),
      campaign: Slug.optional(),
    }),
    value: "credits",
  },
  "checkout.opened": {
    when: "a visitor looked at what credits cost",
    writer: "browser",
    layer: "payments",
    consent: "analytics",
    fields: z.strictObject({ because: z.enum(["chosen", "ran-out"]) }),
  },
  "checkout.started": {
    when: "a visitor chose a pack of credits",
    writer: "server",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({ purchaseId: PurchaseId, pack: Slug, credits: Credits, priceMicroUsd: MicroUsd }),
    value: "priceMicroUsd",
  },
  "checkout.abandoned": {
    when: "a visitor turned away from a checkout that they had started",
    writer: "server",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({ purchaseId: PurchaseId, pack: Slug }),
  },
  "credits.purchased": {
    when: "a checkout was paid",
    writer: "server",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({ purchaseId: PurchaseId, pack: Slug, credits: Credits, priceMicroUsd: MicroUsd }),
    value: "priceMicroUsd",
  },
  "credits.held": {
    when: "credits were set aside for a request",
    writer: "server",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({ requestId: RequestId, credits: Credits }),
    value: "credits",
  },
  "credits.released": {
    when: "held credits went back, wholly or in part",
    writer: "server",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({ requestId: RequestId, credits: Credits }),
    value: "credits",
  },
  "credits.spent": {
    when: "held credits were charged for what was served; one event for each funding",
    writer: "server",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({ requestId: RequestId, funding: Funding, credits: Credits }),
    value: "credits",
  },
  "credits.exhausted": {
    when: "a visitor asked for more than they hold",
    writer: "server",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({ neededCredits: Credits, availableCredits: Credits }),
  },
  "payment.verified": {
    when: "the network accepted the app's promise to pay for a request",
    writer: "server",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({ requestId: RequestId, capMicroUsd: MicroUsd }),
    value: "capMicroUsd",
  },
  "payment.settled": {
    when: "what a visitor's credits covered was billed to the app's payment session; one event for each funding",
    writer: "server",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({
      requestId: RequestId,
      funding: Funding,
      credits: Credits,
      amountMicroUsd: MicroUsd,
      paymentSessionId: SessionId.optional(),
    }),
    value: "amountMicroUsd",
  },
  "payment.failed": {
    when: "a served request could not be settled",
    writer: "server",
    layer: "payments",
    consent: "necessary",
    fields: z.strictObject({
      requestId: RequestId,
      amountMicroUsd: MicroUsd,
      reason: z.enum(["rejected", "expired", "exhausted", "unreachable"]),
    }),
    value: "amountMicroUsd",
  },
});
