import { z } from "zod";
import { RequestId } from "../ids.ts";
import { define } from "./define.ts";

/** Verification and trust: whether proof is met, checked and believed. */
export const proving = define({
  "proof.shown": {
    when: "a badge that leads to a proof became visible beside an output",
    writer: "browser",
    layer: "verification",
    consent: "analytics",
    fields: z.strictObject({ requestId: RequestId, place: z.enum(["app", "share", "copy"]) }),
  },
  "proof.opened": {
    when: "a visitor opened a proof",
    writer: "browser",
    layer: "verification",
    consent: "analytics",
    fields: z.strictObject({ requestId: RequestId, place: z.enum(["app", "share", "copy"]) }),
  },
  "proof.verified": {
    when: "a browser checked a receipt",
    writer: "browser",
    layer: "verification",
    consent: "analytics",
    fields: z.strictObject({
      requestId: RequestId,
      outcome: z.enum(["pending_batch", "verified", "failed", "error", "private"]),
      failedStep: z
        .enum(["key", "request-hash", "output-hash", "signature", "node", "batch", "cost", "joining"])
        .optional(),
    }),
  },
  "proof.copied": {
    when: "a visitor took a proof along with an output",
    writer: "browser",
    layer: "verification",
    consent: "analytics",
    fields: z.strictObject({ requestId: RequestId }),
  },
  "trust.rated": {
    when: "a visitor who met a proof said whether they trust the network",
    writer: "browser",
    layer: "trust",
    consent: "analytics",
    fields: z.strictObject({ requestId: RequestId.optional(), rating: z.enum(["trusted", "unsure", "distrusted"]) }),
  },
  "proof.required": {
    when: "a visitor chose to be served only with proof, or gave that up",
    writer: "browser",
    layer: "trust",
    consent: "analytics",
    fields: z.strictObject({ required: z.boolean() }),
  },
});
