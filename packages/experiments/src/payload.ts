import type { FeatureDefinition, FeatureRule } from "@growthbook/growthbook";
import { type ExperimentDefinition, openValue } from "./definition/definition.ts";
import { conditionOf } from "./definition/targeting.ts";
import type { FeatureValue } from "./definition/variant.ts";

/** Features by key, in the format that every GrowthBook SDK reads. */
export type FeaturesPayload = Record<string, FeatureDefinition<FeatureValue>>;

/**
 * What pages and outside SDKs are told: what runs, what was shipped and what may be looked at by its link before it
 * starts, and of those only what assignment needs. A page can read it, so neither a hypothesis nor a result is in it. In
 * the order of definitions' keys.
 */
export function payloadOf(definitions: readonly ExperimentDefinition[]): FeaturesPayload {
  const holdout = definitions.find(({ kind, state }) => kind === "holdout" && state === "running") ?? null;
  const features: FeaturesPayload = {};
  for (const shipped of shippedLastFirst(definitions)) features[shipped.feature] ??= shippedFeature(shipped, holdout);
  for (const definition of definitions) {
    if (definition.state !== "running") continue;
    const { feature } = definition;
    const { defaultValue = controlOf(definition), rules = [] } = features[feature] ?? {};
    // Before what was shipped earlier: who is in the experiment gets its variant, everybody else what there is.
    features[feature] = { defaultValue, rules: [ruleOf(definition, holdout), ...rules] };
  }
  for (const definition of definitions.filter(isLookedAt)) {
    const { feature } = definition;
    // Before all others, because it stops nobody but who came by its link; and a default is for a start to set.
    features[feature] = { ...features[feature], rules: [previewOf(definition), ...(features[feature]?.rules ?? [])] };
  }
  return features;
}

/** Written, and not started yet: who reviews it wants to see it. Without a holdout, whose link would open the others. */
const isLookedAt = ({ state, kind }: ExperimentDefinition) =>
  (state === "review" || state === "ready") && kind !== "holdout";

function ruleOf(definition: ExperimentDefinition, holdout: ExperimentDefinition | null): FeatureRule<FeatureValue> {
  const { phase, coverage, targeting, namespace, sticky } = definition;
  const condition = conditionOf(targeting);
  return {
    ...bucketsOf(definition),
    coverage,
    ...(condition && { condition }),
    // Not as `filters`: the SDK asks those before it looks for a sticky assignment.
    ...(namespace && { namespace: [namespace.key, namespace.from, namespace.to] }),
    // Who was dealt in an earlier phase is dealt again: its weights were others.
    ...(sticky ? { bucketVersion: phase } : { disableStickyBucketing: true }),
    ...heldOutOf(definition, holdout),
  };
}

const bucketsOf = ({ key, name, phase, variants }: ExperimentDefinition) => ({
  key,
  // NOTE: never the phase or the revision: a seed that changes deals everybody a new variant.
  seed: key,
  name,
  phase: String(phase),
  hashAttribute: "id",
  hashVersion: 2,
  variations: variants.map(({ value }) => value),
  weights: variants.map(({ weight }) => weight),
  meta: variants.map((variant) => ({ key: variant.key, name: variant.name })),
});

/** Nobody's by chance: only a link shows its variants. */
const previewOf = (definition: ExperimentDefinition): FeatureRule<FeatureValue> => ({
  ...bucketsOf(definition),
  coverage: 0,
  disableStickyBucketing: true,
});

/** Everybody gets what was shipped, but the holdout: it stays with what there was, to measure the sum of decisions. */
function shippedFeature(definition: ExperimentDefinition, holdout: ExperimentDefinition | null) {
  const shipped = definition.variants.find(({ key }) => key === definition.decision?.variant);
  if (!shipped) throw new Error(`experiment ${definition.key} shipped a variant that it does not have`);
  const { parentConditions } = heldOutOf(definition, holdout);
  return parentConditions
    ? { defaultValue: controlOf(definition), rules: [{ force: shipped.value, parentConditions }] }
    : { defaultValue: shipped.value, rules: [] };
}

const shippedLastFirst = (definitions: readonly ExperimentDefinition[]) =>
  definitions
    .filter(({ state, decision }) => state === "decided" && decision?.outcome === "ship")
    .toSorted((a, b) => (b.decision?.atMs ?? 0) - (a.decision?.atMs ?? 0));

/** A prerequisite in GrowthBook's format: the visitor must not be held out. */
function heldOutOf({ kind, heldOut }: ExperimentDefinition, holdout: ExperimentDefinition | null) {
  if (!holdout || !heldOut || kind === "holdout") return {};
  return { parentConditions: [{ id: holdout.feature, condition: { value: openValue } }] };
}

function controlOf({ key, variants: [control] }: ExperimentDefinition): FeatureValue {
  if (control === undefined) throw new Error(`experiment ${key} has no variant`);
  return control.value;
}
