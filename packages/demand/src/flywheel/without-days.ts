import type { QuestionEngine } from "@flywheel/store";
import { calendarOf, numberAt, startOf } from "../asking/calendar.ts";
import type { ClosedWeeks } from "./closed-weeks.ts";
import { judgedWeeks } from "./gates.ts";
import { judgeRows } from "./judge.ts";
import type { ShareOfIncentives } from "./opportunity.ts";
import { readVisitorWeeks, type VisitorWeeks, type Without } from "./visitor-weeks.ts";
import { sumRows } from "./weighted-bootstrap.ts";

/** The local days of the closed weeks, in order. */
export function daysOf(
  question: VisitorWeeks,
  { fromMs, toMs }: Pick<ClosedWeeks, "fromMs" | "toMs">,
): readonly Without[] {
  const calendar = calendarOf(question);
  const first = numberAt(calendar, "day", fromMs);
  return Array.from({ length: numberAt(calendar, "day", toMs - 1) - first + 1 }, (_, place) => ({
    fromMs: startOf(calendar, "day", first + place),
    toMs: startOf(calendar, "day", first + place + 1),
  }));
}

/**
 * For each day of the period, the sums that a judgement needs of everything but that day. Each day is one whole reading, so
 * this is for when a layer would be named, off the page: it rests on weeks that are over and changes once a week. A request
 * that went past midnight loses what happened on that day only.
 */
export async function readWithoutDays(
  engine: QuestionEngine,
  question: VisitorWeeks,
  { weeks, asOfMs, signal }: { readonly weeks: ClosedWeeks; readonly asOfMs: number; readonly signal?: AbortSignal },
  shareOfIncentives: ShareOfIncentives,
): Promise<readonly Float64Array[]> {
  const sums: Float64Array[] = [];
  for (const without of daysOf(question, weeks)) {
    const trajectories = await readVisitorWeeks(engine, question, asOfMs, { signal, without });
    const judged = trajectories.map((it) => ({ visitors: it.visitors, judged: judgedWeeks(it, weeks) }));
    sums.push(sumRows(judgeRows(judged, shareOfIncentives)));
  }
  return sums;
}
