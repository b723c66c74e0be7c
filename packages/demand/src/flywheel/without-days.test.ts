import { openTestStores } from "@flywheel/store/testing";
import type { EventFilter } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { firstVersions, inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { closedWeeks } from "./closed-weeks.ts";
import { evidence } from "./evidence.ts";
import { judgedWeeks } from "./gates.ts";
import { judgeRows } from "./judge.ts";
import { readVisitorWeeks, VisitorWeeks } from "./visitor-weeks.ts";
import { sumRows } from "./weighted-bootstrap.ts";
import { daysOf, readWithoutDays } from "./without-days.ts";

const filters: EventFilter[] = Object.values(evidence).flatMap(({ of }): EventFilter[] => [...of]);
const studio = {
  ...{ key: "studio", name: "Studio" },
  all: [{ kind: "property" as const, property: "app" as const, in: ["image-studio"] }],
};

describe.each(openTestStores())("days that are left out on $engine", (backend) => {
  it.each([
    { seed: 1, of: { timeZone: "America/New_York", weekStart: 3 } },
    { seed: 2, of: { app: "chat", segment: null } },
    { seed: 3, of: { segment: studio } },
  ])("[DE91] are what is left when each is read without its events (seed $seed)", async ({ seed, of }) => {
    const store = await backend.open();
    await store.events.append(firstVersions(inventWeeks(seed, filters, 60)));
    const range = { app: null, fromMs: weeksFromMs, toMs: weeksToMs };
    const question = VisitorWeeks.parse({ ...range, traffic: "real", ...of });
    const weeks = closedWeeks(question, weeksToMs, 3);
    if (weeks === null) throw new Error("no week is over");
    const share = (week: number) => (week % 2 === 0 ? 0.25 : 0);
    const found = await readWithoutDays(store.questions, question, { weeks, asOfMs: weeksToMs }, share);
    const days = daysOf(question, weeks);
    expect(found).toHaveLength(21);
    const slow = await Promise.all(
      days.map(async (without) => {
        const told = await readVisitorWeeks(store.questions, question, weeksToMs, { without });
        return sumRows(
          await judgeRows(
            told.map((it) => ({ visitors: it.visitors, judged: judgedWeeks(it, weeks) })),
            share,
          ),
        );
      }),
    );
    for (const [place, sums] of slow.entries()) expect(found[place]).toEqual(sums);
    expect(new Set(slow.map((sums) => sums.join())).size).toBeGreaterThan(1);
  });
});

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
