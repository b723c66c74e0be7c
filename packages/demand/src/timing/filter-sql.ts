import { conditionOf, events } from "@flywheel/store";
import type { EventFilter, EventName } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { calendarOf } from "../asking/calendar.ts";
import { numberSql } from "../asking/calendar-sql.ts";
import { hereSql, inSegment, matchingSql, ofTraffic } from "../asking/matching.ts";
import { moment } from "../asking/moment.ts";
import type { Timelines } from "./timelines-question.ts";

/** People's events of any app up to the end of the range, however old: who is new must have no past. */
export const untilSql = (question: Timelines, asOfMs: number): SQL =>
  sql`${ofTraffic(question, asOfMs)} and ${events.ts} < ${moment(question.toMs)} and not ${events.bot}`;

/** Of these names and this app, by members of the segment: judged at their first such event of the range. */
export function tellingSql(question: Timelines, names: readonly EventName[], asOfMs: number): SQL {
  const entering = sql`${matchingSql(question, [], asOfMs)} and not ${events.bot} and ${nameIn(names)}`;
  const members = inSegment(question, entering, asOfMs);
  return sql`${untilSql(question, asOfMs)}${hereSql(question)} and ${nameIn(names)}${members}`;
}

/** 1 when it holds of any row of a group. */
export const anyRow = (condition: SQL): SQL => sql`max(case when ${condition} then 1 else 0 end)`;

export const fillsAny = (filters: readonly EventFilter[]): SQL =>
  sql`(${sql.join(
    filters.map((filter) => sql`(${conditionOf(filter)})`),
    sql` or `,
  )})`;

export const weekSql = (question: Timelines): ((ts: SQL) => SQL) => {
  const calendar = calendarOf(question);
  return (ts) => sql`cast(${numberSql(calendar, "week", ts)} as bigint)`;
};

const nameIn = (names: readonly EventName[]): SQL =>
  sql`${events.name} in (${sql.join(
    names.map((name) => sql`${name}`),
    sql`, `,
  )})`;
