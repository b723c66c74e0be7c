import { describe, expect, it } from "vitest";
import { createAssigner } from "./assigner.ts";
import type { ExperimentDefinition } from "./definition/definition.ts";
import { payloadOf } from "./payload.ts";
import { seeds } from "./seeds.ts";

const [panel] = seeds as [ExperimentDefinition];

/** Park and Miller's generator, so that a failure can be had again by its seed. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** An experiment of 2 to 5 arms, and the coverages that it goes through: many small steps, or few large ones. */
function madeUp(seed: number) {
  const chance = chanceOf(seed);
  const parts = Array.from({ length: 2 + Math.floor(chance() * 4) }, () => 0.02 + chance());
  const sum = parts.reduce((total, part) => total + part, 0);
  const from = chance() * 0.5;
  const definition: ExperimentDefinition = {
    ...panel,
    key: `made-up-${seed}`,
    variants: parts.map((part, at) => ({ key: `arm-${at}`, name: `Arm ${at}`, value: at, weight: part / sum })),
    namespace: chance() < 0.4 ? { key: "made-up", from, to: from + 0.1 + chance() * 0.4 } : null,
    sticky: chance() < 0.5,
  };
  const steps = Array.from({ length: 3 + Math.floor(chance() * 8) }, () => Math.round(chance() * 1_000) / 1_000);
  return { definition, coverages: [...new Set([0, ...steps, 1])].toSorted((a, b) => a - b) };
}

function armOf(payload: ReturnType<typeof payloadOf>, visitorId: string): string | null {
  let arm: string | null = null;
  const onExposure = ({ variant }: { variant: string }) => {
    arm = variant;
  };
  createAssigner({ payload, visitorId, onExposure }).expose(panel.feature);
  return arm;
}

describe("[EX9] raising coverage", () => {
  it.each(Array.from({ length: 30 }, (_, at) => at + 1))(
    "moves nobody who is inside (seed %i, 400 visitors)",
    (seed) => {
      const { definition, coverages } = madeUp(seed);
      const payloads = coverages.map((coverage) => payloadOf([{ ...definition, coverage }]));
      const inside = coverages.map(() => 0);
      for (let at = 0; at < 400; at += 1) {
        const visitorId = `vis_${seed}_${at}`;
        const arms = payloads.map((payload) => armOf(payload, visitorId));
        const first = arms.findIndex((arm) => arm !== null);
        const before = first < 0 ? arms : arms.slice(0, first);
        const after = first < 0 ? [] : arms.slice(first);
        expect(new Set(before).size, visitorId).toBeLessThan(2);
        expect(new Set(after).size, visitorId).toBeLessThan(2);
        for (const [step, arm] of arms.entries()) if (arm !== null) inside[step] = (inside[step] ?? 0) + 1;
      }
      const { from, to } = definition.namespace ?? { from: 0, to: 1 };
      expect(inside[0], "nobody at no coverage").toBe(0);
      for (const [step, coverage] of coverages.entries()) {
        const share = coverage * (to - from);
        const spread = 5 * Math.sqrt(400 * share * (1 - share)) + 0.5;
        expect(Math.abs((inside[step] ?? 0) - 400 * share), `coverage ${coverage}`).toBeLessThan(spread);
      }
      if (!definition.namespace) expect(inside.at(-1), "everybody at full coverage").toBe(400);
    },
  );
});
