import { z } from "zod";
import { Day, Factor, Probability, Span } from "./scales.ts";

const AmountMicroUsd = z.int().min(0).max(1_000_000_000);

/** A hosted model. `quality` multiplies the chance that its output is kept. */
export const SimulatedModel = z.discriminatedUnion("medium", [
  z.strictObject({
    medium: z.literal("text"),
    id: z.string(),
    quality: Factor,
    inputMicroUsdPerMillion: AmountMicroUsd,
    outputMicroUsdPerMillion: AmountMicroUsd,
    firstTokenMs: z.int().min(1).max(3_600_000),
    tokensPerSecond: z.number().min(0.01).max(100_000),
  }),
  z.strictObject({
    medium: z.literal("image"),
    id: z.string(),
    quality: Factor,
    imageMicroUsd: AmountMicroUsd,
    pictureMs: z.int().min(1).max(3_600_000),
  }),
]);
export type SimulatedModel = z.infer<typeof SimulatedModel>;

/** A stretch of hours in which asks are refused for want of capacity more often than usual. */
const Outage = z.strictObject({
  day: Day,
  fromHour: z.number().min(0).max(24),
  hours: z.number().min(0).max(10_000),
  noCapacity: Probability,
  /** Only these models; all, if none is named. */
  models: z.array(z.string()).readonly().default([]),
});

/** How well the network serves. Chances are for each ask that reaches the step. */
export const Supply = z.strictObject({
  nodes: z.int().min(1).max(1_000),
  noCapacity: Probability,
  noActiveNode: Probability,
  /** Chance that an ask is for a model that nobody hosts. */
  unknownModel: Probability,
  failed: Probability,
  settlementFailed: Probability,
  queuedMs: Span,
  /** Times the time that a model needs. */
  slowness: Factor,
  outages: z.array(Outage).readonly(),
});
export type Supply = z.infer<typeof Supply>;
