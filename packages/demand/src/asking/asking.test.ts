import { openTestStores } from "@flywheel/store/testing";
import { journey, type Segment, type VisitorCondition } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { basisSlowly } from "./asking.twin.ts";
import { readBasis } from "./basis.ts";
import { inventWeeks, weeksFromMs, weeksToMs } from "./invented-weeks.ts";
import { Scope } from "./scope.ts";

const dayMs = 86_400_000;
const filters = [journey.visited, journey.served, journey.paid];
const whole = { app: null, traffic: "real", fromMs: weeksFromMs, toMs: weeksToMs };

const conditions: readonly VisitorCondition[] = [
  { kind: "property", property: "device", in: ["phone"] },
  { kind: "property", property: "build", in: ["none-of-them"] },
  { kind: "tenure", is: "new" },
  { kind: "tenure", is: "returning" },
  { kind: "behaviour", of: journey.served, did: true, atLeast: 2, withinMs: null },
  { kind: "behaviour", of: journey.paid, did: false, atLeast: 1, withinMs: 9 * dayMs },
];
const segmentsOf = (seed: number): Segment | null => {
  const [one, two] = [conditions[seed % 7], conditions[(seed * 3) % 8]];
  const all = [one, two].filter((it) => it !== undefined);
  return all.length === 0 ? null : { key: "some", name: "Some", all };
};

describe.each(openTestStores())("asking on $engine", (backend) => {
  it.each(Array.from({ length: 30 }, (_, index) => index + 1))(
    "[DE15] counts whom its slow twin counts, in a segment or not (seed %i)",
    async (seed) => {
      const events = inventWeeks(seed, filters, seed === 30 ? 10_000 : 200);
      const scope = Scope.parse({
        ...whole,
        app: seed % 3 === 0 ? "image-studio" : null,
        traffic: seed % 5 === 0 ? "simulated" : "real",
        fromMs: weeksFromMs + (seed % 4) * 11 * dayMs,
        segment: segmentsOf(seed),
      });
      const asked = seed % 2 === 0 ? filters.slice(1) : [];
      const asOfMs = weeksToMs - (seed % 6) * 7 * dayMs;
      const store = await backend.open();
      await store.events.append(events);
      const basis = await readBasis(store.questions, scope, asked, asOfMs);
      expect(basis).toEqual(basisSlowly(scope, asked, asOfMs, events));
    },
  );
});

describe("a scope", () => {
  it("[DE16] is of UTC, with weeks from Monday and everybody in it, unless it says otherwise", () => {
    expect(Scope.parse(whole)).toEqual({ ...whole, timeZone: "UTC", weekStart: 1, segment: null });
  });

  it.each([
    ["a zone that there is not", { timeZone: "Europe/Atlantis" }],
    ["a week that starts on an eighth day", { weekStart: 7 }],
    ["a range that ends before it starts", { toMs: weeksFromMs }],
    ["a range of a century", { fromMs: 0, toMs: 100 * 366 * dayMs }],
    ["a segment of everybody", { segment: { key: "all", name: "All", all: [] } }],
    ["both kinds of traffic", { traffic: "all" }],
  ])("[DE16] refuses %s", (_what, wrong) => {
    expect(Scope.safeParse({ ...whole, ...wrong }).success).toBe(false);
  });
});
