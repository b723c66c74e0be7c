import { events } from "@flywheel/store";
import type { EventName } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { calendarOf } from "../asking/calendar.ts";
import { numberSql } from "../asking/calendar-sql.ts";
import { hereSql, inSegment, matchingSql, peopleUntil } from "../asking/matching.ts";
import type { Timelines } from "./timelines-question.ts";

/** Of these names and this app, by members of the segment: judged at their first such event of the range. */
export function tellingSql(question: Timelines, names: readonly EventName[], asOfMs: number): SQL {
  const entering = sql`${matchingSql(question, [], asOfMs)} and not ${events.bot} and ${nameIn(names)}`;
  const members = inSegment(question, entering, asOfMs);
  return sql`${peopleUntil(question, asOfMs)}${hereSql(question)} and ${nameIn(names)}${members}`;
}

/** 1 when it holds of any row of a group. */
export const anyRow = (condition: SQL): SQL => sql`max(case when ${condition} then 1 else 0 end)`;

export const weekSql = (question: Timelines): ((ts: SQL) => SQL) => {
  const calendar = calendarOf(question);
  return (ts) => sql`cast(${numberSql(calendar, "week", ts)} as bigint)`;
};

const nameIn = (names: readonly EventName[]): SQL =>
  sql`${events.name} in (${sql.join(
    names.map((name) => sql`${name}`),
    sql`, `,
  )})`;
