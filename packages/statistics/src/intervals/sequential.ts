import type { Contrast } from "../estimates/estimate.ts";
import { requirePositive, requireShare } from "../wrong-setting-error.ts";
import { around, type Interval } from "./interval.ts";

/**
 * How the always-valid interval spends its width: rho^2 of its mixture, per observation. Frozen at the start, with the
 * alpha of the whole experiment; the level of an interval may differ (alpha / m for one of m).
 */
export type Mixture = { readonly rhoSquared: number };

/**
 * The rho^2 that makes the interval narrowest when both arms together have N* observations:
 *
 *   rho^2 = (-2 ln alpha + ln(1 - 2 ln alpha)) / N*
 *
 * Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024), Annals of Statistics 52:2613, section on choosing rho.
 */
export function mixtureFor({ alpha, plannedN }: { readonly alpha: number; readonly plannedN: number }): Mixture {
  requireShare("alpha", alpha);
  requirePositive("plannedN", plannedN);
  const spent = -2 * Math.log(alpha);
  return { rhoSquared: (spent + Math.log1p(spent)) / plannedN };
}

/**
 * The asymptotic confidence sequence: it covers at all looks together with probability 1 - alpha, so it may be looked at
 * daily and stopped at any time.
 *
 *   d -+ SE sqrt( 2 (t rho^2 + 1) / (t rho^2)  ln( sqrt(t rho^2 + 1) / alpha ) )        t = n of both arms
 *
 * Waudby-Smith et al. (2024), theorem 2.2, with SE the Welch error of the contrast. Asymptotic: see `closedFor` for
 * the first look.
 */
export const sequentialInterval = (contrast: Contrast, alpha: number, mixture: Mixture): Interval =>
  around(contrast.difference, contrast.standardError * sequentialCritical(contrast.n, alpha, mixture));

/** How many standard errors the interval reaches to each side at t observations. */
export function sequentialCritical(t: number, alpha: number, { rhoSquared }: Mixture): number {
  requireShare("alpha", alpha);
  requirePositive("rhoSquared", rhoSquared);
  const seen = t * rhoSquared;
  return Math.sqrt(((2 * (seen + 1)) / seen) * (Math.log1p(seen) / 2 - Math.log(alpha)));
}

/**
 * ln e, the evidence against no difference:
 *
 *   e = (1 + t rho^2)^(-1/2) exp( t rho^2 z^2 / (2 (1 + t rho^2)) )        z = d / SE
 *
 * The interval at level alpha leaves out 0 exactly where e >= 1 / alpha. In logs, because e overflows at z = 38.
 */
export function logEValue({ difference, standardError, n }: Contrast, { rhoSquared }: Mixture): number {
  requirePositive("rhoSquared", rhoSquared);
  const seen = n * rhoSquared;
  const z = difference / standardError;
  return (seen * z * z) / (2 * (1 + seen)) - Math.log1p(seen) / 2;
}

/** p = min(1, 1 / max e) over the looks so far that were allowed. Without one, nothing is known and p is 1. */
export const alwaysValidP = (logEValues: readonly number[]): number =>
  Math.min(1, Math.exp(-logEValues.reduce((most, it) => Math.max(most, it), 0)));
