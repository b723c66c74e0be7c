import { openTestStores } from "@flywheel/store/testing";
import type { EventFilter, RequestId, TakenEvent } from "@flywheel/vocabulary";
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

describe.each(openTestStores())("layer counts on $engine", (backend) => {
  it.each(breakdowns)("[DE88] by $by are those of their slow twin", async (breakdown) => {
    for (let seed = 1; seed <= 4; seed += 1) {
      const taken = inventVisits(seed, startMs);
      const store = await backend.open();
      await store.events.append(taken);
      const scope = Scope.parse({
        ...{ app: seed === 3 ? "chat" : null, traffic: "real", weekStart: seed },
        ...{ fromMs: startMs + seed * dayMs, toMs: startMs + 24 * dayMs },
      });
      const asOfMs = startMs + 22 * dayMs;
      const known = { ...scope, fromMs: scope.fromMs - (seed % 3) * 4 * dayMs };
      const expected = layerCountsSlowly(scope, breakdown, asOfMs, taken, known);
      const found = await readLayerCounts(store.questions, scope, breakdown, asOfMs, { known });
      const keyed = found.map(({ group, visitors, ...counts }) => [
        JSON.stringify([group, Object.fromEntries(layerCounts.map((name) => [name, counts[name]]))]),
        visitors,
      ]);
      expect(expected.size).toBeGreaterThan(3);
      expect(Object.fromEntries(keyed)).toEqual(Object.fromEntries(expected));
    }
  });

  it("[DE88] told apart by model as well, a group's requests of a model are those of the model in the group", async () => {
    const taken = inventVisits(5, startMs);
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
