import { usualMeasurement } from "@flywheel/experiments";
import { detectableEffect, mixtureFor } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { answerPower, answerTraffic } from "./power.ts";
import { dayMs, invent, startMs, type Traits } from "./testing/invent.ts";
import { panel } from "./testing/panel.ts";

const numbers = (count: number) => Array.from({ length: count }, (_, place) => place);
const asOfMs = startMs + 60 * dayMs;

/** Ten visitors a day for eight weeks, every fourth of whom keeps an output, and some of whom buy. */
const visits = (name: string, traits: Traits = {}): TakenEvent[] =>
  numbers(560).flatMap((place) => {
    const who = `${name} ${place}`;
    const atMs = startMs + Math.floor(place / 10) * dayMs + (place % 10) * 3_600_000;
    const priceMicroUsd = place === 7 ? 90_000_000 : 5_000_000;
    return [
      invent(who, atMs, "app.opened", {}, traits),
      ...(place % 4 === 0 ? [invent(who, atMs + 60_000, "output.kept", {}, traits)] : []),
      ...(place % 10 === 7 ? [invent(who, atMs + 90_000, "credits.purchased", { priceMicroUsd }, traits)] : []),
    ];
  });

const draftOf = ({ state: _, ...given }: Partial<ReturnType<typeof panel>> = {}) => {
  const { author, reviewer, phase, phases, decision, revision, state, ...draft } = panel(given);
  return draft;
};

describe.each(openTestStores())("traffic and power on $engine", (backend) => {
  async function opened(events: readonly TakenEvent[]) {
    const store = await backend.open();
    await store.events.append(events);
    return store.questions;
  }

  it("[RO50] counts whom a draft would aim at, as if they had been exposed when they first came", async () => {
    const engine = await opened([
      ...visits("plain"),
      ...visits("phone", { device: "phone" }),
      ...visits("bot", { bot: true }),
      ...visits("simulated", { simulated: true }),
      ...visits("elsewhere", { app: "chat" }),
    ]);
    // Of the last 28 days the last four had nobody: 24 days of ten visitors, twice.
    const all = await answerTraffic(engine, draftOf(), asOfMs);
    expect(all).toMatchObject({ days: 28, visitors: 480, visitorsPerDay: 480 / 28 });
    expect(all.baseline).toMatchObject({ mean: expect.closeTo(0.25, 2) });
    const half = await answerTraffic(engine, draftOf({ coverage: 0.5, targeting: { devices: ["phone"] } }), asOfMs);
    expect(half.visitors).toBe(120);
    const nobody = await answerTraffic(engine, draftOf({ targeting: { devices: ["tablet"] } }), asOfMs);
    expect(nobody).toMatchObject({ visitors: 0, baseline: null });
    expect((await answerTraffic(engine, draftOf({ targeting: { payer: true } }), asOfMs)).visitors).toBe(0);
    expect((await answerTraffic(engine, draftOf({ targeting: { tenure: "new" } }), asOfMs)).visitors).toBe(480);
  });

  it("[RO51] cuts amounts at their percentile, of those who have any where hardly anybody has", async () => {
    const engine = await opened(visits("plain"));
    const measurement = { ...usualMeasurement, primary: "revenue", secondary: ["prompts"], guardrails: [] };
    // The one whale came in the first week; over eight weeks it is above the 99.5th percentile of nobody else.
    const { caps } = await answerTraffic(engine, draftOf({ measurement }), asOfMs);
    expect(caps).toEqual({ revenue: 5_000_000 });
    const rare = await answerTraffic(
      await opened([
        ...visits("plain").filter(({ name }) => name !== "credits.purchased"),
        invent("plain 300", startMs + 31 * dayMs, "credits.purchased", { priceMicroUsd: 3_000_000 }),
      ]),
      draftOf({ measurement }),
      asOfMs,
    );
    expect(rare.caps).toEqual({ revenue: 3_000_000 });
  });

  it("[RO52] says how many days find which effect, by the interval that will be used", async () => {
    const engine = await opened([...visits("plain"), ...visits("more")]);
    const { rows, undecided, traffic } = await answerPower(engine, draftOf(), asOfMs);
    expect(undecided).toBeNull();
    expect(rows.map(({ days }) => days)).toEqual([7, 14, 21, 28, 42, 56, 84]);
    const [, , , month] = rows;
    const visitors = Math.floor(traffic.visitorsPerDay * 28);
    const { mean = 0, variance = 0 } = traffic.baseline ?? {};
    const plan = {
      interval: { kind: "sequential", ...mixtureFor({ alpha: 0.05, plannedN: visitors }) },
      alpha: 0.05,
      treatmentShare: 0.5,
      standardDeviation: Math.sqrt(variance),
    } as const;
    expect(month).toEqual({ days: 28, visitors, effect: detectableEffect(plan, { n: visitors, power: 0.8 }) / mean });
    const effects = rows.flatMap(({ effect }) => effect ?? []);
    expect(effects).toEqual(effects.toSorted((a, b) => b - a));
  });

  it("[RO53] says why there is nothing to say", async () => {
    const engine = await opened([]);
    expect(await answerPower(engine, draftOf(), asOfMs)).toMatchObject({ undecided: "no-visitors" });
    const unmoved = await opened(visits("plain").filter(({ name }) => name === "app.opened"));
    expect(await answerPower(unmoved, draftOf(), asOfMs)).toMatchObject({ undecided: "no-baseline" });
  });
});
