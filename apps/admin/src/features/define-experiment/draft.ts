import { type ExperimentDefinition, type ExperimentDraft, faultsOf, usualMeasurement } from "@flywheel/experiments";
import { refusalOf } from "../../words/refusal-of.ts";
import { sayRefused } from "../../words/say-refused.ts";

/** What a new form begins with: two equal variants, everybody, the usual metrics. */
export const blankDraft: ExperimentDraft = {
  key: "",
  name: "",
  hypothesis: "",
  app: "image-studio",
  layer: "applications",
  feature: "",
  kind: "feature",
  variants: [
    { key: "control", name: "As it is", value: "control", weight: 0.5 },
    { key: "changed", name: "Changed", value: "changed", weight: 0.5 },
  ],
  coverage: 1,
  targeting: {},
  namespace: null,
  heldOut: true,
  sticky: true,
  measurement: usualMeasurement,
  plan: null,
  schedule: { startAtMs: null, endAtMs: null },
  rollout: [],
};

/** The part of a definition that people write, without its life. */
export function draftOf(definition: ExperimentDefinition): ExperimentDraft {
  const names = Object.keys(blankDraft) as (keyof ExperimentDraft)[];
  return Object.fromEntries(names.map((name) => [name, definition[name]])) as ExperimentDraft;
}

/** Equal weights of which the sum is exactly 1: the last takes what rounding left. */
export function equalWeights(count: number): readonly number[] {
  const share = Math.floor(1e6 / count) / 1e6;
  return Array.from({ length: count }, (_, at) =>
    at < count - 1 ? share : Number((1 - share * (count - 1)).toFixed(6)),
  );
}

export type Errors = Readonly<Record<string, string>>;

/**
 * What to mend, by the path of its field such as `variants.1.name`, in the words that a caller of the server gets too.
 * `isFresh`: it is to start as it is written.
 */
export const errorsOf = (draft: ExperimentDraft, { isFresh }: { readonly isFresh: boolean }): Errors =>
  Object.fromEntries(faultsOf(draft, { isFresh }).map(({ field, says }) => [field, says]));

/** What is said of a field or of anything inside it. */
export const errorAt = (errors: Errors, path: string): string | undefined =>
  Object.entries(errors).find(([at]) => at === path || at.startsWith(`${path}.`))?.[1];

/** What the server says of single fields; the rest is told beside the button. */
export function serverErrors(error: unknown): Errors {
  const refusal = refusalOf(error);
  if (refusal?.code === "in-the-past") return { [`schedule.${refusal.field}`]: sayRefused(error) };
  if (refusal?.code === "step-too-low") return { [`rollout.${refusal.step - 1}.coverage`]: sayRefused(error) };
  return refusal?.code === "exists" ? { key: sayRefused(error) } : {};
}
