import { normalQuantile } from "../distributions/normal.ts";
import { type Mixture, sequentialCritical } from "../intervals/sequential.ts";
import { requirePositive, requireShare } from "../wrong-setting-error.ts";

/** A comparison that is planned: which interval will judge it, and how its traffic is divided. */
export type Plan = {
  readonly interval: { readonly kind: "fixed" } | ({ readonly kind: "sequential" } & Mixture);
  /** The level that the interval will be shown at: alpha / m where there are m. */
  readonly alpha: number;
  /** Of the observations of these two arms, the share that the treatment gets. */
  readonly treatmentShare: number;
  /** Of one observation, in both arms: after capping, and after an adjustment times sqrt(1 - R^2). */
  readonly standardDeviation: number;
};

/**
 * SE of the difference with n observations in both arms: sd sqrt( 1 / (n (1 - s)) + 1 / (n s) ), s the treatment's share.
 */
export const plannedError = ({ treatmentShare, standardDeviation }: Plan, n: number): number =>
  standardDeviation * Math.sqrt(1 / (n * (1 - treatmentShare)) + 1 / (n * treatmentShare));

/** How many standard errors the interval will reach to each side with n observations. */
export const plannedCritical = ({ interval, alpha }: Plan, n: number): number =>
  interval.kind === "fixed" ? -normalQuantile(alpha / 2) : sequentialCritical(n, alpha, interval);

export function requirePlan({ alpha, treatmentShare, standardDeviation }: Plan): void {
  requireShare("alpha", alpha);
  requireShare("treatmentShare", treatmentShare);
  requirePositive("standardDeviation", standardDeviation);
}
