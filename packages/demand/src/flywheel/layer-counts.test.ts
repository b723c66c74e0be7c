import type { Store } from "@flywheel/store";
import { openTestStores } from "@flywheel/store/testing";
import {
  type EventFilter,
  journey,
  type RequestId,
  type Segment,
  type TakenEvent,
  type VisitorCondition,
} from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { Scope } from "../asking/scope.ts";
import { inventEvent } from "../invented-days.ts";
import type { Breakdown } from "./breakdown.ts";
import { inventVisits } from "./invented-visits.ts";
import { countedNames, layerCounts, readLayerCounts } from "./layer-counts.ts";
import { layerCountsSlowly, paidSlowly } from "./layer-counts.twin.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 8, 7);
const breakdowns: readonly Breakdown[] = [
  { by: "nothing" },
  { by: "app" },
  { by: "model" },
  { by: "funding" },
  { by: "cohort" },
  { by: "variant", experiment: "bigger-save" },
];

const segment = (one: VisitorCondition): Segment => ({ key: "some", name: "Some", all: [one] });
const segments = [
  null,
  segment({ kind: "property", property: "device", in: ["phone"] }),
  segment({ kind: "behaviour", of: journey.asked, did: false, atLeast: 2, withinMs: null }),
  segment({ kind: "tenure", is: "new" }),
];
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const asOfMs = startMs + 22 * dayMs;

describe.each(openTestStores())("layer counts on $engine", (backend) => {
  const compared = async (
    store: Store,
    taken: readonly TakenEvent[],
    of: { readonly scope: Scope; readonly known: Scope; readonly breakdown: Breakdown },
  ) => {
    const { scope, known, breakdown } = of;
    // The period, and one of some days right before it.
    const before = { ...scope, fromMs: scope.fromMs - 3 * dayMs, toMs: scope.fromMs };
    const periods = [before, scope];
    const found = await readLayerCounts(store.questions, known, { periods, breakdown }, asOfMs);
    const expected = periods.map((period) => layerCountsSlowly(period, breakdown, asOfMs, taken, known));
    expect(found).toHaveLength(2);
    for (const [place, { counts, paid }] of found.entries()) {
      const keyed = counts.map(({ group, visitors, ...own }) => [
        JSON.stringify([group, Object.fromEntries(layerCounts.map((name) => [name, own[name]]))]),
        visitors,
      ]);
      expect(Object.fromEntries(keyed)).toEqual(Object.fromEntries(expected[place] ?? []));
      const requests = paid.map(({ group, model, requests }) => [JSON.stringify([group, model]), requests]);
      const slowly = paidSlowly(periods[place] ?? scope, breakdown, asOfMs, taken, known);
      expect(Object.fromEntries(requests)).toEqual(Object.fromEntries(slowly));
    }
    return { before: expected[0] ?? new Map(), now: expected[1] ?? new Map(), paid: found.flatMap(({ paid }) => paid) };
  };

  it.each(seeds)("[DE88] by each breakdown are those of their slow twin (seed %i)", async (seed) => {
    const taken = inventVisits(seed, startMs);
    const store = await backend.open();
    await store.events.append(taken);
    const scope = Scope.parse({
      ...{ app: seed === 1 ? "chat" : null, traffic: seed % 4 === 0 ? "simulated" : "real", weekStart: seed % 7 },
      ...{ fromMs: startMs + (seed % 5) * dayMs, toMs: startMs + 24 * dayMs },
      timeZone: ["UTC", "Asia/Kolkata", "America/New_York"][seed % 3],
      segment: segments[Math.floor(seed / 2) % 4],
    });
    const known = { ...scope, fromMs: scope.fromMs - (seed % 3) * 4 * dayMs };
    for (const breakdown of breakdowns) {
      const expected = await compared(store, taken, { scope, known, breakdown });
      expect(expected.now.size).toBeGreaterThan(1);
    }
  });

  it("[DE88] are those of their slow twin with a visitor of 10,000 events", async () => {
    const taken = inventVisits(88, startMs, 10_000);
    const store = await backend.open();
    await store.events.append(taken);
    const scope = Scope.parse({
      ...{ app: null, traffic: "real", timeZone: "Europe/Berlin" },
      ...{ fromMs: startMs + 8 * dayMs, toMs: startMs + 24 * dayMs },
    });
    for (const breakdown of breakdowns) {
      const expected = await compared(store, taken, { scope, known: scope, breakdown });
      expect(expected.before.size).toBeGreaterThan(1);
      expect(expected.paid.length).toBeGreaterThan(1);
      const most = Math.max(...[...expected.now.keys()].map((key) => JSON.parse(key)[1].hosted));
      expect(most).toBeGreaterThan(100);
    }
  });

  describe("[DE169]", () => {
    const scope = Scope.parse({ app: null, traffic: "real", fromMs: startMs, toMs: startMs + 28 * dayMs });
    const asked: readonly EventFilter[] = [{ name: "inference.requested", where: { hosted: true } }];
    /** Written of everybody. */
    const owed: readonly EventFilter[] = [
      { name: "payment.settled", where: { funding: "purchased" } },
      { name: "receipt.issued" },
    ];
    const of = (visitor: string, request: string, filters: readonly EventFilter[]): readonly TakenEvent[] =>
      filters.map(({ name, where = {} }) => ({
        ...inventEvent(visitor, { name, atMs: startMs + dayMs, fields: where }),
        requestId: request as RequestId,
      }));
    const only = async (taken: readonly TakenEvent[]) => {
      const store = await backend.open();
      await store.events.append([...taken]);
      const asked = { periods: [scope], breakdown: { by: "nothing" } } as const;
      const [{ counts: found } = { counts: [] }] = await readLayerCounts(store.questions, scope, asked, scope.toMs);
      const slowly = layerCountsSlowly(scope, { by: "nothing" }, scope.toMs, taken);
      expect([...slowly.values()].reduce((sum, count) => sum + count, 0)).toBe(found.length);
      return found;
    };

    it("who opens the proof of somebody else has not opened that of an own receipt", async () => {
      const mine = of("one", "req_mine", [...asked, ...owed]);
      const [other] = await only([...mine, ...of("one", "req_other", [{ name: "proof.opened" }])]);
      expect(other).toMatchObject({ receipts: 1, checked: 0, met: 1 });
      const [own] = await only([...mine, ...of("one", "req_mine", [{ name: "proof.verified" }])]);
      expect(own).toMatchObject({ receipts: 1, checked: 1, met: 1 });
    });

    it("payments and receipts of who declined to be measured make no visitor and no request", async () => {
      expect(await only(of("declined", "req_1", owed))).toEqual([]);
      expect(owed.filter(({ name }) => countedNames.includes(name))).toEqual([]);
      const later = [...of("later", "req_1", owed), ...of("later", "req_1", [{ name: "proof.opened" }])];
      const [agreed] = await only(later);
      expect(agreed).toMatchObject({ visitors: 1, settled: 0, purchased: 0, receipts: 0, checked: 0, met: 1 });
    });

    it("an answer whose request is not known is not served of those requested", async () => {
      const [half] = await only([
        ...of("half", "req_1", asked),
        ...of("half", "req_2", [{ name: "inference.completed" }]),
      ]);
      expect(half).toMatchObject({ hosted: 1, served: 0 });
    });
  });
});
