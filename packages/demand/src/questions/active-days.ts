import { events, type QuestionEngine } from "@flywheel/store";
import { KnownEventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { calendarOf, numberAt, startOf } from "../asking/calendar.ts";
import { numberSql } from "../asking/calendar-sql.ts";
import { countedSql } from "../asking/matching.ts";
import { type Scope, scopeFields } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";

export const windowDays = 28;

/** What stickiness and the power-user curve share: on how many days of a window a visitor was active. */
export const activeDaysFields = {
  ...scopeFields,
  /** What makes a day an active one: any of these. */
  of: z.array(KnownEventFilter).min(1).max(20),
};
const ActiveDays = z.strictObject(activeDaysFields);
type ActiveDays = z.infer<typeof ActiveDays>;

/** 28 days of the zone's clock, all of them over and all within the range. */
export type DayWindow = { readonly lastDay: number; readonly startMs: number; readonly endMs: number };

/** `visitors[d - 1]`: who was active on exactly d of the days. */
export type CountedWindow = DayWindow & { readonly visitors: readonly number[] };

/** The last ends as late as it can, the others `everyDays` before one another; the oldest first. */
export function windowsOf(question: Scope, everyDays: number, most: number, asOfMs: number): readonly DayWindow[] {
  const calendar = calendarOf(question);
  const day = (number: number) => startOf(calendar, "day", number);
  const untilMs = Math.min(question.toMs, asOfMs);
  const lastDay = numberAt(calendar, "day", untilMs) - 1;
  return Array.from({ length: most }, (_, back) => lastDay - back * everyDays)
    .map((last) => ({ lastDay: last, startMs: day(last - windowDays + 1), endMs: day(last + 1) }))
    .filter(({ startMs }) => startMs >= question.fromMs)
    .reverse();
}

export async function countWindows(
  engine: QuestionEngine,
  question: ActiveDays,
  windows: readonly DayWindow[],
  asOfMs: number,
  signal?: AbortSignal,
): Promise<readonly CountedWindow[]> {
  if (windows.length === 0) return [];
  const rows = await engine.rows(windowsSql(question, windows, asOfMs), signal ? { signal } : {});
  const found = new Map(rows.map((row) => [`${row.last_day} ${row.days}`, readNumber(row.visitors) ?? 0]));
  return windows.map((window) => ({
    ...window,
    visitors: Array.from({ length: windowDays }, (_, index) => found.get(`${window.lastDay} ${index + 1}`) ?? 0),
  }));
}

/** One row per window and number of days. */
function windowsSql(question: ActiveDays, windows: readonly DayWindow[], asOfMs: number): SQL {
  const lasts = windows.map(({ lastDay }) => sql.raw(`(${lastDay})`));
  return sql`with active as ( -- one row per visitor and day on which they were active
    select distinct ${events.visitorKey} as visitor, ${numberSql(calendarOf(question), "day", sql`${events.ts}`)} as number
    from ${events} where ${countedSql(question, question.of, asOfMs)}
  ), counted as ( -- one row per visitor and window in which they were
    select visitor, windows.last_day, count(*) as days
    from active join (values ${sql.join(lasts, sql`, `)}) as windows(last_day)
      on active.number <= windows.last_day and active.number > windows.last_day - ${sql.raw(String(windowDays))}
    group by 1, 2
  )
  select last_day, days, count(*) as visitors from counted group by 1, 2`;
}
