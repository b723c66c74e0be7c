import { WrongSettingError } from "../wrong-setting-error.ts";
import { at, comoment, type Moments, range, symmetric } from "./moments.ts";

/**
 * The moments of two disjoint sets of observations together.
 *
 *   mean = mean_a + delta n_b / n        C = C_a + C_b + delta delta' n_a n_b / n        with delta = mean_b - mean_a
 *
 * Chan, Golub and LeVeque (1983), The American Statistician 37:242; Pebay (2008), SAND2008-6212, for cross products.
 */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const k = a.means.length;
  if (b.means.length !== k) {
    throw new WrongSettingError({
      setting: "variables",
      value: b.means.length,
      expected: `${k}, as in the other part`,
    });
  }
  if (a.n === 0) return b;
  if (b.n === 0) return a;
  const n = a.n + b.n;
  const delta = range(k).map((i) => at(b.means, i) - at(a.means, i));
  return {
    n,
    means: range(k).map((i) => at(a.means, i) + (at(delta, i) * b.n) / n),
    comoments: symmetric(
      k,
      (i, j) => comoment(a, i, j) + comoment(b, i, j) + (at(delta, i) * at(delta, j) * a.n * b.n) / n,
    ),
  };
}
