import { requireShare } from "../wrong-setting-error.ts";
import { ascendingOrder, type Corrected, requireProbabilities } from "./hypothesis.ts";

/**
 * Benjamini and Hochberg's step-up correction: at most a share alpha of the rejections is false on average, for tests that
 * are independent or positively dependent. Only at the planned end.
 *
 *   adjusted p_(i) = min over j >= i of min(1, m p_(j) / j)
 *
 * Benjamini and Hochberg (1995), JRSS B 57:289.
 */
export function benjaminiHochberg(pValues: readonly number[], alpha: number): Corrected {
  requireShare("alpha", alpha);
  requireProbabilities(pValues);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let lowest = 1;
  for (const [above, index] of ascendingOrder(pValues).reverse().entries()) {
    // Divided first: by 1 where all are left, so that no p becomes smaller by rounding.
    lowest = Math.min(lowest, (pValues.length / (pValues.length - above)) * (pValues[index] ?? 1));
    adjusted[index] = lowest;
  }
  return { adjusted, rejected: adjusted.map((p) => p <= alpha) };
}
