import { type Interval, normalQuantile } from "@flywheel/statistics";

/** Equal units, each with the same values. */
export type CountedRow = { readonly visitors: number; readonly values: readonly number[] };

export type LogContrast = { readonly estimate: number; readonly standardError: number };

/**
 * The logarithm of a product of powers of sums over independent visitors, and its error by the delta method:
 *
 *   L = sum over j of p_j ln S_j,   S_j = 1/2 + sum over i of v_ij
 *   Var L = sum over i of ( sum over j of p_j v_ij / S_j )^2  +  sum over j of p_j^2 (1/2) / S_j^2
 *
 * The half is half a visitor with a 1 in this sum alone, so that a 0 has a logarithm and an error; of plain counts the
 * variance of ln S is then 1/S (Anscombe 1956, Biometrika 43:461). A ratio has powers [1, -1], a ratio of two rates
 * [1, -1, -1, 1]. Sums of one visitor may depend on each other, visitors may not.
 * Reference values: fixtures/timing.json, made by fixtures/timing.py, a bootstrap over visitors.
 */
export function logContrast(rows: readonly CountedRow[], powers: readonly number[]): LogContrast {
  const sums = powers.map((_, j) => rows.reduce((sum, { visitors, values }) => sum + visitors * (values[j] ?? 0), 0.5));
  const sumOf = (j: number) => sums[j] ?? 0.5;
  const ofRows = rows.reduce((sum, { visitors, values }) => {
    const pull = powers.reduce((total, power, j) => total + (power * (values[j] ?? 0)) / sumOf(j), 0);
    return sum + visitors * pull ** 2;
  }, 0);
  const ofHalves = powers.reduce((sum, power, j) => sum + (power ** 2 * 0.5) / sumOf(j) ** 2, 0);
  return {
    estimate: powers.reduce((sum, power, j) => sum + power * Math.log(sumOf(j)), 0),
    standardError: Math.sqrt(ofRows + ofHalves),
  };
}

/** Of the product itself, by the normal distribution of its logarithm: two-sided at 1 - alpha. */
export function contrastInterval({ estimate, standardError }: LogContrast, alpha: number): Interval {
  const half = -normalQuantile(alpha / 2) * standardError;
  return { low: Math.exp(estimate - half), high: Math.exp(estimate + half) };
}

/** An interval of a part to the rest as one of the part to the whole, which never leaves [0, 1]. */
export const asShare = ({ low, high }: Interval): Interval => ({ low: low / (1 + low), high: high / (1 + high) });
