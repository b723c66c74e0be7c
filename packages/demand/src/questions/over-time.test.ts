import { openTestStores } from "@flywheel/store/testing";
import { journey, type Segment } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { basisSlowly } from "../asking/asking.twin.ts";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { answerLifecycle, Lifecycle } from "./lifecycle.ts";
import { answerLifecycleSlowly } from "./lifecycle.twin.ts";
import { answerTrend, Trend } from "./trend.ts";
import { answerTrendSlowly } from "./trend.twin.ts";

const dayMs = 86_400_000;
const filters = [journey.visited, journey.served, journey.paid];
const phones: Segment = {
  key: "phones",
  name: "Phones",
  all: [{ kind: "property", property: "device", in: ["phone"] }],
};
const breakdowns = [null, "app", "name", "layer", "model", "funding", "device", "browser", "build"] as const;
/** Each with each. */
const pairs = breakdowns
  .flatMap((breakdown) => (["hour", "day", "week", "month"] as const).map((interval) => ({ breakdown, interval })))
  .map((of, place) => ({ ...of, seed: place + 1 }));
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

const scopeOf = (seed: number) => ({
  app: seed % 3 === 0 ? ("image-studio" as const) : null,
  traffic: seed % 5 === 0 ? ("simulated" as const) : ("real" as const),
  fromMs: weeksFromMs + (seed % 4) * 11 * dayMs + 3_600_000,
  toMs: weeksToMs - (seed % 3) * 4 * dayMs,
  timeZone: ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"][(seed + Math.floor(seed / 4)) % 4],
  weekStart: seed % 7,
  segment: Math.floor(seed / 4) % 2 === 0 ? phones : null,
});
const asOf = (seed: number) => weeksToMs - (seed % 6) * 5 * dayMs;

describe.each(openTestStores())("over time on $engine", (backend) => {
  const open = async (seed: number) => {
    const events = inventWeeks(seed, filters, seed === 13 ? 10_000 : 200);
    const store = await backend.open();
    await store.events.append(events);
    return { events, engine: store.questions };
  };

  it.each(pairs)("[DE17] the trend agrees with its slow twin: $interval by $breakdown (seed $seed)", async (pair) => {
    const { seed, ...of } = pair;
    const { events, engine } = await open(seed);
    const question = Trend.parse({
      ...scopeOf(seed),
      of: filters.slice(seed % 3),
      ...of,
      percentiles: [0.5, 0.9],
    });
    const answer = await answerTrend(engine, question, asOf(seed));
    expect(answer.points).toEqual(answerTrendSlowly(question, asOf(seed), events));
    expect(answer.basis).toEqual(basisSlowly(question, question.of, asOf(seed), events));
  });

  it.each(seeds)("[DE18] [DE19] the lifecycle agrees with its slow twin, and adds up (seed %i)", async (seed) => {
    const { events, engine } = await open(seed);
    const interval = (["day", "week", "month"] as const)[seed % 3];
    const question = Lifecycle.parse({ ...scopeOf(seed), of: filters.slice(seed % 3), interval });
    const { activeBefore, points } = await answerLifecycle(engine, question, asOf(seed));
    expect({ activeBefore, points }).toEqual(answerLifecycleSlowly(question, asOf(seed), events));
    points.forEach((point, index) => {
      const before = index === 0 ? activeBefore : (points[index - 1]?.active ?? 0);
      expect(point.active).toBe(before + point.fresh + point.resurrected - point.dormant);
      expect(point.active).toBe(point.fresh + point.returning + point.resurrected);
    });
  });
});
