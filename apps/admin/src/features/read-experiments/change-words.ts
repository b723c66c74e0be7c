import { type Change, ExperimentDraft, metricIn, segmentIn } from "@flywheel/experiments";
import { formatCount } from "@flywheel/ui";
import { apps } from "@flywheel/vocabulary/apps";
import { formatElapsed } from "../../words/elapsed.ts";
import { layerNames } from "../../words/layer-names.ts";
import { sayMetric } from "../../words/metric-words.ts";
import { formatMoment } from "../../words/moments.ts";
import { saySegment } from "../../words/segment-words.ts";
import { sayShare, sayTargeting } from "./say-who.ts";

export type SaidChange = { readonly what: string; readonly before: string; readonly after: string };

type Field = Exclude<keyof ExperimentDraft, "key">;
/** What a field says, by the name of each thing that it says. */
type Said = Readonly<Record<string, string>>;

/** A change in words, thing by thing: of a field that holds many, only those that are not as they were. */
export function sayChange({ field, before, after }: Pick<Change, "field"> & Partial<Change>): readonly SaidChange[] {
  if (!isField(field)) return [{ what: "Something else", before: "it was otherwise", after: "other" }];
  const [was, is] = [said(field, before), said(field, after)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const changed = names.filter((name) => was[name] !== is[name]);
  return changed.map((name) => ({ what: name, before: was[name] ?? "not there", after: is[name] ?? "not there" }));
}

const isField = (field: string): field is Field => Object.hasOwn(words, field);

/** Read as what it is today: an early entry may lack what came later, and then says that it cannot be read. */
function said(field: Field, value: unknown): Said {
  const read = ExperimentDraft.shape[field].safeParse(value);
  return read.success ? (words[field] as (value: unknown) => Said)(read.data) : { [titles[field]]: "as it was then" };
}

const titles = {
  name: "Name",
  hypothesis: "Hypothesis",
  app: "App",
  layer: "Layer",
  feature: "Feature",
  kind: "Kind",
  variants: "Variants",
  coverage: "Share of visitors in it",
  targeting: "Whom it aims at",
  namespace: "Namespace",
  heldOut: "Holdout",
  sticky: "Who no longer matches",
  measurement: "What it is judged by",
  plan: "Plan",
  schedule: "Schedule",
  rollout: "Widening by itself",
} as const satisfies Record<Field, string>;

/** A record, so that a new field fails to compile here. */
const words: { readonly [F in Field]: (value: ExperimentDraft[F]) => Said } = {
  name: (name) => ({ [titles.name]: `“${name}”` }),
  hypothesis: (hypothesis) => ({ [titles.hypothesis]: `“${hypothesis}”` }),
  app: (app) => ({ [titles.app]: apps[app].title }),
  layer: (layer) => ({ [titles.layer]: layerNames[layer] }),
  feature: (feature) => ({ [titles.feature]: feature }),
  kind: (kind) => ({ [titles.kind]: { feature: "a feature", build: "a whole build", holdout: "a holdout" }[kind] }),
  variants: (variants) =>
    Object.fromEntries(
      variants.map(({ name, value, weight }, at) => [
        `Variant ${at + 1}${at === 0 ? " (control)" : ""}`,
        `“${name}”, gives ${String(value)} to ${sayShare(weight)}`,
      ]),
    ),
  coverage: (coverage) => ({ [titles.coverage]: sayShare(coverage) }),
  targeting: (targeting) => ({ [titles.targeting]: sayTargeting(targeting) }),
  namespace: (namespace) => ({
    [titles.namespace]: namespace ? `${namespace.from} to ${namespace.to} of ${namespace.key}` : "none",
  }),
  heldOut: (heldOut) => ({ [titles.heldOut]: heldOut ? "kept out of it" : "in it like everybody" }),
  sticky: (sticky) => ({ [titles.sticky]: sticky ? "stays in" : "falls out" }),
  measurement: sayMeasurement,
  plan: (plan) => ({
    [titles.plan]: plan
      ? `${formatCount(plan.visitors)} visitors in ${plan.days} days, to find an effect of ${sayShare(plan.effect)}`
      : "none yet",
  }),
  schedule: ({ startAtMs, endAtMs }) => ({
    "Starts by itself": startAtMs === null ? "no" : formatMoment(startAtMs),
    "Ends by itself": endAtMs === null ? "no" : formatMoment(endAtMs),
  }),
  rollout: (steps) => ({
    [titles.rollout]:
      steps
        .map(
          ({ afterMs, coverage }) =>
            `${sayShare(coverage)} ${afterMs === 0 ? "at once" : `after ${formatElapsed(afterMs)}`}`,
        )
        .join(", ") || "no",
  }),
};

function sayMeasurement(measurement: ExperimentDraft["measurement"]): Said {
  const { primary, secondary, guardrails, segments, alpha, ownMetrics, ownSegments } = measurement;
  const metric = (key: string) => metricIn(measurement, key)?.name ?? key;
  const list = (names: readonly string[]) => names.join(", ") || "none";
  return {
    "Primary metric": metric(primary),
    "Secondary metrics": list(secondary.map(metric)),
    Guardrails: list(guardrails.map((it) => `${metric(it.metric)} (at most ${sayShare(it.margin)} worse)`)),
    Segments: list(segments.map((key) => segmentIn(measurement, key)?.name ?? key)),
    Alpha: String(alpha),
    "Own metrics": list(ownMetrics.map((it) => `${it.name} (${sayMetric(it)})`)),
    "Own segments": list(ownSegments.map((it) => `${it.name} (${saySegment(it)})`)),
  };
}
