import { events, type QuestionEngine } from "@flywheel/store";
import { KnownEventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { calendarOf } from "../asking/calendar.ts";
import { numberSql } from "../asking/calendar-sql.ts";
import { type AnsweredInterval, intervalsOf } from "../asking/intervals.ts";
import { anyOf, hereSql, inSegment, matchingSql, ofTraffic } from "../asking/matching.ts";
import { moment } from "../asking/moment.ts";
import { isRange, notARange, scopeFields } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";

/** Who came, stayed, came back and went. Whole intervals: all that the range touches. */
export const Lifecycle = z
  .strictObject({
    ...scopeFields,
    /** What makes a visitor active: any of these. */
    of: z.array(KnownEventFilter).min(1).max(20),
    interval: z.enum(["day", "week", "month"]),
  })
  .refine(isRange, notARange);
export type Lifecycle = z.infer<typeof Lifecycle>;

/** active(t) = active(t - 1) + fresh + resurrected - dormant, exactly. */
export type LifecyclePoint = AnsweredInterval & {
  readonly active: number;
  /** `new`: their first matching event ever lies in it. */
  readonly fresh: number;
  /** Active in the interval before as well. */
  readonly returning: number;
  /** Active before, but not in the interval before. */
  readonly resurrected: number;
  /** Active in the interval before and not in this one; while it is open they may still come. */
  readonly dormant: number;
};

export type LifecycleAnswer = Answered<Lifecycle> & {
  /** Of the interval before the first. With a segment only those who came again in the intervals are known. */
  readonly activeBefore: number;
  readonly points: readonly LifecyclePoint[];
};

export async function answerLifecycle(
  engine: QuestionEngine,
  question: Lifecycle,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<LifecycleAnswer> {
  const intervals = intervalsOf(calendarOf(question), question.interval, question, asOfMs);
  const [rows, basis] = await Promise.all([
    engine.rows(lifecycleSql(question, asOfMs), signal ? { signal } : {}),
    readBasis(engine, wholeIntervals(question, intervals), question.of, asOfMs, signal),
  ]);
  const byNumber = new Map(rows.map((row) => [readNumber(row.number), row]));
  const of = (number: number, column: string) => readNumber(byNumber.get(number)?.[column]) ?? 0;
  return {
    asOfMs,
    question,
    basis,
    activeBefore: intervals[0] ? of(intervals[0].number - 1, "active") : 0,
    points: intervals.map((interval) => ({
      ...interval,
      cut: false,
      active: of(interval.number, "active"),
      fresh: of(interval.number, "fresh"),
      returning: of(interval.number, "kept"),
      resurrected: of(interval.number, "resurrected"),
      dormant: of(interval.number - 1, "leaving"),
    })),
  };
}

/** What the range touches, whole: the answer's points, and the events at which visitors enter its segment, are of this. */
const wholeIntervals = (question: Lifecycle, intervals: readonly AnsweredInterval[]): Lifecycle => ({
  ...question,
  fromMs: intervals[0]?.startMs ?? question.fromMs,
  toMs: intervals.at(-1)?.endMs ?? question.toMs,
});

/** Everything ever is read, because whoever is new must have no past. */
function lifecycleSql(question: Lifecycle, asOfMs: number): SQL {
  const { of, interval } = question;
  const calendar = calendarOf(question);
  const intervals = intervalsOf(calendar, interval, question, asOfMs);
  const whole = wholeIntervals(question, intervals);
  const first = (intervals[0]?.number ?? 0) - 1;
  const members = inSegment(question, sql`${matchingSql(whole, of, asOfMs)} and not ${events.bot}`, asOfMs);
  return sql`with active as ( -- one row per visitor and interval in which they were active
    select distinct ${events.visitorKey} as visitor, ${numberSql(calendar, interval, sql`${events.ts}`)} as number
    from ${events} where ${events.ts} < ${moment(whole.toMs)} and ${ofTraffic(question, asOfMs)}
      and not ${events.bot}${hereSql(question)}${anyOf(of)}${members}
  ), beside as ( -- the same, with the intervals before and after in which they were
    select number, lag(number) over theirs as earlier, lead(number) over theirs as later
    from active window theirs as (partition by visitor order by number)
  )
  select number, count(*) as active,
    count(*) filter (where earlier is null) as fresh,
    count(*) filter (where earlier = number - 1) as kept,
    count(*) filter (where earlier < number - 1) as resurrected,
    count(*) filter (where later is null or later > number + 1) as leaving
  from beside where number >= ${sql.raw(String(first))} group by 1`;
}
