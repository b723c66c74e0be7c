import cdf from "@stdlib/stats-base-dists-t-cdf";
import quantile from "@stdlib/stats-base-dists-t-quantile";

/** P(|T| >= |t|) with df degrees of freedom, by the lower tail, so that 1e-100 is not 0. */
export const studentTwoSidedP = (t: number, df: number): number => 2 * cdf(-Math.abs(t), df);

/** The t that |T| exceeds with probability alpha. */
export const studentCritical = (alpha: number, df: number): number => -quantile(alpha / 2, df);
