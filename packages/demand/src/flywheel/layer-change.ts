import type { Interval } from "@flywheel/statistics";
import type { Ratio } from "./layer-figures.ts";

export type RatioChange = { readonly difference: number; readonly interval: Interval | null };

/**
 * From one period to another, with an interval from those of both:
 *
 *   d - sqrt( (p - l)^2 + (u' - p')^2 )  to  d + sqrt( (u - p)^2 + (p' - l')^2 ),   d = p - p'
 *
 * Newcombe (1998), Statistics in Medicine 17:873, method 10; for other intervals Zou and Donner (2008), 27:1693. The
 * periods count as independent: visitors of both make it wider than it need be. Null when a period has no ratio.
 */
export function changeOf(now: Ratio | null, before: Ratio | null): RatioChange | null {
  if (now === null || before === null) return null;
  if (now.ratio === null || before.ratio === null) return null;
  const difference = now.ratio - before.ratio;
  if (now.interval === null || before.interval === null) return { difference, interval: null };
  const below = Math.hypot(now.ratio - now.interval.low, before.interval.high - before.ratio);
  const above = Math.hypot(now.interval.high - now.ratio, before.ratio - before.interval.low);
  return { difference, interval: { low: difference - below, high: difference + above } };
}
