import { normalCdf, normalDensity, normalQuantile } from "../distributions/normal.ts";
import type { Contrast } from "../estimates/estimate.ts";
import { requirePositive, requireShare } from "../wrong-setting-error.ts";
import { around, type Interval } from "./interval.ts";

/** What was believed of the difference before, in its unit; null for a flat prior. */
export type Prior = { readonly mean: number; readonly standardDeviation: number } | null;

export type BayesianView = Interval & {
  readonly mean: number;
  readonly standardDeviation: number;
  /** P(difference > 0). */
  readonly chanceToBeat: number;
  /** What is lost on average by the wrong choice, in the unit of the difference: E max(0, -d) and E max(0, d). */
  readonly expectedLoss: { readonly ofTreatment: number; readonly ofControl: number };
};

/**
 * A normal prior and a normal likelihood d ~ N(delta, SE^2) give a normal posterior:
 *
 *   1 / s^2 = 1 / s0^2 + 1 / SE^2        m = s^2 (m0 / s0^2 + d / SE^2)
 *   E max(0, -delta) = s phi(m / s) - m Phi(-m / s)
 *
 * Gelman et al. (2013), Bayesian Data Analysis, section 2.5. The interval is the central one of 1 - alpha. It is not
 * valid for looking daily and does not decide anything before the planned end.
 */
export function bayesianView(
  { difference, standardError }: Pick<Contrast, "difference" | "standardError">,
  { prior, alpha }: { readonly prior: Prior; readonly alpha: number },
): BayesianView {
  requireShare("alpha", alpha);
  if (prior !== null) requirePositive("prior.standardDeviation", prior.standardDeviation);
  // As a weight between the two means, which neither overflows nor underflows with the unit.
  const weight = prior === null ? 1 : 1 / (1 + (standardError / prior.standardDeviation) ** 2);
  const mean = weight * difference + (1 - weight) * (prior?.mean ?? 0);
  const standardDeviation = standardError * Math.sqrt(weight);
  const z = mean / standardDeviation;
  return {
    ...around(mean, -normalQuantile(alpha / 2) * standardDeviation),
    mean,
    standardDeviation,
    chanceToBeat: normalCdf(z),
    expectedLoss: { ofTreatment: standardDeviation * loss(z), ofControl: standardDeviation * loss(-z) },
  };
}

/** E max(0, -Z - z) for a standard normal Z. Rounding may leave less than nothing far out; a loss is never negative. */
const loss = (z: number): number => Math.max(0, normalDensity(z) - z * normalCdf(-z));
