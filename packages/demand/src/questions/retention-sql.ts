import { conditionOf, events } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import { numberSql } from "../asking/calendar-sql.ts";
import { hereSql, inSegment, matchingSql, ofTraffic } from "../asking/matching.ts";
import { moment, span } from "../asking/moment.ts";
import { calendarUntil, latestReturnMs, type Retention, windowMs } from "./retention-question.ts";

/** One row per cohort: how many started. */
export const cohortsSql = (question: Retention, asOfMs: number): SQL =>
  sql`select cohort, count(*) as size from (${startsSql(question, asOfMs)}) starts group by 1`;

/** One row per cohort and period with returns. Of `on_or_after` each visitor is in their last period only. */
export function returnsSql(question: Retention, asOfMs: number): SQL {
  const { mode, clock } = question;
  const pairs = clock === "calendar" ? calendarPairs(question, asOfMs) : rollingPairs(question, asOfMs);
  const one =
    mode === "exact"
      ? sql`select distinct visitor, cohort, period from (${pairs}) pairs`
      : sql`select visitor, cohort, max(period) as period from (${pairs}) pairs group by 1, 2`;
  return sql`select cohort, period, count(*) as visitors from (${one}) once group by 1, 2`;
}

/** One row per visitor and cohort: when they started. */
export function startsSql(question: Retention, asOfMs: number): SQL {
  const { type, interval, fromMs, toMs, start } = question;
  const inRange = sql`${matchingSql(question, [start], asOfMs)} and not ${events.bot}`;
  const members = inSegment(question, inRange, asOfMs);
  const number = (ts: SQL) => numberSql(calendarUntil(question, asOfMs), interval, ts);
  if (type === "recurring") {
    return sql`select ${events.visitorKey} as visitor, ${number(sql`${events.ts}`)} as cohort, min(${events.ts}) as started
      from ${events} where ${inRange}${members} group by 1, 2`;
  }
  const ever = sql`${ofTraffic(question, asOfMs)} and not ${events.bot}${hereSql(question)} and ${conditionOf(start)}`;
  const first = sql`select ${events.visitorKey} as visitor, min(${events.ts}) as started
    from ${events} where ${type === "first_ever" ? ever : inRange}${members} group by 1`;
  return sql`select visitor, ${number(sql`started`)} as cohort, started from (${first}) firsts
    where started >= ${moment(fromMs)} and started < ${moment(toMs)}`;
}

function calendarPairs(question: Retention, asOfMs: number): SQL {
  const number = numberSql(calendarUntil(question, asOfMs), question.interval, sql`${events.ts}`);
  const active = sql`select distinct ${events.visitorKey} as visitor, ${number} as number
    from ${events} where ${returning(question, asOfMs)}`;
  return sql`select starts.visitor, starts.cohort, active.number - starts.cohort as period
    from (${startsSql(question, asOfMs)}) starts join (${active}) active on active.visitor = starts.visitor
    where active.number > starts.cohort and active.number <= starts.cohort + ${sql.raw(String(question.periods))}`;
}

function rollingPairs(question: Retention, asOfMs: number): SQL {
  const lengthMs = windowMs[question.interval];
  const ms = (ts: SQL) => sql`cast(round(extract(epoch from ${ts}) * 1000) as bigint)`;
  const since = sql`(${ms(sql`${events.ts}`)} - ${ms(sql`starts.started`)})`;
  return sql`select starts.visitor, starts.cohort, ${since} / ${sql.raw(String(lengthMs))} as period
    from (${startsSql(question, asOfMs)}) starts join ${events} on ${events.visitorKey} = starts.visitor
    where ${returning(question, asOfMs)} and ${events.ts} >= starts.started + ${span(lengthMs)}
      and ${events.ts} < starts.started + ${span((question.periods + 1) * lengthMs)}`;
}

const returning = (question: Retention, asOfMs: number): SQL =>
  sql`${events.ts} >= ${moment(question.fromMs)} and ${events.ts} < ${moment(latestReturnMs(question))}
    and ${ofTraffic(question, asOfMs)} and not ${events.bot}${hereSql(question)} and ${conditionOf(question.return)}`;
