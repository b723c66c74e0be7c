import { openTestStores } from "@flywheel/store/testing";
import { journey, type Segment, type VisitorCondition } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { inventEvent } from "../invented-days.ts";
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
  { kind: "cohort", of: null, fromMs: weeksFromMs, toMs: weeksFromMs + 20 * dayMs },
  { kind: "cohort", of: journey.paid, fromMs: weeksFromMs + 9 * dayMs, toMs: weeksToMs - 9 * dayMs },
];
const segmentsOf = (seed: number): Segment | null => {
  const [one, two] = [conditions[seed % 9], conditions[(seed * 5) % 11]];
  const all = [one, two].filter((it) => it !== undefined);
  return all.length === 0 ? null : { key: "some", name: "Some", all };
};

describe.each(openTestStores())("asking on $engine", (backend) => {
  it.each(Array.from({ length: 30 }, (_, index) => index + 1))(
    "[DE15] counts whom its slow twin counts, in a segment or not (seed %i)",
    async (seed) => {
      const events = inventWeeks(seed, filters, seed === 26 ? 10_000 : 200);
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

  describe("a cohort", () => {
    const midMs = weeksFromMs + 30 * dayMs;
    const first: readonly Extract<VisitorCondition, { kind: "cohort" }>[] = [
      { kind: "cohort", of: null, fromMs: midMs - 20 * dayMs, toMs: midMs },
      { kind: "cohort", of: null, fromMs: midMs, toMs: weeksToMs },
      { kind: "cohort", of: journey.served, fromMs: midMs - 20 * dayMs, toMs: midMs },
      { kind: "cohort", of: journey.paid, fromMs: weeksFromMs, toMs: midMs },
    ];
    const cases = first.flatMap((condition, at) => [1, 2, 3, 4].map((seed) => [at, seed, condition] as const));

    it.each(cases)(
      "[DE156] is whose first such event lies in it, as its slow twin says (cohort %i, seed %i)",
      async (_at, seed, condition) => {
        const events = inventWeeks(seed + 100, filters, seed === 4 && condition.of === journey.paid ? 10_000 : 200);
        const segment = { key: "some", name: "Some", all: [condition] };
        const scope = Scope.parse({ ...whole, fromMs: midMs - seed * 4 * dayMs, segment });
        const store = await backend.open();
        await store.events.append(events);
        const basis = await readBasis(store.questions, scope, filters, weeksToMs);
        expect(basis).toEqual(basisSlowly(scope, filters, weeksToMs, events));
        expect(basis.visitors).toBeGreaterThan(0);
      },
    );

    const opened = (visitor: string, atMs: number) => inventEvent(visitor, { name: "app.opened", atMs });
    const served = (visitor: string, atMs: number) => inventEvent(visitor, { name: "inference.completed", atMs });
    const everybody = [
      opened("before", midMs - 1),
      opened("before", midMs),
      opened("first moment", midMs),
      opened("last moment", midMs + dayMs - 1),
      opened("too late", midMs + dayMs),
    ];

    it.each([
      ["has its first moment and not its last", null, everybody, 2],
      ["is of the entry too, where that is the first such event", journey.served, [served("one", midMs)], 1],
      ["is not of who does it only later", journey.served, [opened("one", midMs), served("one", midMs + 1)], 0],
      ["is not of who did it before", journey.served, [served("one", midMs - 1), served("one", midMs + 1)], 0],
      ["looks past what is not asked for", journey.served, [opened("one", midMs - 1), served("one", midMs + 1)], 1],
    ])("[DE157] %s", async (_what, of, events, visitors) => {
      const condition = { kind: "cohort" as const, of, fromMs: midMs, toMs: midMs + dayMs };
      const scope = Scope.parse({ ...whole, fromMs: midMs, segment: { key: "a", name: "A", all: [condition] } });
      const store = await backend.open();
      await store.events.append(events);
      expect((await readBasis(store.questions, scope, [], weeksToMs)).visitors).toBe(visitors);
    });
  });
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
    [
      "[DE158] a cohort of nobody",
      { segment: { key: "a", name: "A", all: [{ kind: "cohort", of: null, fromMs: 5, toMs: 5 }] } },
    ],
    ["both kinds of traffic", { traffic: "all" }],
  ])("[DE16] refuses %s", (_what, wrong) => {
    expect(Scope.safeParse({ ...whole, ...wrong }).success).toBe(false);
  });
});
