import { normalQuantile } from "../distributions/normal.ts";
import { type Undecided, undecided } from "../undecided.ts";
import { requireShare, WrongSettingError } from "../wrong-setting-error.ts";
import type { Interval } from "./interval.ts";

/**
 * The interval of one share, `successes` of n, that also holds near 0 and 1:
 *
 *   ( p + z^2 / 2n  -+  z sqrt( p (1 - p) / n + z^2 / 4n^2 ) ) / ( 1 + z^2 / n )
 *
 * Wilson (1927), JASA 22:209. Two-sided at 1 - alpha.
 */
export function wilsonInterval(successes: number, n: number, alpha: number): Interval | Undecided {
  requireShare("alpha", alpha);
  if (n === 0) return undecided("too-few");
  if (!(successes >= 0 && successes <= n && n < Number.POSITIVE_INFINITY)) {
    throw new WrongSettingError({
      setting: "successes",
      value: `${successes} of ${n}`,
      expected: "a part of a number",
    });
  }
  const z = -normalQuantile(alpha / 2);
  const share = successes / n;
  const widened = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / widened;
  const half = (z * Math.sqrt((share * (1 - share)) / n + (z / (2 * n)) ** 2)) / widened;
  // Exactly 0 and 1 at the ends, which the subtraction misses by rounding.
  return { low: successes === 0 ? 0 : centre - half, high: successes === n ? 1 : centre + half };
}
