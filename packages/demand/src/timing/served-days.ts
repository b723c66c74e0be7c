import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import { type EventFilter, journey } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { calendarOf } from "../asking/calendar.ts";
import { numberSql } from "../asking/calendar-sql.ts";
import { hereSql, peopleUntil } from "../asking/matching.ts";
import { moment } from "../asking/moment.ts";
import { type DayWindow, windowDays, windowsOf } from "../questions/active-days.ts";
import { readNumber } from "../rows.ts";
import { tellingSql } from "./filter-sql.ts";
import type { ActiveDays } from "./power-users.ts";
import type { Timelines } from "./timelines-question.ts";

const awaited: EventFilter = { name: "answer.awaited" };

/**
 * On how many of the last 28 days that are over visitors were served. An answer that was given up serves nobody, which the
 * power-user curve, of single events, cannot tell. Null until there are as many days.
 */
export async function readServedDays(
  engine: QuestionEngine,
  question: Timelines,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<ActiveDays | null> {
  const [window] = windowsOf(question, 1, 1, asOfMs);
  if (window === undefined) return null;
  const rows = await engine.rows(servedDaysSql(question, window, asOfMs), signal ? { signal } : {});
  const found = new Map(rows.map((row) => [readNumber(row.days), readNumber(row.visitors) ?? 0]));
  return { visitors: Array.from({ length: windowDays }, (_, place) => found.get(place + 1) ?? 0) };
}

/** One row per number of days. */
function servedDaysSql(question: Timelines, { startMs, endMs }: DayWindow, asOfMs: number): SQL {
  const day = numberSql(calendarOf(question), "day", sql`${events.ts}`);
  return sql`with given_up as ( -- one row per request, whenever that was: whoever left may have done so before it came
    select distinct ${events.visitorKey} as visitor, ${events.requestId} as request
    from ${events} where ${peopleUntil(question, asOfMs)}${hereSql(question)} and ${conditionOf(awaited)}
      and ${events.requestId} is not null
  ),
  completed as ( -- one row per request
    select ${events.visitorKey} as visitor, ${events.requestId} as request, min(${day}) as number
    from ${events} where ${tellingSql(question, [journey.served.name], asOfMs)}
      and ${events.ts} >= ${moment(startMs)} and ${events.ts} < ${moment(endMs)} and ${events.requestId} is not null
    group by ${events.visitorKey}, ${events.requestId}
  ),
  active as ( -- one row per visitor
    select completed.visitor as visitor, count(distinct completed.number) as days
    from completed left join given_up on given_up.visitor = completed.visitor and given_up.request = completed.request
    where given_up.request is null group by completed.visitor
  )
  select days, count(*) as visitors from active group by days`;
}
