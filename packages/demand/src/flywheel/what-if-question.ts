import { z } from "zod";
import { isRange, notARange } from "../asking/scope.ts";
import { FlywheelQuestion } from "./flywheel-question.ts";
import { gatedLayers } from "./gates.ts";

/** What another rate of one layer would bring. The targets of the others stand as they are asked. */
export const WhatIfQuestion = z
  .strictObject({
    ...FlywheelQuestion.shape,
    leaveOutDays: z.literal(false).default(false),
    layer: z.enum(gatedLayers),
    /** The share that would pass the gate. */
    rate: z.number().min(0).max(1),
  })
  .refine(isRange, notARange);
export type WhatIfQuestion = z.infer<typeof WhatIfQuestion>;
