import { at, comoment, type Moments, range, symmetric } from "./moments.ts";

/**
 * Moments of A x, where each row of A (m x k) is one linear combination of the k variables: means A mean, comoments
 * A C A'. A variance that is within rounding of the terms it is the sum of is 0 (see momentsFromSums).
 */
export function transformMoments(moments: Moments, matrix: readonly (readonly number[])[]): Moments {
  const k = moments.means.length;
  return {
    n: moments.n,
    means: matrix.map((row) => range(k).reduce((sum, i) => sum + at(row, i) * at(moments.means, i), 0)),
    comoments: symmetric(matrix.length, (p, q) => {
      let sum = 0;
      let size = 0;
      for (let i = 0; i < k; i += 1) {
        for (let j = 0; j < k; j += 1) {
          const term = at(matrix[p] ?? [], i) * at(matrix[q] ?? [], j) * comoment(moments, i, j);
          sum += term;
          size += Math.abs(term);
        }
      }
      return p === q && sum <= 1e-13 * size ? 0 : sum;
    }),
  };
}

/** Moments in other units: variable i times factor i. */
export const scaleMoments = (moments: Moments, factors: readonly number[]): Moments => ({
  n: moments.n,
  means: moments.means.map((mean, i) => mean * at(factors, i)),
  comoments: symmetric(moments.means.length, (i, j) => comoment(moments, i, j) * at(factors, i) * at(factors, j)),
});
