import { type FeatureDefinition, type FeatureResult, GrowthBookClient } from "@growthbook/growthbook";
import type { FeatureValue } from "./definition/variant.ts";
import { createExposureMemory, type Exposure, type ExposureMemory } from "./exposure-memory.ts";
import { documentsOf, type StickyAssignments } from "./sticky.ts";

type Result = FeatureResult<unknown>;

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
  // A link shows its variant also to somebody who is held out, whose rule the SDK would skip before it reads the address.
  const forcedIn = (feature: string): Result | null => {
    if (!features[feature]?.rules?.some(({ key }) => key !== undefined && url?.includes(key))) return null;
    const unlocked = new GrowthBookClient().initSync({ payload: { features: withoutPrerequisites(features) } });
    const result = unlocked.evalFeature(feature, { attributes: visitor.attributes, url: url ?? "" });
    return isForced(result) ? result : null;
  };

  const results = new Map<string, Result | null>();
  const resultOf = (feature: string): Result | null => {
    let result = results.get(feature);
    if (result !== undefined) return result;
    try {
      result = forcedIn(feature) ?? client.evalFeature(feature, visitor);
    } catch {
      // A rule that this page cannot read is of a server that is newer: what there is today is shown.
      result = null;
    }
    results.set(feature, result);
    return result;
  };

  return {
    valueOf(feature) {
      const value = resultOf(feature)?.value;
      return isFeatureValue(value) ? value : undefined;
    },

    expose(feature) {
      if (resultOf(feature) === null) return;
      // Where a feature is withheld from the holdout, this is the place at which being held out first differs.
      const met = [feature, ...prerequisitesOf(features[feature])].map(resultOf);
      // What a link chose is nobody's by chance, nor is what depends on it.
      if (met.some((result) => result && isForced(result))) return;
      for (const result of met) {
        const exposure = result && exposureIn(result);
        if (!exposure || memory.has(exposure)) continue;
        memory.add(exposure);
        onExposure(exposure);
      }
    },

    dealt: () => sticky,
  };
}

/** Null outside of experiments. */
function exposureIn({ experiment, experimentResult: result }: Result): Exposure | null {
  if (!experiment || !result?.inExperiment) return null;
  return { experiment: experiment.key, variant: result.key, phase: Number(experiment.phase ?? 1) };
}

/** By the address: chance did not choose it. */
const isForced = ({ experimentResult: result }: Result): boolean => result?.inExperiment === true && !result.hashUsed;

const prerequisitesOf = (feature: FeatureDefinition<unknown> | undefined): readonly string[] => [
  ...new Set((feature?.rules ?? []).flatMap(({ parentConditions }) => parentConditions?.map(({ id }) => id) ?? [])),
];

const withoutPrerequisites = (features: Record<string, FeatureDefinition<unknown>>) =>
  Object.fromEntries(
    Object.entries(features).map(([key, { rules = [], ...feature }]) => [
      key,
      { ...feature, rules: rules.map(({ parentConditions: _, ...rule }) => rule) },
    ]),
  );

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
