import { at, type Moments, range, symmetric } from "./moments.ts";

export type Sums = {
  readonly n: number;
  /** k sums of (x_i - shift_i). */
  readonly sums: readonly number[];
  /** k x k sums of (x_i - shift_i)(x_j - shift_j); only what is on and above the diagonal is read. */
  readonly crossSums: readonly (readonly number[])[];
  /** What was subtracted from each variable before it was summed: near the mean is best. Default 0. */
  readonly shift?: readonly number[];
};

/**
 * Moments from raw sums, as a database gives them: sum (x - m)(y - n) = sum xy - (sum x)(sum y) / n.
 *
 * The subtraction cancels where the mean is large beside the spread. A variance that is within the rounding of its own
 * sums, 16 sqrt(n) times the machine's epsilon, is 0: it would otherwise be noise, and a difference divided by noise is
 * significant. A shift near the mean avoids the loss (Chan, Golub and LeVeque 1983).
 */
export function momentsFromSums({ n, sums, crossSums, shift }: Sums): Moments {
  const k = sums.length;
  const offset = (i: number) => (shift === undefined ? 0 : at(shift, i));
  const tolerance = 16 * Number.EPSILON * Math.sqrt(n);
  return {
    n,
    means: range(k).map((i) => (n === 0 ? 0 : offset(i) + at(sums, i) / n)),
    comoments: symmetric(k, (i, j) => {
      if (n === 0) return 0;
      const raw = at(crossSums[i] ?? [], j);
      const centred = raw - (at(sums, i) * at(sums, j)) / n;
      return i === j && centred <= tolerance * raw ? 0 : centred;
    }),
  };
}
