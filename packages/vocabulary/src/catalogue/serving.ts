import { z } from "zod";
import { Funding } from "../funding.ts";
import { ModelId, NodeId } from "../ids.ts";
import { Credits, DurationMs, MicroUsd } from "../units.ts";
import { define } from "./define.ts";
import { Count, Medium, Origin, RefusalCode, request, served } from "./fields.ts";

/** Serving: what became of an ask. Written by the server, which alone can know. */
export const serving = define({
  "inference.requested": {
    when: "an ask reached the network",
    writer: "server",
    layer: "models",
    consent: "analytics",
    fields: z.strictObject({ ...request, hosted: z.boolean() }),
  },
  "inference.quoted": {
    when: "the network named the most that the ask can cost",
    writer: "server",
    layer: "payments",
    consent: "analytics",
    fields: z.strictObject({ ...request, credits: Credits, capMicroUsd: MicroUsd }),
    value: "credits",
  },
  "inference.routed": {
    when: "a node with room was chosen",
    writer: "server",
    layer: "compute",
    consent: "analytics",
    fields: z.strictObject({ ...request, node: NodeId, queuedMs: DurationMs }),
    value: "queuedMs",
  },
  "inference.refused": {
    when: "the network, or the visitor's balance, said a healthy no",
    writer: "server",
    layer: "compute",
    consent: "analytics",
    fields: z.strictObject({ ...request, reason: RefusalCode, retryAfterMs: DurationMs.optional() }),
  },
  "inference.completed": {
    when: "an answer was delivered whole",
    writer: "server",
    layer: "compute",
    consent: "analytics",
    fields: z.strictObject({
      ...served,
      credits: Credits,
      costMicroUsd: MicroUsd,
      queuedMs: DurationMs,
      firstOutputMs: DurationMs,
      servedMs: DurationMs,
      inputTokens: Count.optional(),
      outputTokens: Count.optional(),
      images: Count.optional(),
      origin: Origin,
    }),
    value: "credits",
  },
  "inference.stopped": {
    when: "a visitor stopped an answer; what was served is charged",
    writer: "server",
    layer: "compute",
    consent: "analytics",
    fields: z.strictObject({ ...served, credits: Credits, servedMs: DurationMs, outputTokens: Count }),
    value: "credits",
  },
  "inference.failed": {
    when: "an ask broke; nothing is charged",
    writer: "server",
    layer: "compute",
    consent: "analytics",
    fields: z.strictObject({
      ...request,
      node: NodeId.optional(),
      source: z.enum(["provider", "gateway"]),
      retryable: z.boolean(),
      afterMs: DurationMs,
    }),
  },
  "model.missed": {
    when: "somebody asked for a model that nobody hosts",
    writer: "server",
    layer: "models",
    consent: "analytics",
    fields: z.strictObject({ medium: Medium, model: ModelId, known: z.boolean() }),
  },
  "receipt.issued": {
    when: "a node signed what it did for a request",
    writer: "server",
    layer: "verification",
    consent: "necessary",
    fields: z.strictObject({
      ...request,
      node: NodeId.optional(),
      funding: Funding,
      origin: Origin,
      settlement: z.enum(["private", "batch", "individual"]),
    }),
  },
  "model.preferred": {
    when: "a visitor made a model their default",
    writer: "server",
    layer: "models",
    consent: "analytics",
    fields: z.strictObject({ medium: Medium, model: ModelId }),
  },
});
