import { openTestStores } from "@flywheel/store/testing";
import { journey, type Segment } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { basisSlowly } from "../asking/asking.twin.ts";
import { inventWeeks, weeksFromMs, weeksToMs } from "../asking/invented-weeks.ts";
import { inventEvent } from "../invented-days.ts";
import { countWindowsSlowly } from "./active-days.twin.ts";
import { answerPowerCurve, PowerCurve } from "./power-curve.ts";
import { answerStickiness, Stickiness } from "./stickiness.ts";
import { answerValueDistribution, filtersOf, ValueDistribution } from "./value-distribution.ts";
import { valueDistributionSlowly } from "./value-distribution.twin.ts";

const dayMs = 86_400_000;
const filters = [journey.visited, journey.served, journey.paid];
const phones: Segment = {
  key: "phones",
  name: "Phones",
  all: [{ kind: "property", property: "device", in: ["phone"] }],
};
const seeds = Array.from({ length: 16 }, (_, index) => index + 1);
const scopeOf = (seed: number) => ({
  app: seed % 5 === 0 ? ("image-studio" as const) : null,
  traffic: seed % 7 === 0 ? ("simulated" as const) : ("real" as const),
  fromMs: weeksFromMs + (seed % 3) * 5 * dayMs + 3_600_000,
  toMs: weeksToMs - (seed % 4) * 3 * dayMs,
  timeZone: ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"][seed % 4],
  segment: seed % 3 === 0 ? phones : null,
});
const asOf = (seed: number) => weeksToMs - (seed % 4) * 8 * dayMs - 7_200_000;
const whole = { app: null, traffic: "real" as const, fromMs: weeksFromMs, toMs: weeksToMs };

describe.each(openTestStores())("spread over visitors on $engine", (backend) => {
  const open = async (events: Parameters<Awaited<ReturnType<typeof backend.open>>["events"]["append"]>[0]) => {
    const store = await backend.open();
    await store.events.append([...events]);
    return store.questions;
  };

  it.each(seeds)("[DE22] [DE23] active days in 28 agree with their slow twin (seed %i)", async (seed) => {
    const events = inventWeeks(seed, filters, seed === 16 ? 10_000 : 120);
    const engine = await open(events);
    const of = filters.slice(seed % 3);
    const curved = PowerCurve.parse({ ...scopeOf(seed), of });
    const { curve, basis } = await answerPowerCurve(engine, curved, asOf(seed));
    expect(curve).toEqual(countWindowsSlowly(curved, 1, asOf(seed), events).at(-1) ?? null);
    expect(basis).toEqual(basisSlowly(curved, of, asOf(seed), events));

    const everyDays = ([7, 14, 28] as const)[seed % 3] ?? 7;
    const sticky = Stickiness.parse({ ...scopeOf(seed), of, everyDays });
    const { points } = await answerStickiness(engine, sticky, asOf(seed));
    expect(points).toEqual(
      countWindowsSlowly(curved, everyDays, asOf(seed), events).map(({ visitors: byDays, ...window }) => {
        const visits = byDays.flatMap((count, index) => Array.from({ length: count }, () => index + 1));
        const visitorDays = visits.reduce((sum, days) => sum + days, 0);
        return { ...window, visitors: visits.length, visitorDays, possibleDays: visits.length * 28 };
      }),
    );
  });

  it("[DE23] says nothing until 28 days of the range are over", async () => {
    const engine = await open([inventEvent("ada", { name: "app.opened", atMs: weeksFromMs })]);
    const question = PowerCurve.parse({ ...whole, of: [journey.visited] });
    const curveAt = async (asOfMs: number) => (await answerPowerCurve(engine, question, asOfMs)).curve;
    expect(await curveAt(weeksFromMs + 28 * dayMs - 1)).toBeNull();
    expect((await curveAt(weeksFromMs + 28 * dayMs))?.visitors).toEqual([1, ...Array(27).fill(0)]);
    expect((await curveAt(weeksFromMs + 29 * dayMs))?.visitors).toEqual(Array(28).fill(0));
  });

  it.each(seeds)("[DE24] the distribution over visitors agrees with its slow twin (seed %i)", async (seed) => {
    const events = inventWeeks(seed, filters, seed === 16 ? 10_000 : 120);
    const engine = await open(events);
    const question = ValueDistribution.parse({
      ...scopeOf(seed),
      amount: { of: filters[1 + (seed % 2)], take: seed % 4 < 2 ? "value" : "count" },
      among: [null, journey.visited, journey.served][seed % 3],
      percentiles: [0.25, 0.5, 0.75],
      bounds: [[], [0.25], [1, 5, 20]][(seed >> 1) % 3],
      topPerMille: [10, 100, 333, 1_000],
    });
    const answer = await answerValueDistribution(engine, question, asOf(seed));
    const slow = valueDistributionSlowly(question, asOf(seed), events);
    expect(answer).toEqual({
      ...slow,
      ...{ bucketIntervals: answer.bucketIntervals, open: answer.open },
      asOfMs: asOf(seed),
      question,
      basis: basisSlowly(question, filtersOf(question), asOf(seed), events),
    });
    expect(answer.buckets.reduce((sum, count) => sum + count, 0)).toBe(answer.visitors);
    expect(answer.top.at(-1)).toEqual({ visitors: answer.visitors, sum: answer.sum });
  });

  it("[DE25] counts those without an amount when they are asked for, and refuses bounds that do not rise", async () => {
    const engine = await open([
      inventEvent("ada", { name: "app.opened", atMs: weeksFromMs }),
      inventEvent("bob", { name: "app.opened", atMs: weeksFromMs }),
      { ...inventEvent("bob", { name: "inference.completed", atMs: weeksFromMs }), value: 7 },
    ]);
    const base = { ...whole, percentiles: [], bounds: [], topPerMille: [] };
    const ask = async (among: unknown) => {
      const amount = { of: journey.served, take: "value" };
      const { visitors, above, sum } = await answerValueDistribution(
        engine,
        ValueDistribution.parse({ ...base, amount, among }),
        weeksToMs,
      );
      return { visitors, above, sum };
    };
    expect(await ask(null)).toEqual({ visitors: 1, above: 1, sum: 7 });
    expect(await ask(journey.visited)).toEqual({ visitors: 2, above: 1, sum: 7 });
    const falling = { ...base, amount: { of: journey.served, take: "count" }, among: null, bounds: [2, 2] };
    expect(ValueDistribution.safeParse(falling).success).toBe(false);
  });
});
