import type { ExperimentDefinition, ExperimentDraft } from "../definition/definition.ts";
import { usualMeasurement } from "../definition/read-definition.ts";
import type { Circumstances, Command } from "../lifecycle/change-experiment.ts";
import { changeExperiment } from "../lifecycle/change-experiment.ts";

export const dayMs = 86_400_000;
export const startMs = 1_760_000_000_000;

export const exampleDraft = (given: Partial<ExperimentDraft> = {}): ExperimentDraft => ({
  key: "example",
  name: "An example",
  hypothesis: "More visitors keep a picture.",
  app: "image-studio",
  layer: "applications",
  feature: "studio.example",
  kind: "feature",
  variants: [
    { key: "control", name: "As it is", value: "old", weight: 0.5 },
    { key: "other", name: "Another", value: "new", weight: 0.5 },
  ],
  coverage: 1,
  targeting: {},
  namespace: null,
  heldOut: true,
  sticky: true,
  measurement: usualMeasurement,
  plan: { visitors: 4_000, days: 14, effect: 0.1 },
  schedule: { startAtMs: null, endAtMs: null },
  rollout: [],
  ...given,
});

export const circumstances = (given: Partial<Circumstances> = {}): Circumstances => ({
  atMs: startMs,
  by: "stf_ada",
  others: [],
  traffic: { days: 7, visitors: 500, caps: { revenue: 9_000_000 } },
  builds: [],
  ...given,
});

/** A definition that has gone through these commands, a day apart; throws at a refusal. */
export function gone(draft: ExperimentDraft, ...commands: readonly Command[]): ExperimentDefinition {
  let definition: ExperimentDefinition | null = null;
  for (const [index, command] of [{ action: "create", draft } as const, ...commands].entries()) {
    const result = changeExperiment(definition, command, circumstances({ atMs: startMs + index * dayMs }));
    if ("code" in result) throw new Error(`${command.action}: ${result.code}`);
    definition = result.definition;
  }
  if (definition === null) throw new Error("nothing was created");
  return definition;
}

export const untilRunning = [{ action: "submit" }, { action: "approve" }, { action: "start" }] as const;
