import { type ExperimentDefinition, seeds, usualMeasurement } from "@flywheel/experiments";
import { startMs } from "./invent.ts";

const [seed] = seeds as [ExperimentDefinition];

/** A running experiment of two arms, half and half, since `startMs`. */
export const panel = (given: Partial<ExperimentDefinition> = {}): ExperimentDefinition => {
  const variants = [
    { key: "below", name: "Below", value: "below", weight: 0.5 },
    { key: "beside", name: "Beside", value: "beside", weight: 0.5 },
  ];
  return {
    ...seed,
    key: "panel",
    name: "Panel",
    feature: "studio.panel",
    variants,
    measurement: { ...usualMeasurement, secondary: [], guardrails: [] },
    plan: { visitors: 5_000, days: 14, effect: 0.1 },
    phases: [{ startedAtMs: startMs, endedAtMs: null, weights: [0.5, 0.5], because: "the first start", caps: {} }],
    ...given,
  };
};
