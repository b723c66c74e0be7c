import { type Calendar, type Interval, numberAt, startOf } from "./calendar.ts";

/** One interval of an answer. */
export type AnsweredInterval = {
  readonly number: number;
  /** Its own bounds, whatever the range is: [startMs, endMs). */
  readonly startMs: number;
  readonly endMs: number;
  /** Not over yet: what is missing is no fall. */
  readonly open: boolean;
  /** The range begins or ends within it, so that only a part of it is counted. */
  readonly cut: boolean;
};

type Range = { readonly fromMs: number; readonly toMs: number };

/** Every interval that the range touches and that has begun, in order; those without events too. */
export function intervalsOf(
  calendar: Calendar,
  interval: Interval,
  { fromMs, toMs }: Range,
  asOfMs: number,
): readonly AnsweredInterval[] {
  if (asOfMs < fromMs) return [];
  const first = numberAt(calendar, interval, fromMs);
  const last = numberAt(calendar, interval, Math.min(toMs - 1, asOfMs));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const startMs = startOf(calendar, interval, first + index);
    const endMs = startOf(calendar, interval, first + index + 1);
    return {
      number: first + index,
      startMs,
      endMs,
      open: endMs > asOfMs,
      cut: startMs < fromMs || endMs > toMs,
    };
  });
}
