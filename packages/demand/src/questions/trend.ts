import { events, type QuestionEngine } from "@flywheel/store";
import { KnownEventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { calendarOf } from "../asking/calendar.ts";
import { numberSql } from "../asking/calendar-sql.ts";
import { type AnsweredInterval, intervalsOf } from "../asking/intervals.ts";
import { countedSql } from "../asking/matching.ts";
import { isRange, notARange, scopeFields } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";

const breakdowns = ["app", "name", "layer", "model", "funding", "device", "browser", "build"] as const;

/** How much of it there was in each interval. */
export const Trend = z
  .strictObject({
    ...scopeFields,
    /** An event that fills any of them counts once. */
    of: z.array(KnownEventFilter).min(1).max(20),
    interval: z.enum(["hour", "day", "week", "month"]),
    breakdown: z.enum(breakdowns).nullable(),
    /** Of the events' values, each the smallest value that at least this share does not exceed. */
    percentiles: z.array(z.number().gt(0).lt(1)).max(5),
  })
  .refine(isRange, notARange);
export type Trend = z.infer<typeof Trend>;

export type TrendPoint = {
  readonly interval: number;
  /** Null: what the question is broken down by is missing, or it is not broken down. */
  readonly group: string | null;
  readonly events: number;
  /** Exact. Over the events it is the mean of a visitor. */
  readonly visitors: number;
  /** Events that have a value, and what the values add up to: the denominator and the numerator of their mean. */
  readonly valued: number;
  readonly sum: number;
  readonly percentiles: readonly (number | null)[];
};

export type TrendAnswer = Answered<Trend> & {
  readonly intervals: readonly AnsweredInterval[];
  /** By interval and group; where there was nothing there is no point. */
  readonly points: readonly TrendPoint[];
};

export async function answerTrend(
  engine: QuestionEngine,
  question: Trend,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<TrendAnswer> {
  const [rows, basis] = await Promise.all([
    engine.rows(trendSql(question, asOfMs), signal ? { signal } : {}),
    readBasis(engine, question, question.of, asOfMs, signal),
  ]);
  const count = (value: unknown) => readNumber(value) ?? 0;
  const points = rows.map((row) => ({
    interval: count(row.number),
    group: row.part === null ? null : String(row.part),
    events: count(row.events),
    visitors: count(row.visitors),
    valued: count(row.valued),
    sum: count(row.total),
    percentiles: question.percentiles.map((_, place) => readNumber(row[`p${place}`])),
  }));
  return {
    asOfMs,
    question,
    basis,
    intervals: intervalsOf(calendarOf(question), question.interval, question, asOfMs),
    points: points.toSorted(byIntervalAndGroup),
  };
}

function trendSql(question: Trend, asOfMs: number): SQL {
  const { breakdown, percentiles, interval } = question;
  const part = breakdown === null ? sql`cast(null as text)` : sql`${events[breakdown]}`;
  const shares = percentiles.map(
    (share, place) =>
      sql`, percentile_disc(${sql.raw(String(share))}) within group (order by ${events.value}) as ${sql.raw(`p${place}`)}`,
  );
  return sql`select ${numberSql(calendarOf(question), interval, sql`${events.ts}`)} as number, ${part} as part,
      count(*) as events, count(distinct ${events.visitorKey}) as visitors,
      count(${events.value}) as valued, sum(${events.value}) as total${sql.join(shares)}
    from ${events} where ${countedSql(question, question.of, asOfMs)} group by 1, 2`;
}

/** In code, because engines sort text in different ways. */
export function byIntervalAndGroup(a: TrendPoint, b: TrendPoint): number {
  const [one, two] = [a.group ?? "", b.group ?? ""];
  return a.interval - b.interval || (one < two ? -1 : one > two ? 1 : 0);
}
