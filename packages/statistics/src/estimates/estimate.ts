import { type Undecided, undecided } from "../undecided.ts";

/** A difference with its error, on whatever scale: all that an interval needs. */
export type Contrast = {
  readonly difference: number;
  /** Above 0 and finite. */
  readonly standardError: number;
  /** Observations in both arms. */
  readonly n: number;
};

/** One arm's level: its mean, share, ratio or quantile, adjusted where the estimate is. */
export type ArmLevel = {
  readonly n: number;
  readonly mean: number;
  /** Of one observation: the squared standard error of `mean` is variance / n. */
  readonly variance: number;
};

/** Treatment minus control, in the metric's unit. */
export type Estimate = Contrast & { readonly control: ArmLevel; readonly treatment: ArmLevel };

/** Where a spread is this small beside its mean, it is the rounding of equal values. */
const roundingOfMean = 1e-12;

/**
 *   d = m_t - m_c        SE = sqrt(v_c / n_c + v_t / n_t)
 *
 * with unpooled variances (Welch 1947, Biometrika 34:28).
 */
export function estimateFrom(control: ArmLevel, treatment: ArmLevel): Estimate | Undecided {
  if (!(control.n >= 2 && treatment.n >= 2)) return undecided("too-few");
  const squared = squaredError(control) + squaredError(treatment);
  const difference = treatment.mean - control.mean;
  const standardError = Math.sqrt(squared);
  if (!Number.isFinite(difference) || !Number.isFinite(standardError)) return undecided("not-finite");
  if (standardError === 0) return undecided("no-variation");
  return { difference, standardError, n: control.n + treatment.n, control, treatment };
}

export function squaredError({ n, mean, variance }: ArmLevel): number {
  return variance <= (roundingOfMean * mean) ** 2 ? 0 : variance / n;
}
