import { requireShare, WrongSettingError } from "../wrong-setting-error.ts";
import { ascendingOrder, type Corrected } from "./hypothesis.ts";

/**
 * e-BH: Benjamini and Hochberg's procedure on e-values, given as ln e. At most a share alpha of the rejections is false on
 * average, however the tests depend on each other and whenever one looks (each e at the same stopping time).
 *
 *   reject the k largest for the largest k with k e_(k) / m >= 1 / alpha
 *
 * Wang and Ramdas (2022), JRSS B 84:822. Their `adjusted` value is the smallest alpha at which each is rejected.
 */
export function eBenjaminiHochberg(logEValues: readonly number[], alpha: number): Corrected {
  requireShare("alpha", alpha);
  for (const value of logEValues) {
    if (Number.isNaN(value)) throw new WrongSettingError({ setting: "ln e", value, expected: "a number" });
  }
  const adjusted = new Array<number>(logEValues.length).fill(1);
  let lowest = 1;
  for (const [rank, index] of ascendingOrder(logEValues).entries()) {
    const among = logEValues.length - rank;
    lowest = Math.min(lowest, (logEValues.length / among) * Math.exp(-(logEValues[index] ?? 0)));
    adjusted[index] = lowest;
  }
  return { adjusted, rejected: adjusted.map((level) => level <= alpha) };
}
