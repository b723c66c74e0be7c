import type { GainDraw } from "../flywheel/bottleneck.ts";
import type { ModelCapacity } from "../flywheel/capacity.ts";
import type { SupplyEvidence } from "./evidence.ts";

const supplyLayers: readonly string[] = ["compute", "models", "incentives"];

/** What the flywheel found, as the timing reads it. A layer that holds back less than nothing is no opportunity and takes none away. */
export const supplyEvidenceOf = <L extends string>(
  draws: readonly Pick<GainDraw<L>, "heldBack">[],
  capacity: readonly Pick<ModelCapacity, "minutes" | "tightMinutes">[],
): SupplyEvidence => ({
  opportunity: draws.map(({ heldBack }) => {
    const found = (Object.entries(heldBack) as [L, number][]).map(([layer, gain]) => ({
      layer,
      gain: Math.max(0, gain),
    }));
    return {
      supply: total(found.filter(({ layer }) => supplyLayers.includes(layer)).map(({ gain }) => gain)),
      all: total(found.map(({ gain }) => gain)),
    };
  }),
  minutes: {
    busy: total(capacity.map(({ tightMinutes }) => tightMinutes)),
    all: total(capacity.map(({ minutes }) => minutes)),
  },
});

const total = (numbers: readonly number[]) => numbers.reduce((sum, it) => sum + it, 0);
