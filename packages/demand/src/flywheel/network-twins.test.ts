import { openTestStores } from "@flywheel/store/testing";
import { describe, expect, it } from "vitest";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import { Scope } from "../asking/scope.ts";
import { inventNetwork, inventRefusals, networkDays, networkStartMs as startMs } from "./invented-network.ts";
import { readShareOfIncentives } from "./read-withdrawn.ts";
import { readSpareRequests } from "./spare.ts";
import { spareRequestsSlowly, supplyFactsSlowly } from "./supply.twin.ts";
import { readSupplyFacts } from "./supply-facts.ts";
import { sharesOfIncentivesSlowly } from "./withdrawn.twin.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
const seeds = Array.from({ length: 12 }, (_, index) => index + 1);
/** Of a node with 10,000 facts, and of a visitor with as many refusals. */
const busySeed = 12;

/** By quarters of a minute as the facts are, so that some lie on an edge. */
const scopeOf = (seed: number) =>
  Scope.parse({
    app: seed % 3 === 0 ? "chat" : null,
    traffic: seed % 4 === 3 ? "simulated" : "real",
    fromMs: startMs + (seed % 4) * 2 * dayMs + 9 * 3_600_000 + (seed % 5) * (minuteMs / 4),
    toMs: startMs + (networkDays - (seed % 5)) * dayMs - 9 * 3_600_000 + (seed % 3) * (minuteMs / 4),
    timeZone: ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"][seed % 4],
    weekStart: seed % 7,
    segment:
      seed % 5 === 0 ? { key: "n", name: "N", all: [{ kind: "property", property: "device", in: ["phone"] }] } : null,
  });
const asOf = (seed: number) => startMs + (networkDays - (seed % 6) * 2) * dayMs - 10 * 3_600_000;

describe.each(openTestStores())("facts of the network on $engine", (backend) => {
  const open = async (seed: number, busiest = 0) => {
    const facts = inventNetwork(seed, busiest);
    const store = await backend.open();
    await store.events.appendNetwork([...facts]);
    return { facts, store };
  };

  it.each(seeds)("[DE177] [DE178] spare and supplied are what the slow twins say (seed %i)", async (seed) => {
    const { facts, store } = await open(seed, seed === busySeed ? 10_000 : 0);
    const scope = scopeOf(seed);
    for (const question of [scope, { ...scope, toMs: scope.fromMs + 2 * dayMs }]) {
      const spare = spareRequestsSlowly(question, asOf(seed), facts);
      const found = await readSpareRequests(store.questions, question, asOf(seed));
      expect(found === null).toBe(spare === null);
      expect(found ?? 0).toBeCloseTo(spare ?? 0, 6);
      const supply = supplyFactsSlowly(question, asOf(seed), facts);
      expect(await readSupplyFacts(store.questions, question, asOf(seed))).toEqual(supply);
    }
  });

  it.each(seeds)("[DE179] the share of incentives is what the slow twin says, week by week (seed %i)", async (seed) => {
    const { facts, store } = await open(seed);
    const refusals = inventRefusals(seed, seed === busySeed ? 10_000 : 600);
    await store.events.append([...refusals]);
    const scope = scopeOf(seed);
    const share = await readShareOfIncentives(store.questions, scope, asOf(seed));
    const expected = sharesOfIncentivesSlowly(scope, asOf(seed), facts, refusals);
    expect(expected.size).toBeGreaterThan(1);
    const first = numberAt(calendarOf(scope), "week", startMs);
    for (let week = first - 1; week <= first + 4; week += 1) {
      expect(share(week)).toBeCloseTo(expected.get(week) ?? 0, 9);
    }
  });
});
