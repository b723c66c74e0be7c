import { normalQuantile } from "../distributions/normal.ts";
import { type Undecided, undecided } from "../undecided.ts";
import { requireShare } from "../wrong-setting-error.ts";
import { type ArmLevel, type Estimate, estimateFrom } from "./estimate.ts";

/** Values in ascending order, each with the cluster (who it is of) that it belongs to: 0 to clusters - 1. */
export type ClusteredValues = {
  readonly ascending: ArrayLike<number>;
  readonly clusterOf: ArrayLike<number>;
  readonly clusters: number;
};

/**
 * The difference of two quantiles of values that come in independent clusters of any size. No density is estimated: the
 * share of values at or below the quantile is a ratio of two sums over clusters,
 *
 *   se^2 = sum (J_i - p N_i)^2 / ((m - 1) m mean(N)^2)     J_i values of cluster i at or below, of N_i; p = J / N
 *
 * and the values at the ranks p -+ z se are an interval around the quantile, whose width is 2 z standard errors.
 * Deng, Knoblich and Lu (2018), KDD, section 4.2 (z = 1.96). Large samples only; at the planned end only.
 */
export function estimateQuantile(
  control: ClusteredValues,
  treatment: ClusteredValues,
  share: number,
): Estimate | Undecided {
  requireShare("share", share);
  const [c, t] = [levelOf(control, share), levelOf(treatment, share)];
  if ("undecided" in c) return c;
  return "undecided" in t ? t : estimateFrom(c, t);
}

const z = -normalQuantile(0.025);

function levelOf(sample: ClusteredValues, share: number): ArmLevel | Undecided {
  const { ascending, clusters } = sample;
  const total = ascending.length;
  if (clusters < 2 || total < 2) return undecided("too-few");
  if (!Number.isFinite(valueAt(ascending, 1)) || !Number.isFinite(valueAt(ascending, total))) {
    return undecided("not-finite");
  }
  const error = errorOfShare(sample, share);
  const [below, above] = [share - z * error, share + z * error];
  // An error of 0 is that of a sample with nothing above its quantile, so nothing to tell how far it reaches.
  if (!(error > 0 && below > 0 && above < 1)) return undecided("too-few");
  const width = valueAt(ascending, Math.ceil(above * total)) - valueAt(ascending, Math.ceil(below * total));
  return {
    n: clusters,
    mean: valueAt(ascending, Math.ceil(share * total)),
    variance: clusters * (width / (2 * z)) ** 2,
  };
}

/** The standard error of the share of values at or below the quantile. */
function errorOfShare({ ascending, clusterOf, clusters }: ClusteredValues, share: number): number {
  const total = ascending.length;
  let rank = Math.ceil(share * total);
  // Values equal to the quantile are all at or below it, whichever of them was sorted first.
  while (rank < total && ascending[rank] === ascending[rank - 1]) rank += 1;
  const excess = new Float64Array(clusters);
  for (let index = 0; index < total; index += 1) {
    const cluster = clusterOf[index] ?? 0;
    excess[cluster] = (excess[cluster] ?? 0) + (index < rank ? 1 : 0) - rank / total;
  }
  const squares = excess.reduce((sum, it) => sum + it * it, 0);
  return Math.sqrt((squares * clusters) / (clusters - 1)) / total;
}

const valueAt = (ascending: ArrayLike<number>, rank: number): number =>
  ascending[Math.min(Math.max(rank, 1), ascending.length) - 1] ?? Number.NaN;
