import { seededRandom } from "@flywheel/statistics";
import { openTestStores } from "@flywheel/store/testing";
import type { EventFilter, ModelId, RequestId, TakenEvent } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { Scope } from "../asking/scope.ts";
import { inventEvent } from "../invented-days.ts";
import { type Breakdown, layerCounts, readLayerCounts } from "./layer-counts.ts";
import { layerCountsSlowly } from "./layer-counts.twin.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 8, 7);
const filters: readonly EventFilter[] = [
  { name: "app.opened" },
  { name: "prompt.submitted" },
  { name: "inference.requested", where: { hosted: true } },
  { name: "inference.completed" },
  { name: "answer.awaited" },
  { name: "output.kept" },
  { name: "payment.settled", where: { funding: "purchased" } },
  { name: "payment.settled", where: { funding: "free" } },
  { name: "receipt.issued" },
  { name: "proof.shown" },
  { name: "proof.verified" },
  { name: "trust.rated", where: { rating: "trusted" } },
  { name: "proof.required", where: { required: true } },
  { name: "experiment.exposed", where: { experiment: "bigger-save", variant: "control" } },
  { name: "experiment.exposed", where: { experiment: "bigger-save", variant: "bigger" } },
  { name: "surface.viewed" },
];
const loose = /^(app|proof\.required|experiment|surface)/;

function inventVisits(seed: number): TakenEvent[] {
  const random = seededRandom(seed);
  const roll = (below: number) => Math.floor(random() * below);
  return Array.from({ length: 40 }, (_, visitor) => {
    const traits = { bot: roll(9) === 0, simulated: roll(6) === 0 };
    return Array.from({ length: visitor === 0 ? 400 : roll(14) }, () => {
      const filter = filters[roll(filters.length)] ?? { name: "app.opened" as const };
      const event = inventEvent(`visitor ${seed} ${visitor}`, {
        ...traits,
        name: filter.name,
        app: roll(3) === 0 ? "chat" : "image-studio",
        atMs: startMs + roll(28 * 4) * (dayMs / 4),
        fields: filter.where ?? {},
      });
      if (loose.test(filter.name)) return event;
      const model = roll(4) === 0 ? null : (`house/${["small", "large"][roll(2)]}` as ModelId);
      return { ...event, model, requestId: `req_${visitor}_${roll(6)}` as RequestId };
    });
  }).flat();
}

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
      const taken = inventVisits(seed);
      const store = await backend.open();
      await store.events.append(taken);
      const scope = Scope.parse({
        ...{ app: seed === 3 ? "chat" : null, traffic: "real", weekStart: seed },
        ...{ fromMs: startMs + seed * dayMs, toMs: startMs + 24 * dayMs },
      });
      const asOfMs = startMs + 22 * dayMs;
      const expected = layerCountsSlowly(scope, breakdown, asOfMs, taken);
      const found = await readLayerCounts(store.questions, scope, breakdown, asOfMs);
      const keyed = found.map(({ group, visitors, ...counts }) => [
        JSON.stringify([group, Object.fromEntries(layerCounts.map((name) => [name, counts[name]]))]),
        visitors,
      ]);
      expect(expected.size).toBeGreaterThan(3);
      expect(Object.fromEntries(keyed)).toEqual(Object.fromEntries(expected));
    }
  });
});
