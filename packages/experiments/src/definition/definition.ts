import { type AppId, appIds, Layer, Slug } from "@flywheel/vocabulary";
import { z } from "zod";
import { withDraftRules } from "./draft-rules.ts";
import { Measurement } from "./measurement.ts";
import { Targeting } from "./targeting.ts";
import { Variants } from "./variant.ts";

const AtMs = z.int().min(0);

/** Experiments of one namespace whose ranges do not overlap never share a visitor. */
export const Namespace = z
  .strictObject({ key: Slug, from: z.number().min(0).max(1), to: z.number().min(0).max(1) })
  .refine(({ from, to }) => from < to, { message: "the range must end after it starts", path: ["to"] });
export type Namespace = z.infer<typeof Namespace>;

/** When it starts and ends by itself; null where a person does it. */
export const Schedule = z
  .strictObject({ startAtMs: AtMs.nullable(), endAtMs: AtMs.nullable() })
  .refine(({ startAtMs, endAtMs }) => startAtMs === null || endAtMs === null || startAtMs < endAtMs, {
    message: "the end must come after the start",
    path: ["endAtMs"],
  });
export type Schedule = z.infer<typeof Schedule>;

/** Coverage that rises by itself after the start, while every guardrail holds. */
export const Rollout = z
  .array(z.strictObject({ afterMs: z.int().min(0), coverage: z.number().gt(0).max(1) }))
  .max(12)
  .refine((steps) => steps.every((step, at) => at === 0 || isHigher(step, steps[at - 1])), {
    message: "every step must come later and cover more than the one before",
  });
export type Rollout = z.infer<typeof Rollout>;

/** What is promised before the start, and kept: the interval is tightest at this many analysed visitors. */
export const Plan = z.strictObject({
  /** Analysed visitors of both arms together. */
  visitors: z.int().min(200).max(1_000_000_000),
  days: z.number().min(7).max(365),
  /** The relative effect that it can find. */
  effect: z.number().gt(0).max(10),
});
export type Plan = z.infer<typeof Plan>;

/** A stretch of one allocation. An exposure names its phase, and the readout reads one phase. */
export const Phase = z.strictObject({
  startedAtMs: AtMs,
  endedAtMs: AtMs.nullable(),
  weights: z.array(z.number()).min(2),
  because: z.string().max(500),
  /** Metric by key: what amounts were cut to, from the traffic before the start. */
  caps: z.record(Slug, z.number().nonnegative()),
});
export type Phase = z.infer<typeof Phase>;

export const Decision = z.strictObject({
  outcome: z.enum(["ship", "stop"]),
  /** What becomes the default: the shipped variant, or control. */
  variant: Slug,
  reason: z.string().min(1).max(1000),
  /** What the readout said at that moment. */
  rule: z.string().min(1).max(200),
  by: z.string().min(1).max(64),
  atMs: AtMs,
});
export type Decision = z.infer<typeof Decision>;

export const states = ["draft", "review", "ready", "running", "paused", "stopped", "decided", "archived"] as const;
export type ExperimentState = (typeof states)[number];

/** The feature that chooses a whole build of an app. */
export const buildFeature = (app: AppId) => `${app}.build`;
/** Whatever of the app was built last. */
export const currentBuild = "current";
export const holdoutFeature = "holdout";
/** What the feature of a holdout says to everybody who is not held out. */
export const openValue = "open";

/** What a person writes down before the start. */
export const draftFields = {
  name: z.string().min(1).max(120),
  hypothesis: z.string().min(1).max(1000),
  app: z.enum(appIds as [AppId, ...AppId[]]),
  /** The layer of the flywheel that it should move. */
  layer: Layer,
  feature: Slug,
  /**
   * `build`: the values of the variants are builds of the whole app, chosen before the first byte. `holdout`: whoever
   * gets anything but "open" stays with what there was before, in every experiment that is `heldOut`.
   */
  kind: z.enum(["feature", "build", "holdout"]),
  variants: Variants,
  /** Share of visitors who are in the experiment at all; raising it never moves anyone inside. */
  coverage: z.number().min(0).max(1),
  targeting: Targeting,
  namespace: Namespace.nullable(),
  /** Whether the holdout is kept out of it. */
  heldOut: z.boolean(),
  sticky: z.boolean(),
  measurement: Measurement,
  plan: Plan.nullable(),
  schedule: Schedule,
  rollout: Rollout,
};
export const ExperimentDraft = withDraftRules(z.strictObject({ key: Slug, ...draftFields }).superRefine(refuseMisfits));
export type ExperimentDraft = z.infer<typeof ExperimentDraft>;

/** One experiment: two or more variants of one feature of one app. The first variant is the control. */
export const ExperimentDefinition = z
  .strictObject({
    key: Slug,
    ...draftFields,
    state: z.enum(states),
    /** Whoever wrote the last change, and whoever found it good; by id. */
    author: z.string().max(64),
    reviewer: z.string().max(64).nullable(),
    /** Counts the times it was started; an exposure names its phase. */
    phase: z.int().min(1),
    phases: z.array(Phase),
    decision: Decision.nullable(),
    revision: z.int().min(1),
  })
  .superRefine(refuseMisfits);
export type ExperimentDefinition = z.infer<typeof ExperimentDefinition>;

type Step = { readonly afterMs: number; readonly coverage: number };
const isHigher = (step: Step, before: Step | undefined): boolean =>
  before !== undefined && step.afterMs > before.afterMs && step.coverage > before.coverage;

/** What its kind asks of an experiment beside the form of its fields. */
function refuseMisfits(draft: Kinded, context: z.RefinementCtx): void {
  const { kind, app, feature, variants } = draft;
  const needed = kind === "build" ? buildFeature(app) : kind === "holdout" ? holdoutFeature : null;
  if (needed !== null && feature !== needed) refuse(context, "feature", `the feature of a ${kind} is "${needed}"`);
  if (needed === null && (feature === holdoutFeature || feature === buildFeature(app))) {
    refuse(context, "feature", `"${feature}" is for experiments of its own kind; choose another feature`);
  }
  const [control] = variants;
  if (
    kind === "build" &&
    (control?.value !== currentBuild || variants.some(({ value }) => typeof value !== "string"))
  ) {
    refuse(context, "variants", `the values are names of builds, and control is "${currentBuild}"`);
  }
  if (kind === "holdout" && variants.filter(({ value }) => value === openValue).length !== 1) {
    refuse(context, "variants", `one variant has the value "${openValue}": whoever is not held out`);
  }
}

type Kinded = {
  readonly kind: "feature" | "build" | "holdout";
  readonly app: AppId;
  readonly feature: string;
  readonly variants: z.infer<typeof Variants>;
};

const refuse = (context: z.RefinementCtx, path: string, message: string) =>
  context.addIssue({ code: "custom", path: [path], message });
