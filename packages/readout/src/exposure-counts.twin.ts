import type { ExperimentDefinition } from "@flywheel/experiments";
import type { TakenEvent } from "@flywheel/vocabulary";
import type { ExperimentCounts } from "./exposure-counts.ts";

/** The same counts in plain code over raw events: what answerExposureCounts is checked against. */
export function countExposuresSlowly(
  experiment: ExperimentDefinition,
  asOfMs: number,
  taken: readonly TakenEvent[],
): ExperimentCounts {
  const met = new Map<string, Set<string | null>>();
  for (const { bot, simulated, atMs, name, experiment: of, fields, variant, visitorKey } of taken) {
    if (bot || simulated || atMs > asOfMs || name !== "experiment.exposed" || of !== experiment.key) continue;
    if (fields.phase !== experiment.phase) continue;
    const visitor = String(visitorKey);
    met.set(visitor, (met.get(visitor) ?? new Set()).add(variant));
  }
  const visitors = [...met.values()];
  return {
    asOfMs,
    experiment: experiment.key,
    phase: experiment.phase,
    excluded: visitors.filter(({ size }) => size > 1).length,
    variants: experiment.variants.map(({ key, name }) => ({
      key,
      name,
      exposed: visitors.filter((variants) => variants.size === 1 && variants.has(key)).length,
    })),
  };
}
