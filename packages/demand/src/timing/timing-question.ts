import { Segment, Slug } from "@flywheel/vocabulary";
import { z } from "zod";
import { AtMs, isRange, notARange } from "../asking/scope.ts";
import { StatedTargets } from "../flywheel/flywheel-question.ts";
import { StatedThresholds } from "./stated-thresholds.ts";
import { Timelines } from "./timelines-question.ts";

/** Is the demand here? Cohorts that began in the range, judged at the moment of the answer. */
export const TimingQuestion = z
  .strictObject({
    ...Timelines.shape,
    /** The survey that asks how disappointed somebody would be; null when none does. */
    survey: Slug.nullable().default(null),
    /** Segments that somebody said they would look at, and when: only what came after is judged, and each costs certainty. */
    declared: z
      .array(z.strictObject({ segment: Segment, declaredAtMs: AtMs }))
      .max(20)
      .default([]),
    /** By which the flywheel says how much of all opportunity is supply's. */
    targets: StatedTargets.default({}),
    /** What signals and verdict are held against, where somebody wants another number than the usual one. */
    thresholds: StatedThresholds.default({}),
  })
  .refine(isRange, notARange);
export type TimingQuestion = z.infer<typeof TimingQuestion>;
