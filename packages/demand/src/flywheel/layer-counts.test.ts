import { openTestStores } from "@flywheel/store/testing";
import { describe, expect, it } from "vitest";
import { Scope } from "../asking/scope.ts";
import type { Breakdown } from "./breakdown.ts";
import { inventVisits } from "./invented-visits.ts";
import { layerCounts, readLayerCounts } from "./layer-counts.ts";
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
        .reduce((sum, { visitors, purchased }) => sum + visitors * purchased, 0);
    const byModel = layerCountsSlowly(scope, { by: "model" }, asOfMs, taken);
    const total = [...byModel].reduce((sum, [key, visitors]) => {
      const [group, counts] = JSON.parse(key) as [string, { purchased: number }];
      return group === "house/small" ? sum + visitors * counts.purchased : sum;
    }, 0);
    expect(total).toBeGreaterThan(10);
    expect(counted("chat", "house/small") + counted("image-studio", "house/small")).toBe(total);
    expect(counted("chat", "house/small")).toBeGreaterThan(0);
  });
});
