import { at, type Moments, varianceOf } from "../moments/moments.ts";
import type { Undecided } from "../undecided.ts";
import { type ArmLevel, type Estimate, estimateFrom } from "./estimate.ts";

/** The difference of two means (or of counts an observation), of variable i of each arm's moments. */
export const estimateMean = (control: Moments, treatment: Moments, variable = 0): Estimate | Undecided =>
  estimateFrom(level(control, variable), level(treatment, variable));

const level = (moments: Moments, i: number): ArmLevel => ({
  n: moments.n,
  mean: at(moments.means, i),
  variance: varianceOf(moments, i),
});
