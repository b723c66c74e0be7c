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
import { layerCountsSlowly } from "./layer-counts.twin.ts";

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
    const expected = layerCountsSlowly(scope, breakdown, asOfMs, taken, known);
    const found = await readLayerCounts(store.questions, scope, breakdown, asOfMs, { known });
    const keyed = found.map(({ group, visitors, ...counts }) => [
      JSON.stringify([group, Object.fromEntries(layerCounts.map((name) => [name, counts[name]]))]),
      visitors,
    ]);
    expect(Object.fromEntries(keyed)).toEqual(Object.fromEntries(expected));
    return expected;
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
      expect(expected.size).toBeGreaterThan(1);
    }
  });

  it("[DE88] are those of their slow twin with a visitor of 10,000 events", async () => {
    const taken = inventVisits(88, startMs, 10_000);
    const store = await backend.open();
    await store.events.append(taken);
    const scope = Scope.parse({
      ...{ app: null, traffic: "real", timeZone: "Europe/Berlin" },
      ...{ fromMs: startMs + dayMs, toMs: startMs + 24 * dayMs },
    });
    for (const breakdown of breakdowns) {
      const expected = await compared(store, taken, { scope, known: scope, breakdown });
      const most = Math.max(...[...expected.keys()].map((key) => JSON.parse(key)[1].hosted));
      expect(most).toBeGreaterThan(100);
    }
  });

  it("[DE88] told apart by model as well, a group's requests of a model are those of the model in the group", async () => {
    const taken = inventVisits(7, startMs);
    const store = await backend.open();
    await store.events.append(taken);
    const scope = Scope.parse({ app: null, traffic: "real", fromMs: startMs, toMs: startMs + 28 * dayMs });
    const asOfMs = startMs + 28 * dayMs;
    const found = await readLayerCounts(store.questions, scope, { by: "app" }, asOfMs, { perModel: true });
    const counted = (group: string, model: string) =>
      found
        .filter((it) => it.group === group && it.model === model)
        .reduce((sum, { visitors, hosted }) => sum + visitors * hosted, 0);
    const byModel = layerCountsSlowly(scope, { by: "model" }, asOfMs, taken);
    const total = [...byModel].reduce((sum, [key, visitors]) => {
      const [group, counts] = JSON.parse(key) as [string, { hosted: number }];
      return group === "house/small" ? sum + visitors * counts.hosted : sum;
    }, 0);
    expect(total).toBeGreaterThan(5);
    expect(counted("chat", "house/small") + counted("image-studio", "house/small")).toBe(total);
    expect(counted("chat", "house/small")).toBeGreaterThan(0);
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
      const found = await readLayerCounts(store.questions, scope, { by: "nothing" }, scope.toMs);
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
