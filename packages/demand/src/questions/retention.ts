import type { Interval } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import type { Answered } from "../asking/answer.ts";
import { calendarOf, startOf } from "../asking/calendar.ts";
import { type AnsweredInterval, intervalsOf } from "../asking/intervals.ts";
import { shareInterval } from "../asking/share-interval.ts";
import { readNumber } from "../rows.ts";
import { readStartsBasis } from "./retention-basis.ts";
import { calendarUntil, type Retention, windowMs } from "./retention-question.ts";
import { cohortsSql, returnsSql } from "./retention-sql.ts";

export type Cohort = AnsweredInterval & {
  readonly size: number;
  /** Who returned, k = 1..periods; null until it is over for everyone in the cohort. */
  readonly returned: readonly (number | null)[];
  /** 95 % intervals of returned of size; null where that is, and of nobody. */
  readonly intervals: readonly (Interval | null)[];
};

export type RetentionAnswer = Answered<Retention> & {
  readonly cohorts: readonly Cohort[];
  /** Per k over the cohorts for which it is over; returned of size is the weighted average. */
  readonly average: readonly Average[];
};

export type Average = {
  readonly size: number;
  readonly returned: number;
  /**
   * The 95 % interval of the share. Null of nobody, and of `recurring`, where a visitor is in several cohorts: the cells
   * do not say which returns are of the same one, and returns of one visitor are alike.
   */
  readonly interval: Interval | null;
};

export async function answerRetention(
  engine: QuestionEngine,
  question: Retention,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<RetentionAnswer> {
  const options = signal ? { signal } : {};
  const [sizes, returns, basis] = await Promise.all([
    engine.rows(cohortsSql(question, asOfMs), options),
    engine.rows(returnsSql(question, asOfMs), options),
    readStartsBasis(engine, question, asOfMs, signal),
  ]);
  const sizeOf = new Map(sizes.map((row) => [readNumber(row.cohort), readNumber(row.size) ?? 0]));
  const returnedOf = new Map(returns.map((row) => [`${row.cohort} ${row.period}`, readNumber(row.visitors) ?? 0]));
  return {
    asOfMs,
    question,
    basis,
    ...cohortsOf(question, asOfMs, {
      size: (cohort) => sizeOf.get(cohort) ?? 0,
      returned: (cohort, period) => returnedOf.get(`${cohort} ${period}`) ?? 0,
    }),
  };
}

type Counts = {
  readonly size: (cohort: number) => number;
  /** In that interval; of `on_or_after`, whose last interval it was. */
  readonly returned: (cohort: number, period: number) => number;
};

export function cohortsOf(
  question: Retention,
  asOfMs: number,
  { size, returned }: Counts,
): Pick<RetentionAnswer, "cohorts" | "average"> {
  const periods = Array.from({ length: question.periods }, (_, index) => index + 1);
  const cohorts = intervalsOf(calendarOf(question), question.interval, question, asOfMs).map((interval): Cohort => {
    const counted = (period: number) =>
      question.mode === "exact"
        ? returned(interval.number, period)
        : periods.slice(period - 1).reduce((sum, later) => sum + returned(interval.number, later), 0);
    const cells = periods.map((period) => (isOver(question, interval, period, asOfMs) ? counted(period) : null));
    const started = size(interval.number);
    return {
      ...interval,
      size: started,
      returned: cells,
      intervals: cells.map((count) => (count === null ? null : shareInterval(count, started))),
    };
  });
  const average = periods.map((_, place): Average => {
    const over = cohorts.filter((cohort) => cohort.returned[place] !== null);
    const started = over.reduce((sum, cohort) => sum + cohort.size, 0);
    const came = over.reduce((sum, cohort) => sum + (cohort.returned[place] ?? 0), 0);
    const interval = question.type === "recurring" ? null : shareInterval(came, started);
    return { size: started, returned: came, interval };
  });
  return { cohorts, average };
}

/** `on_or_after` looks ahead as far as the last interval asked for, so that young cohorts are not put at a disadvantage. */
function isOver(question: Retention, cohort: AnsweredInterval, period: number, asOfMs: number): boolean {
  const last = question.mode === "exact" ? period : question.periods;
  const endMs =
    question.clock === "calendar"
      ? startOf(calendarUntil(question, asOfMs), question.interval, cohort.number + last + 1)
      : Math.min(cohort.endMs, question.toMs) + (last + 1) * windowMs[question.interval];
  return endMs <= asOfMs;
}
