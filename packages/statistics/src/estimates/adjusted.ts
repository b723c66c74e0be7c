import { at, comoment, type Moments, range, symmetric } from "../moments/moments.ts";
import { transformMoments } from "../moments/transform.ts";
import { type Undecided, undecided } from "../undecided.ts";
import { type ArmLevel, type Estimate, estimateFrom } from "./estimate.ts";
import { leastSquares } from "./least-squares.ts";
import { type Linear, linearise, type Ratio } from "./ratio.ts";

export type Adjustment = {
  /** The variable that is compared, or the two of a ratio, which is then adjusted in its linearised form. */
  readonly outcome: number | Ratio;
  /** Variables that the treatment cannot have touched: the value before exposure, and whether there was a before. */
  readonly covariates: readonly number[];
  /** Every arm of the experiment, so that the control reads the same beside each treatment. Default: the two. */
  readonly among?: readonly Moments[];
};

export type AdjustedEstimate = Estimate & {
  /** One coefficient for each covariate, the same in all arms. */
  readonly theta: readonly number[];
};

/**
 * CUPED: the outcome less what the covariates already knew.
 *
 *   theta = (sum over arms of S_xx)^-1 (sum over arms of s_xy)        comoments within the arms
 *   d = (Ybar_t - Ybar_c) - theta' (Xbar_t - Xbar_c)                  variance of Y - theta' X within each arm
 *
 * Deng, Xu, Kohavi and Walker (2013), WSDM, section 3; theta pooled within arms is the slope of a regression on arm and
 * covariates. A covariate that is constant, or a combination of others, gets 0. Each arm's level is adjusted to the
 * mean covariates of `among`.
 */
export function estimateAdjusted(
  control: Moments,
  treatment: Moments,
  { outcome, covariates, among = [control, treatment] }: Adjustment,
): AdjustedEstimate | Undecided {
  if (!(control.n >= 2 && treatment.n >= 2)) return undecided("too-few");
  const chosen = [control, treatment, ...among].map((moments) => choose(moments, outcome, covariates));
  const [c, t, ...pooled] = chosen.filter((it) => it !== null);
  if (c === undefined || t === undefined || pooled.length < among.length) return undecided("no-denominator");

  const theta = slopes(
    pooled.map(({ moments }) => moments),
    covariates.length,
  );
  const centre = centreOf(pooled, covariates.length);
  const estimate = estimateFrom(adjust(c, theta, centre), adjust(t, theta, centre));
  return "undecided" in estimate ? estimate : { ...estimate, theta };
}

/** Moments of the outcome, then the covariates. */
function choose(moments: Moments, outcome: number | Ratio, covariates: readonly number[]): Linear | null {
  if (typeof outcome !== "number")
    return moments.n === 0 ? { level: 0, moments } : linearise(moments, outcome, covariates);
  const chosen = [outcome, ...covariates];
  return {
    level: at(moments.means, outcome),
    moments: {
      n: moments.n,
      means: chosen.map((i) => at(moments.means, i)),
      comoments: symmetric(chosen.length, (p, q) => comoment(moments, at(chosen, p), at(chosen, q))),
    },
  };
}

function slopes(arms: readonly Moments[], covariates: number): number[] {
  const within = (i: number, j: number) =>
    arms.reduce(
      (sum, arm) => sum + (arm.n === 0 || isRounding(arm, i) || isRounding(arm, j) ? 0 : comoment(arm, i, j)),
      0,
    );
  return leastSquares(
    symmetric(covariates, (i, j) => within(i + 1, j + 1)),
    range(covariates).map((i) => within(0, i + 1)),
  );
}

/** Equal values that were averaged in parts differ by rounding; a slope on that is noise. */
const isRounding = (arm: Moments, i: number): boolean => comoment(arm, i, i) <= arm.n * (1e-12 * at(arm.means, i)) ** 2;

function centreOf(arms: readonly Linear[], covariates: number): number[] {
  const n = arms.reduce((sum, { moments }) => sum + moments.n, 0);
  return range(covariates).map((i) =>
    arms.reduce((sum, { moments }) => (moments.n === 0 ? sum : sum + (moments.n / n) * at(moments.means, i + 1)), 0),
  );
}

function adjust({ level, moments }: Linear, theta: readonly number[], centre: readonly number[]): ArmLevel {
  const residual = transformMoments(moments, [[1, ...theta.map((slope) => -slope)]]);
  const moved = theta.reduce((sum, slope, i) => sum + slope * (at(moments.means, i + 1) - at(centre, i)), 0);
  return { n: moments.n, mean: level - moved, variance: comoment(residual, 0, 0) / (moments.n - 1) };
}
