import type { TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly, fills, groupedBy, inOrder, knownSlowly } from "../asking/asking.twin.ts";
import { numberAt } from "../asking/calendar.ts";
import { cohortsOf, type RetentionAnswer } from "./retention.ts";
import { calendarUntil, type Retention, windowMs } from "./retention-question.ts";

/** The same by following every visitor from each of their starts. */
export function answerRetentionSlowly(
  question: Retention,
  asOfMs: number,
  taken: readonly TakenEvent[],
): Pick<RetentionAnswer, "cohorts" | "average"> {
  const { fromMs, toMs, app, type, interval, clock, mode, periods } = question;
  const calendar = calendarUntil(question, asOfMs);
  const number = (atMs: number) => numberAt(calendar, interval, atMs);
  const members = new Set(countedSlowly(question, [question.start], asOfMs, taken).map((it) => it.visitorKey));
  const here = inOrder(knownSlowly(question, asOfMs, taken)).filter(
    (it) => !it.bot && (app === null || it.app === app) && members.has(it.visitorKey),
  );
  const isIn = ({ atMs }: TakenEvent) => atMs >= fromMs && atMs < toMs;
  const sizes = new Map<number, number>();
  const returns = new Map<string, number>();
  for (const visitor of members) {
    const theirs = here.filter((it) => it.visitorKey === visitor);
    const began = theirs.filter((it) => fills(question.start, it));
    const starts = type === "first_ever" ? began.slice(0, 1).filter(isIn) : began.filter(isIn);
    const kept = type === "recurring" ? starts : starts.slice(0, 1);
    for (const [first] of groupedBy(kept, ({ atMs }) => number(atMs)).values()) {
      const startedMs = first?.atMs ?? 0;
      const cohort = number(startedMs);
      sizes.set(cohort, (sizes.get(cohort) ?? 0) + 1);
      const reached = theirs
        .filter((it) => fills(question.return, it))
        .map(({ atMs }) =>
          clock === "calendar" ? number(atMs) - cohort : Math.floor((atMs - startedMs) / windowMs[interval]),
        )
        .filter((period) => period >= 1 && period <= periods);
      const once = mode === "exact" ? new Set(reached) : reached.length > 0 ? [Math.max(...reached)] : [];
      for (const period of once) {
        returns.set(`${cohort} ${period}`, (returns.get(`${cohort} ${period}`) ?? 0) + 1);
      }
    }
  }
  return cohortsOf(question, asOfMs, {
    size: (cohort) => sizes.get(cohort) ?? 0,
    returned: (cohort, period) => returns.get(`${cohort} ${period}`) ?? 0,
  });
}
