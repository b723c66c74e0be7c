import { describe, expect, it } from "vitest";
import { calendarOf, numberAt, startOf } from "./calendar.ts";

const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
/** Changes at 0:00, 1:00, 2:00 and 3:00, of half an hour, south and north; half hours and quarters from UTC; twice in a month. */
const zones = [
  "UTC",
  "Europe/Berlin",
  "Europe/London",
  "America/New_York",
  "America/St_Johns",
  "America/Santiago",
  "America/Havana",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
];
/** 100 days before a range is where changes are first looked for: on a 31st, in most of these, and in odd minutes. */
const starts = [
  "2027-02-08T10:00Z",
  "2024-07-09T00:00Z",
  "2026-10-20T10:37Z",
  "2026-03-01T23:59Z",
  "2025-11-08T07:13Z",
  "2026-09-08T12:01Z",
  "2024-02-29T00:30Z",
  "2027-04-10T18:44Z",
];

/** What a wall clock shows, asked of the platform and not of the library. */
function clockIn(timeZone: string): (atMs: number) => { readonly day: number; readonly minute: number } {
  const numeric = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
  const format = new Intl.DateTimeFormat("en-US", { timeZone, ...numeric, hourCycle: "h23" });
  return (atMs) => {
    const parts = format.formatToParts(atMs);
    const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
    return { day: Date.UTC(of("year"), of("month") - 1, of("day")) / dayMs, minute: of("hour") * 60 + of("minute") };
  };
}

describe.each(zones)("the clock of %s", (timeZone) => {
  const shownAt = clockIn(timeZone);
  const ranges = starts.map((from) => ({ fromMs: Date.parse(from), toMs: Date.parse(from) + 120 * dayMs }));

  it("[DE204] shows each day from its first moment on, wherever in a month a range begins", () => {
    for (const range of ranges) {
      const calendar = calendarOf({ timeZone, weekStart: 1, ...range });
      const first = numberAt(calendar, "day", range.fromMs);
      for (let day = first; day <= numberAt(calendar, "day", range.toMs); day += 1) {
        const startMs = startOf(calendar, "day", day);
        expect(shownAt(startMs).day).toBe(day);
        expect(shownAt(startMs - minuteMs).day).toBe(day - 1);
      }
    }
  });

  it("[DE205] changes in the minute in which it is changed, and at no other time", () => {
    const offsetAt = (atMs: number) => {
      const { day, minute } = shownAt(atMs);
      return day * dayMs + minute * minuteMs - Math.floor(atMs / minuteMs) * minuteMs;
    };
    for (const range of ranges) {
      const { offsets } = calendarOf({ timeZone, weekStart: 1, ...range });
      for (const [place, { fromMs, offsetMs }] of offsets.entries()) {
        if (place === 0) continue;
        expect(offsetAt(fromMs)).toBe(offsetMs);
        expect(offsetAt(fromMs - minuteMs)).toBe(offsets[place - 1]?.offsetMs);
      }
      for (let atMs = range.fromMs; atMs < range.toMs; atMs += 0.9 * dayMs) {
        expect(offsets.findLast(({ fromMs }) => fromMs <= atMs)?.offsetMs).toBe(offsetAt(atMs));
      }
    }
  });
});

it("[DE205] finds a clock that is changed there and back within a month, or within a week", () => {
  const changesIn = (timeZone: string, from: string, to: string) =>
    calendarOf({ timeZone, weekStart: 1, fromMs: Date.parse(from), toMs: Date.parse(to) })
      .offsets.map(({ fromMs }) => fromMs)
      .filter((fromMs) => fromMs >= Date.parse(from) && fromMs < Date.parse(to))
      .map((fromMs) => new Date(fromMs).toISOString());
  expect(changesIn("Africa/Cairo", "2010-09-01T00:00Z", "2010-10-01T00:00Z")).toEqual([
    "2010-09-09T22:00:00.000Z",
    "2010-09-30T21:00:00.000Z",
  ]);
  expect(changesIn("America/Boa_Vista", "2000-10-01T00:00Z", "2000-11-01T00:00Z")).toEqual([
    "2000-10-08T04:00:00.000Z",
    "2000-10-15T03:00:00.000Z",
  ]);
});
