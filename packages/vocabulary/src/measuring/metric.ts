import { z } from "zod";
import { definitionOf } from "../catalogue/index.ts";
import { Slug } from "../ids.ts";
import type { EventFilter } from "../journey.ts";
import { KnownEventFilter } from "./event-filter.ts";

const dayMs = 86_400_000;

/** What one visitor's events add up to: how many there are, or the sum of the value that the catalogue names. */
export const Amount = z
  .strictObject({ of: KnownEventFilter, take: z.enum(["count", "value"]) })
  .refine(({ of, take }) => take === "count" || hasValue(of), {
    message: "events of this name have no value to sum; take their count",
    path: ["take"],
  });
export type Amount = z.infer<typeof Amount>;

const common = {
  key: Slug,
  name: z.string().min(1).max(80),
  /** Which way is good. */
  better: z.enum(["more", "less"]),
  unit: z.enum(["share", "times", "credits", "micro-usd", "ms"]),
  /** Outcomes count from so long after the first exposure on; 0 is at once. Milliseconds. */
  fromMs: z
    .int()
    .min(0)
    .max(60 * dayMs),
  /** And until so long after it; a visitor is analysed once that is over. Milliseconds. */
  windowMs: z
    .int()
    .min(3_600_000)
    .max(90 * dayMs),
  /** Whether it counts what visitors do in the experiment's app, or in any. */
  reach: z.enum(["app", "all-apps"]),
};
/** Amounts above this percentile of the time before the start are cut to it; null leaves them. */
const capPercentile = z.number().min(0.9).lt(1).nullable();

/**
 * One number per visitor, and how visitors are pooled into one number per arm.
 * `proportion`: did it at all. `mean`: the visitor's amount (a count or a sum). `ratio`: all numerators over all
 * denominators. `quantile`: of single events' values, whoever they are of.
 */
export const Metric = z
  .discriminatedUnion("kind", [
    z.strictObject({ ...common, kind: z.literal("proportion"), of: KnownEventFilter }),
    z.strictObject({ ...common, kind: z.literal("mean"), amount: Amount, capPercentile }),
    z.strictObject({ ...common, kind: z.literal("ratio"), numerator: Amount, denominator: Amount, capPercentile }),
    z
      .strictObject({ ...common, kind: z.literal("quantile"), of: KnownEventFilter, quantile: z.number().gt(0).lt(1) })
      .refine(({ of }) => hasValue(of), { message: "events of this name have no value", path: ["of"] }),
  ])
  .refine(({ fromMs, windowMs }) => fromMs < windowMs, {
    message: "the window must end after it starts",
    path: ["windowMs"],
  });
export type Metric = z.infer<typeof Metric>;

function hasValue({ name }: EventFilter): boolean {
  return definitionOf(name).value !== undefined;
}
