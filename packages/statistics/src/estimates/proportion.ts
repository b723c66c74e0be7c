import { at, comoment, type Moments } from "../moments/moments.ts";
import { type Undecided, undecided } from "../undecided.ts";
import { type ArmLevel, type Estimate, estimateFrom } from "./estimate.ts";

/**
 * The difference of two shares, of a variable that is 0 or 1, with the unpooled variance p (1 - p) for intervals. The
 * pooled one belongs to the test that both are equal: `twoProportionTest`.
 */
export function estimateProportion(control: Moments, treatment: Moments, variable = 0): Estimate | Undecided {
  const arms = [control, treatment].map((moments) => shareOf(moments, variable));
  const [c, t] = arms;
  if (c === null || t === null || c === undefined || t === undefined) return undecided("not-a-proportion");
  return estimateFrom(c, t);
}

/** Null where the moments are not those of zeros and ones: then sum (x - p)^2 = n p (1 - p). */
function shareOf(moments: Moments, i: number): ArmLevel | null {
  const { n } = moments;
  const mean = at(moments.means, i);
  const variance = mean * (1 - mean);
  if (Number.isFinite(mean) && !(mean >= 0 && mean <= 1)) return null;
  if (Math.abs(comoment(moments, i, i) - n * variance) > 1e-6 * Math.max(1, n * variance)) return null;
  return { n, mean, variance };
}
