import { type FeatureDefinition, type FeatureResult, GrowthBookClient } from "@growthbook/growthbook";
import type { FeatureValue } from "./definition/variant.ts";
import { createExposureMemory, type Exposure, type ExposureMemory } from "./exposure-memory.ts";
import { documentsOf, type StickyAssignments } from "./sticky.ts";

export type AssignerParts = {
  /** Features in GrowthBook's format; an entry that is not one counts as absent. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly visitorId: string;
  /** Of the page: `?<experiment key>=<index>` shows that variant. */
  readonly url?: string;
  /** What targeting may look at, beside the visitor's id. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  /** What the visitor was dealt before, and stays with although they may no longer match or weights have changed. */
  readonly sticky?: StickyAssignments;
  readonly onExposure: (exposure: Exposure) => void;
  /** What was told before; without one, this page alone remembers. */
  readonly memory?: ExposureMemory;
};

export type Assigner = {
  /** What the feature is for this visitor; undefined if nobody defined it. */
  valueOf(feature: string): FeatureValue | undefined;
  /** Tells `onExposure` in which arm the visitor is, if they are in one by chance and it was not told before. */
  expose(feature: string): void;
  /** What `sticky` is to be next time: it, and what has been dealt since. */
  dealt(): StickyAssignments;
};

/** Assignment by GrowthBook's own SDK, from a payload that is there already: no network, no clock, no randomness. */
export function createAssigner(parts: AssignerParts): Assigner {
  const { payload, visitorId, url, attributes, onExposure, memory = createExposureMemory(visitorId, null) } = parts;
  const features = featuresIn(payload);
  const client = new GrowthBookClient().initSync({ payload: { features } });
  let sticky = parts.sticky ?? {};
  const visitor = {
    attributes: { ...attributes, id: visitorId },
    ...(url === undefined ? {} : { url }),
    stickyBucketAssignmentDocs: documentsOf(visitorId, sticky),
    saveStickyBucketAssignmentDoc: async ({ assignments }: { readonly assignments: StickyAssignments }) => {
      sticky = { ...assignments };
    },
  };
  const results = new Map<string, FeatureResult<unknown>>();
  const resultOf = (feature: string) => {
    const result = results.get(feature) ?? client.evalFeature(feature, visitor);
    results.set(feature, result);
    return result;
  };

  return {
    valueOf(feature) {
      const { value } = resultOf(feature);
      return isFeatureValue(value) ? value : undefined;
    },

    expose(feature) {
      // Where a feature is withheld from the holdout, this is the place at which being held out first differs.
      for (const met of [feature, ...prerequisitesOf(features[feature])]) {
        const exposure = exposureIn(resultOf(met));
        if (!exposure || memory.has(exposure)) continue;
        memory.add(exposure);
        onExposure(exposure);
      }
    },

    dealt: () => sticky,
  };
}

/** Null outside of experiments, and for a variant that was forced by the address: chance did not choose it. */
function exposureIn({ experiment, experimentResult: result }: FeatureResult<unknown>): Exposure | null {
  if (!experiment || !result?.inExperiment || !result.hashUsed) return null;
  return { experiment: experiment.key, variant: result.key, phase: Number(experiment.phase ?? 1) };
}

const prerequisitesOf = (feature: FeatureDefinition<unknown> | undefined): readonly string[] => [
  ...new Set((feature?.rules ?? []).flatMap(({ parentConditions = [] }) => parentConditions.map(({ id }) => id))),
];

const featuresIn = (payload: Readonly<Record<string, unknown>>): Record<string, FeatureDefinition<unknown>> =>
  Object.fromEntries(
    Object.entries(payload).filter((entry): entry is [string, FeatureDefinition<unknown>] => isFeature(entry[1])),
  );

const isFeature = (value: unknown): value is FeatureDefinition<unknown> =>
  typeof value === "object" &&
  value !== null &&
  (!("rules" in value) ||
    (Array.isArray(value.rules) && value.rules.every((rule) => typeof rule === "object" && rule !== null)));

const isFeatureValue = (value: unknown): value is FeatureValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";
