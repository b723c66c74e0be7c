import { requireShare } from "../wrong-setting-error.ts";
import { ascendingOrder, type Corrected, requireProbabilities } from "./hypothesis.ts";

/**
 * Holm's step-down correction: the chance of any false rejection is at most alpha, however the tests depend on each other.
 *
 *   adjusted p_(i) = max over j <= i of min(1, (m - j + 1) p_(j))
 *
 * Holm (1979), Scandinavian Journal of Statistics 6:65. Valid for always-valid p at any time.
 */
export function holm(pValues: readonly number[], alpha: number): Corrected {
  requireShare("alpha", alpha);
  requireProbabilities(pValues);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let highest = 0;
  for (const [rank, index] of ascendingOrder(pValues).entries()) {
    highest = Math.max(highest, Math.min(1, (pValues.length - rank) * (pValues[index] ?? 1)));
    adjusted[index] = highest;
  }
  return { adjusted, rejected: adjusted.map((p) => p <= alpha) };
}
