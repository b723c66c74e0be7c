import { type Interval, isUndecided, wilsonInterval } from "@flywheel/statistics";

const alpha = 0.05;

/**
 * The 95 % interval of a share of visitors, each of whom counts once: Wilson's. Null of nobody, and of more than all:
 * sizes and returns are read apart, and an event that arrives late may lie between the two readings.
 * docs/decisions/0068 says which answers have one.
 */
export function shareInterval(visitors: number, of: number): Interval | null {
  if (visitors > of) return null;
  const interval = wilsonInterval(visitors, of, alpha);
  return isUndecided(interval) ? null : interval;
}
