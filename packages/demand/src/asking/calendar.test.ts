import { openTestStores } from "@flywheel/store/testing";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { readNumber } from "../rows.ts";
import { calendarOf, type Interval, numberAt, startOf } from "./calendar.ts";
import { numberSql } from "./calendar-sql.ts";
import { intervalsOf } from "./intervals.ts";
import { moment } from "./moment.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const fromMs = Date.UTC(2026, 0, 1);
const toMs = Date.UTC(2027, 2, 1);
/** A half hour's offset, a half hour's change, a change at midnight, and far from UTC on both sides. */
const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Africa/Cairo",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
];
const intervals: readonly Interval[] = ["hour", "day", "week", "month"];
const moments = Array.from({ length: 700 }, (_, index) => fromMs + index * 14 * hourMs + (index % 7) * 1_234_567);

/** The day that a wall clock shows, asked of the platform and not of the library. */
function shown(timeZone: string, atMs: number) {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, year: "numeric", month: "numeric", day: "numeric" });
  const of = (type: string) => Number(parts.formatToParts(atMs).find((part) => part.type === type)?.value);
  return { year: of("year"), month: of("month"), day: of("day") };
}

describe.each(zones)("a calendar in %s", (timeZone) => {
  const calendar = calendarOf({ timeZone, weekStart: 1, fromMs, toMs });

  it("[DE12] says the day and the month that a clock shows there", () => {
    for (const atMs of moments) {
      const { year, month, day } = shown(timeZone, atMs);
      expect(numberAt(calendar, "day", atMs)).toBe(Date.UTC(year, month - 1, day) / dayMs);
      expect(numberAt(calendar, "month", atMs)).toBe(year * 12 + month - 1);
    }
  });

  it("[DE13] starts an interval at its first moment", () => {
    for (const interval of intervals) {
      for (const atMs of moments.filter((_, index) => index % 9 === 0)) {
        const number = numberAt(calendar, interval, atMs);
        const startMs = startOf(calendar, interval, number);
        expect(startMs).toBeLessThanOrEqual(atMs);
        expect(startOf(calendar, interval, number + 1)).toBeGreaterThan(atMs);
        expect(numberAt(calendar, interval, startMs)).toBe(number);
        expect(numberAt(calendar, interval, startMs - 1)).toBe(number - 1);
      }
    }
  });
});

it.each([0, 1, 2, 3, 4, 5, 6])("[DE13] starts a week on its day (%i)", (weekStart) => {
  const calendar = calendarOf({ timeZone: "UTC", weekStart, fromMs, toMs });
  for (const atMs of moments) {
    const startMs = startOf(calendar, "week", numberAt(calendar, "week", atMs));
    expect(new Date(startMs).getUTCDay()).toBe(weekStart);
  }
});

it("[DE14] marks an interval that is not over, and one that the range cuts", () => {
  const calendar = calendarOf({ timeZone: "UTC", weekStart: 1, fromMs, toMs });
  const range = { fromMs: fromMs + hourMs, toMs: fromMs + 4 * dayMs };
  const marks = (asOfMs: number) =>
    intervalsOf(calendar, "day", range, asOfMs).map(({ open, cut }) => (open ? "open" : cut ? "cut" : "whole"));
  expect(marks(toMs)).toEqual(["cut", "whole", "whole", "whole"]);
  expect(marks(fromMs + 2 * dayMs + hourMs)).toEqual(["cut", "whole", "open"]);
  expect(marks(fromMs + 2 * dayMs)).toEqual(["cut", "whole", "open"]);
  expect(marks(fromMs)).toEqual([]);
});

describe.each(openTestStores())("calendars on $engine", (backend) => {
  it.each(zones)("[DE12] SQL counts as the labels do in %s", async (timeZone) => {
    const { questions } = await backend.open();
    for (const weekStart of [0, 1, 6]) {
      const calendar = calendarOf({ timeZone, weekStart, fromMs, toMs });
      const columns = intervals.map((it) => sql`${numberSql(calendar, it, sql`ts`)} as ${sql.raw(`n_${it}`)}`);
      const values = sql.join(
        moments.map((atMs, index) => sql`(${sql.raw(String(index))}, ${moment(atMs)})`),
        sql`, `,
      );
      const rows = await questions.rows(
        sql`select ${sql.join(columns, sql`, `)} from (values ${values}) as m(place, ts) order by place`,
      );
      const found = rows.map((row) => intervals.map((it) => readNumber(row[`n_${it}`])));
      expect(found).toEqual(moments.map((atMs) => intervals.map((it) => numberAt(calendar, it, atMs))));
    }
  });
});
