import { z } from "zod";
import { isRange, notARange } from "../asking/scope.ts";
import { usualWeeks } from "./closed-weeks.ts";
import { type GatedLayer, gatedLayers } from "./gates.ts";
import type { Targets } from "./judge.ts";
import { VisitorWeeks } from "./visitor-weeks.ts";

/**
 * What a layer should pass where nobody has said otherwise. They are starting points and no findings: what is supplied by
 * machines should nearly always be there, what people choose is set where a product that is liked usually stands.
 */
const usualTargets: Readonly<Record<GatedLayer, number>> = {
  applications: 0.6,
  models: 0.98,
  incentives: 0.98,
  compute: 0.98,
  users: 0.6,
  payments: 0.15,
  verification: 0.15,
  trust: 0.7,
  usage: 0.5,
};

/** Per layer the share that should pass its gate; what is not stated is as usual. */
export const StatedTargets = z.partialRecord(z.enum(gatedLayers), z.number().min(0).max(1));

/** How the flywheel turned in the last closed weeks of a range, and what holds it back. */
export const FlywheelQuestion = z
  .strictObject({
    ...VisitorWeeks.shape,
    /** Closed weeks that the answer is about. */
    weeks: z.int().min(2).max(26).default(usualWeeks),
    targets: StatedTargets.default({}),
    /** Of the bootstrap. */
    draws: z.int().min(500).max(2_000).default(500),
    /** Leaves out each day in turn, which takes a reading for each. */
    leaveOutDays: z.boolean().default(false),
  })
  .refine(isRange, notARange);
export type FlywheelQuestion = z.infer<typeof FlywheelQuestion>;

export function targetsOf(stated: FlywheelQuestion["targets"]): Targets {
  const targets = gatedLayers.map((layer) => {
    const own = stated[layer];
    return [layer, { rate: own ?? usualTargets[layer], origin: own === undefined ? "default" : "stated" }];
  });
  return Object.fromEntries(targets);
}
