import { type Calendar, calendarOf, numberAt, startOf } from "../asking/calendar.ts";
import type { Scope } from "../asking/scope.ts";

export type ClosedWeeks = {
  /** Not cut by the start of the range. */
  readonly firstWhole: number;
  /** The first of the weeks that the answer is about. */
  readonly first: number;
  readonly lastClosed: number;
  readonly fromMs: number;
  readonly toMs: number;
};

/** How many closed weeks a statement about the flywheel rests on, unless it is asked for others. */
export const usualWeeks = 8;

/** The last `weeks` weeks that are whole and over; null when there is none yet. */
export function closedWeeks(scope: Scope, asOfMs: number, weeks: number = usualWeeks): ClosedWeeks | null {
  const calendar: Calendar = calendarOf(scope);
  const firstWhole = numberAt(calendar, "week", scope.fromMs - 1) + 1;
  const lastClosed = numberAt(calendar, "week", Math.min(asOfMs, scope.toMs)) - 1;
  if (lastClosed < firstWhole) return null;
  const first = Math.max(firstWhole, lastClosed - weeks + 1);
  const [fromMs, toMs] = [startOf(calendar, "week", first), startOf(calendar, "week", lastClosed + 1)];
  return { firstWhole, first, lastClosed, fromMs, toMs };
}
