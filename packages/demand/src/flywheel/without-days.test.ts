import { expect, it } from "vitest";
import { VisitorWeeks } from "./visitor-weeks.ts";
import { daysOf } from "./without-days.ts";

it("[DE91] the days that are left out are those of the zone's clock, and cover the weeks without a gap", () => {
  const fromMs = Date.UTC(2026, 9, 18, 22);
  const toMs = Date.UTC(2026, 9, 25, 23);
  const question = VisitorWeeks.parse({ app: null, traffic: "real", fromMs, toMs, timeZone: "Europe/Berlin" });
  const days = daysOf(question, { fromMs, toMs });
  expect(days).toHaveLength(7);
  expect([days[0]?.fromMs, days[6]?.toMs]).toEqual([fromMs, toMs]);
  expect(days.slice(1).map((day) => day.fromMs)).toEqual(days.slice(0, -1).map((day) => day.toMs));
  // The clock is put back on the last one.
  expect((days[6]?.toMs ?? 0) - (days[6]?.fromMs ?? 0)).toBe(25 * 3_600_000);
});
