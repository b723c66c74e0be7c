import { type Calendar, calendarOf, numberAt, startOf } from "../asking/calendar.ts";
import type { Scope } from "../asking/scope.ts";
import { longestGapWeeks } from "./reproduction.ts";

export type ClosedWeeks = {
  /** Not cut by the start of the range. */
  readonly firstWhole: number;
  /** The first of the weeks that the answer is about. */
  readonly first: number;
  readonly lastClosed: number;
  readonly fromMs: number;
  readonly toMs: number;
};

/**
 * The first week in which it is known who is new. Nobody is known from before the range; but who was in none of so many
 * whole weeks has been away for longer than anybody can who still counts as having stayed, so it matters little whether
 * they came before. A product that is younger than the range has a past that is read: nobody was there.
 */
export const firstWithPast = ({ firstWhole }: Pick<ClosedWeeks, "firstWhole">): number => firstWhole + longestGapWeeks;

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

/** The weeks in which Y is paid: outcomes are of the week after, so the first has none, and the last is nobody's gate. */
export const outcomeWeeks = (
  scope: Scope,
  { first, toMs }: Pick<ClosedWeeks, "first" | "toMs">,
): Pick<ClosedWeeks, "fromMs" | "toMs"> => ({ fromMs: startOf(calendarOf(scope), "week", first + 1), toMs });
