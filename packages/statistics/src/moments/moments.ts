/**
 * Sufficient statistics of a vector of k variables over the observations of one arm. Nothing after this needs a row.
 *
 * `means`: k means. `comoments`: k x k sums of centred cross products, sum (x_i - mean_i)(x_j - mean_j), symmetric; the
 * diagonal divided by n - 1 is the sample variance. An empty arm has n = 0 and zeros.
 */
export type Moments = {
  readonly n: number;
  readonly means: readonly number[];
  readonly comoments: readonly (readonly number[])[];
};

/**
 * Moments of n rows of k values, in two passes, shifted by the first row so that a column of equal values has a variance
 * of exactly 0 (Chan, Golub and LeVeque 1983, The American Statistician 37:242).
 */
export function momentsOf(rows: readonly (readonly number[])[], k: number): Moments {
  const [first = zeros(k)] = rows;
  const shifted = zeros(k);
  for (const row of rows) {
    for (let i = 0; i < k; i += 1) shifted[i] = at(shifted, i) + (at(row, i) - at(first, i));
  }
  const offsets = shifted.map((sum) => sum / Math.max(rows.length, 1));
  const means = offsets.map((offset, i) => at(first, i) + offset);
  const sums = zeros(k * k);
  const centred = zeros(k);
  for (const row of rows) {
    for (let i = 0; i < k; i += 1) centred[i] = at(row, i) - at(first, i) - at(offsets, i);
    for (let i = 0; i < k; i += 1) {
      for (let j = i; j < k; j += 1) sums[i * k + j] = at(sums, i * k + j) + at(centred, i) * at(centred, j);
    }
  }
  return { n: rows.length, means, comoments: symmetric(k, (i, j) => at(sums, i * k + j)) };
}

/** Moments of one variable. */
export const momentsOfValues = (values: readonly number[]): Moments =>
  momentsOf(
    values.map((value) => [value]),
    1,
  );

/** k x k, computed on and above the diagonal. */
export function symmetric(k: number, entry: (i: number, j: number) => number): number[][] {
  const matrix = range(k).map(() => zeros(k));
  for (let i = 0; i < k; i += 1) {
    for (let j = i; j < k; j += 1) {
      const value = entry(i, j);
      (matrix[i] as number[])[j] = value;
      (matrix[j] as number[])[i] = value;
    }
  }
  return matrix;
}

export const range = (k: number): number[] => Array.from({ length: k }, (_, i) => i);

const zeros = (k: number): number[] => new Array<number>(k).fill(0);

/** The entry of a vector that must be there: what is missing is no number, and every estimate refuses that. */
export const at = (vector: readonly number[], i: number): number => vector[i] ?? Number.NaN;

export const comoment = ({ comoments }: Moments, i: number, j: number): number => at(comoments[i] ?? [], j);

/** The sample variance (divided by n - 1) of variable i. */
export const varianceOf = (moments: Moments, i: number): number => comoment(moments, i, i) / (moments.n - 1);
