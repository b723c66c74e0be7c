import { z } from "zod";
import { isRange, notARange, scopeFields } from "../asking/scope.ts";

/** Cohorts that began in the range; their past and what followed are read whatever the range, up to its end. */
export const Timelines = z
  .strictObject({
    ...scopeFields,
    /** Who gave up after less than this gave up for reasons of their own. */
    statedWaitMs: z.int().min(0).max(86_400_000).default(30_000),
    /** Who is incentivised, and so not organic: who was ever granted credits, or also who first came by a campaign. */
    incentives: z.enum(["grants", "grants-and-campaigns"]).default("grants-and-campaigns"),
  })
  .refine(isRange, notARange);
export type Timelines = z.infer<typeof Timelines>;
