import type { FeatureDefinition, FeatureRule } from "@growthbook/growthbook";
import type { ExperimentDefinition, FeatureValue } from "./definition.ts";

/** Features by key, in the format that every GrowthBook SDK reads. */
export type FeaturesPayload = Record<string, FeatureDefinition<FeatureValue>>;

/**
 * What pages and outside SDKs are told: running experiments only, and of those only what assignment needs. A page can
 * read it, so neither a hypothesis nor a result is in it.
 */
export function payloadOf(definitions: readonly ExperimentDefinition[]): FeaturesPayload {
  const features: FeaturesPayload = {};
  for (const definition of definitions) {
    if (definition.state !== "running") continue;
    const { feature } = definition;
    // Of two experiments on one feature the first decides, for the visitors whom it covers.
    const { defaultValue = controlOf(definition), rules = [] } = features[feature] ?? {};
    features[feature] = { defaultValue, rules: [...rules, ruleOf(definition)] };
  }
  return features;
}

function ruleOf({ key, name, phase, coverage, variants }: ExperimentDefinition): FeatureRule<FeatureValue> {
  return {
    key,
    // NOTE: never the phase or the revision: a seed that changes deals everybody a new variant.
    seed: key,
    name,
    phase: String(phase),
    hashAttribute: "id",
    hashVersion: 2,
    coverage,
    variations: variants.map(({ value }) => value),
    weights: variants.map(({ weight }) => weight),
    meta: variants.map((variant) => ({ key: variant.key, name: variant.name })),
  };
}

function controlOf({ key, variants: [control] }: ExperimentDefinition): FeatureValue {
  if (control === undefined) throw new Error(`experiment ${key} has no variant`);
  return control.value;
}
