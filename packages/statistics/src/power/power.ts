import { normalCdf, normalQuantile } from "../distributions/normal.ts";
import { type Undecided, undecided } from "../undecided.ts";
import { requirePositive, requireShare, WrongSettingError } from "../wrong-setting-error.ts";
import { type Plan, plannedCritical, plannedError, requirePlan } from "./plan.ts";

/**
 * The chance that the interval leaves out 0 at a look with n observations in both arms, when the difference is `effect`.
 *
 *   Phi(|effect| / SE - c) + Phi(-|effect| / SE - c)
 *
 * with c = z_(1 - alpha/2) for a fixed horizon (Chow, Shao and Wang 2008, Sample Size Calculations, section 3.2: Welch's
 * test in large samples), and the width of the confidence sequence at n for the sequential interval. For the latter it
 * is a lower bound on the chance of having left out 0 at some look up to n, which is what counts there.
 */
export function powerAt(plan: Plan, { effect, n }: { readonly effect: number; readonly n: number }): number {
  requirePlan(plan);
  requirePositive("n", n);
  const distance = Math.abs(effect) / plannedError(plan, n);
  const critical = plannedCritical(plan, n);
  return normalCdf(distance - critical) + normalCdf(-distance - critical);
}

/**
 * The smallest effect that is found with the given power at n observations: where the interval's half width is
 * effect - z_power SE, so (c + z_power) SE. The chance of being significant in the wrong direction, which would make it
 * a hair smaller, is left out.
 */
export function detectableEffect(plan: Plan, { n, power }: { readonly n: number; readonly power: number }): number {
  requirePlan(plan);
  requirePositive("n", n);
  requireShare("power", power);
  if (power <= plan.alpha) throw new WrongSettingError({ setting: "power", value: power, expected: "more than alpha" });
  return (plannedCritical(plan, n) + normalQuantile(power)) * plannedError(plan, n);
}

/**
 * The fewest observations, in both arms, with which the effect is found with the given power. The detectable effect falls
 * with n for either interval, so the answer is where it passes `effect`: found by halving, to a whole number.
 */
export function observationsFor(
  plan: Plan,
  { effect, power }: { readonly effect: number; readonly power: number },
): number | Undecided {
  const wanted = Math.abs(effect);
  if (wanted === 0) return undecided("no-effect");
  if (!Number.isFinite(wanted)) return undecided("not-finite");
  const enough = (n: number) => detectableEffect(plan, { n, power }) <= wanted;
  // Two in each arm is the least that has a variance.
  let low = 2 / Math.min(plan.treatmentShare, 1 - plan.treatmentShare);
  if (enough(low)) return Math.ceil(low);
  let high = low * 2;
  while (!enough(high)) [low, high] = [high, high * 2];
  while (high - low > Math.max(0.5, high * Number.EPSILON)) {
    const middle = (low + high) / 2;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return enough(Math.floor(high)) ? Math.floor(high) : Math.ceil(high);
}
