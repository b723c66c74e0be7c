import { ExperimentDefinition, type Phase } from "./definition.ts";

/** What an experiment measures unless somebody chooses. */
export const usualMeasurement: ExperimentDefinition["measurement"] = {
  primary: "kept",
  secondary: ["asked", "served", "paid"],
  guardrails: [{ metric: "page-broke", margin: 0.1 }],
  ownMetrics: [],
  ownSegments: [],
  segments: [],
  alpha: 0.05,
};

const added = {
  kind: "feature",
  targeting: {},
  namespace: null,
  heldOut: true,
  sticky: true,
  measurement: usualMeasurement,
  plan: null,
  schedule: { startAtMs: null, endAtMs: null },
  rollout: [],
  author: "flywheel",
  reviewer: null,
  phases: [],
  decision: null,
} satisfies Partial<ExperimentDefinition>;

const neverRan = ["draft", "review", "ready", "archived"];

/**
 * A definition as a register gives it back: an early one lacks the fields that came later. One that ran without a
 * recorded phase began at the beginning, so its readout takes everything there is.
 * @throws ZodError if it is not a definition.
 */
export function readDefinition(kept: object): ExperimentDefinition {
  const definition = ExperimentDefinition.parse({ ...added, ...kept });
  const { phases, state, variants } = definition;
  const ran = !neverRan.some((it) => it === state);
  return ran && phases.length === 0 ? { ...definition, phases: [firstPhase(variants, 0)] } : definition;
}

export const firstPhase = (variants: ExperimentDefinition["variants"], startedAtMs: number): Phase => ({
  startedAtMs,
  endedAtMs: null,
  weights: variants.map(({ weight }) => weight),
  because: "the first start",
  caps: {},
});
