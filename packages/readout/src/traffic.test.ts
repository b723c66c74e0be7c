import { dealAll, type ExperimentDefinition, type ExperimentDraft } from "@flywheel/experiments";
import { openTestStores } from "@flywheel/store/testing";
import { type AppId, type DeviceClass, newForMs, type TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { answerTraffic } from "./power.ts";
import { dayMs, dice, invent, startMs } from "./testing/invent.ts";
import { panel } from "./testing/panel.ts";

const asOfMs = startMs + 60 * dayMs;
const hourMs = 3_600_000;
const apps: readonly AppId[] = ["image-studio", "chat", "home"];
const devices: readonly DeviceClass[] = ["phone", "desktop", "tablet"];

type Visitor = { readonly name: string; readonly events: readonly TakenEvent[] };

/** Visitors who come to several apps on several devices, some of whom buy, some of whom are bots or simulated. */
function inventVisitors(seed: number, count = 90): readonly Visitor[] {
  const roll = dice(seed);
  const pick = <T>(from: readonly T[]): T => from[roll(from.length)] as T;
  return Array.from({ length: count }, (_, place) => {
    const name = `visitor ${seed} ${place}`;
    const traits = { bot: roll(12) === 0, simulated: roll(12) === 0 };
    let slot = roll(200);
    const moment = () => {
      // Often the moment of the event before: what happens at once is not earlier.
      if (roll(3) > 0) slot = roll(200);
      return asOfMs - slot * 6 * hourMs;
    };
    const events = Array.from({ length: 1 + roll(5) }, () => {
      const where = { ...traits, app: pick(apps), device: pick(devices) };
      return roll(4) === 0
        ? invent(name, moment(), "credits.purchased", { priceMicroUsd: 1_000_000 }, where)
        : invent(name, moment(), "app.opened", {}, where);
    });
    return { name, events };
  });
}

/** By the SDK that deals visitors: who would be in it, and at which visit first. */
function trafficSlowly(definition: ExperimentDefinition, visitors: readonly Visitor[], windowMs: number): number {
  const everybody = { ...definition, coverage: 1, namespace: null };
  const isDealt = (name: string, visit: TakenEvent, events: readonly TakenEvent[]) => {
    const earlier = events.filter(({ atMs }) => atMs < visit.atMs);
    const oldestMs = Math.min(visit.atMs, ...earlier.map(({ atMs }) => atMs));
    const attributes = {
      app: visit.app,
      device: visit.device,
      tenure: oldestMs >= visit.atMs - newForMs ? "new" : "returning",
      payer: earlier.some((event) => event.name === "credits.purchased"),
    } as const;
    return Object.keys(dealAll([everybody], { visitorId: name, attributes, sticky: {} })).length > 0;
  };
  return visitors.filter(({ name, events }) => {
    const real = events.filter(({ bot, simulated, atMs }) => !bot && !simulated && atMs <= asOfMs);
    const first = real
      .filter((event) => event.name === "app.opened" && event.atMs >= asOfMs - 28 * dayMs - windowMs)
      .toSorted((a, b) => a.atMs - b.atMs || a.seq - b.seq)
      .find((visit) => isDealt(name, visit, real));
    return first !== undefined && Math.floor(first.atMs / hourMs) * hourMs >= asOfMs - 28 * dayMs;
  }).length;
}

const draftOf = (definition: ExperimentDefinition): ExperimentDraft => {
  const { author, reviewer, phase, phases, decision, revision, state, ...draft } = definition;
  return draft;
};

const holdout = {
  kind: "holdout",
  feature: "holdout",
  variants: panel().variants.map((variant, at) => ({ ...variant, value: at === 0 ? "held-out" : "open" })),
} as const;

const drafts: readonly (readonly [string, Partial<ExperimentDefinition>])[] = [
  ["everybody", {}],
  ["its own app", { targeting: { apps: ["image-studio"] } }],
  ["its own app and another", { targeting: { apps: ["chat", "image-studio"] } }],
  ["another app only", { targeting: { apps: ["chat"] } }],
  ["an app and a device", { app: "chat", targeting: { apps: ["chat"], devices: ["phone", "tablet"] } }],
  ["new visitors of an app", { targeting: { apps: ["image-studio"], tenure: "new" } }],
  ["returning visitors", { targeting: { tenure: "returning" } }],
  ["returning visitors who never paid", { targeting: { tenure: "returning", payer: false } }],
  ["payers of an app", { targeting: { apps: ["image-studio"], payer: true } }],
  ["a holdout of all", holdout],
  ["a holdout of two apps", { ...holdout, targeting: { apps: ["chat", "home"] } }],
  ["a holdout of one, on phones", { ...holdout, targeting: { apps: ["home"], devices: ["phone"], payer: false } }],
];

describe.each(openTestStores())("traffic on $engine", (backend) => {
  it.each([1, 2, 3])("[RO58] is whom the SDK would deal, by app as by everything else (seed %i)", async (seed) => {
    const visitors = inventVisitors(seed);
    const store = await backend.open();
    await store.events.append(visitors.flatMap(({ events }) => events));
    const counts = new Map<string, number>();
    for (const [name, given] of drafts) {
      const definition = panel(given);
      const expected = trafficSlowly(definition, visitors, 7 * dayMs);
      const { visitors: found } = await answerTraffic(store.questions, draftOf(definition), asOfMs);
      expect(found, name).toBe(expected);
      counts.set(name, found);
    }
    // The cases are of use: they differ, and nobody is met where nobody is aimed at.
    expect(counts.get("another app only")).toBe(0);
    expect(counts.get("its own app")).toBe(counts.get("everybody"));
    expect(new Set(counts.values()).size).toBeGreaterThan(5);
  });

  it("[RO59] is of the draft's share of its namespace only", async () => {
    const visitors = inventVisitors(4, 200);
    const store = await backend.open();
    await store.events.append(visitors.flatMap(({ events }) => events));
    const visitorsOf = async (given: Partial<ExperimentDefinition>) =>
      (await answerTraffic(store.questions, draftOf(panel(given)), asOfMs)).visitors;
    const all = await visitorsOf({});
    expect(all).toBeGreaterThan(50);
    expect(await visitorsOf({ namespace: { key: "main", from: 0.2, to: 0.5 } })).toBe(Math.round(all * 0.3));
    expect(await visitorsOf({ namespace: { key: "main", from: 0, to: 1 } })).toBe(all);
    expect(await visitorsOf({ namespace: { key: "main", from: 0.5, to: 1 }, coverage: 0.5 })).toBe(
      Math.round(all * 0.25),
    );
  });
});
