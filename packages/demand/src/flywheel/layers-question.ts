import { z } from "zod";
import { isRange, notARange } from "../asking/scope.ts";
import { Breakdown } from "./breakdown.ts";
import { usualWeeks } from "./closed-weeks.ts";
import { VisitorWeeks } from "./visitor-weeks.ts";

/** What each layer was supplied with and what demand pulled of it in the last closed weeks, and what changed. */
export const LayersQuestion = z
  .strictObject({
    ...VisitorWeeks.shape,
    /** Closed weeks of the period; the one before it has as many. */
    weeks: z.int().min(1).max(26).default(usualWeeks),
    breakdown: Breakdown.default({ by: "nothing" }),
    /** Of the bootstrap. */
    draws: z.int().min(200).max(2_000).default(500),
  })
  .refine(isRange, notARange);
export type LayersQuestion = z.infer<typeof LayersQuestion>;

/** Of a breakdown, the groups with most visitors; the others are counted. */
export const mostGroups = 12;
