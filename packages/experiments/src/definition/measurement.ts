import { Metric, metricOf, Segment, Slug, segmentOf } from "@flywheel/vocabulary";
import { z } from "zod";

/** A metric that must not get worse by more than a margin; the rollout stops by itself when it surely did. */
const Guardrail = z.strictObject({
  metric: Slug,
  /** How much worse, relative to control, is still borne: 0.05 is five per cent. */
  margin: z.number().min(0).max(1),
});

/** What the experiment is judged by. Frozen at the start, because a goal that moves proves nothing. */
export const Measurement = z
  .strictObject({
    primary: Slug,
    secondary: z.array(Slug).max(20),
    guardrails: z.array(Guardrail).max(10),
    /** Metrics and segments of this experiment's own, beside those of the vocabulary. */
    ownMetrics: z.array(Metric).max(20),
    ownSegments: z.array(Segment).max(20),
    /** The results are broken down by these. */
    segments: z.array(Slug).max(12),
    /** Of all primary comparisons together. */
    alpha: z.number().min(0.001).max(0.2),
  })
  .superRefine((measurement, context) => {
    const { primary, secondary, guardrails, segments } = measurement;
    const refuse = (message: string, path: string) => context.addIssue({ code: "custom", message, path: [path] });
    const named = {
      primary: [primary],
      secondary,
      guardrails: guardrails.map(({ metric }) => metric),
    };
    for (const [field, keys] of Object.entries(named)) {
      for (const key of keys.filter((it) => metricIn(measurement, it) === null)) {
        refuse(
          `there is no metric "${key}"; choose one that there is, or add it as one of the experiment's own`,
          field,
        );
      }
    }
    // A percentile has no interval that holds at every look, so it may decide nothing by itself.
    const isQuantile = (key: string) => metricIn(measurement, key)?.kind === "quantile";
    if (isQuantile(primary))
      refuse(`"${primary}" is a percentile, which decides nothing: read it as secondary`, "primary");
    for (const { metric } of guardrails.filter((it) => isQuantile(it.metric))) {
      refuse(`"${metric}" is a percentile, which stops nothing: read it as secondary`, "guardrails");
    }
    for (const key of segments.filter((it) => segmentIn(measurement, it) === null)) {
      refuse(
        `there is no segment "${key}"; choose one that there is, or add it as one of the experiment's own`,
        "segments",
      );
    }
    const metrics = Object.values(named).flat();
    if (new Set(metrics).size !== metrics.length) refuse("ask for every metric once", "secondary");
    if (new Set(segments).size !== segments.length) refuse("ask for every segment once", "segments");
  });
export type Measurement = z.infer<typeof Measurement>;

type Own = Pick<Measurement, "ownMetrics" | "ownSegments">;

/** A key of the vocabulary first, so that nobody redefines what everybody reads. */
export const metricIn = ({ ownMetrics }: Pick<Own, "ownMetrics">, key: string): Metric | null =>
  metricOf(key) ?? ownMetrics.find((metric) => metric.key === key) ?? null;

export const segmentIn = ({ ownSegments }: Pick<Own, "ownSegments">, key: string): Segment | null =>
  segmentOf(key) ?? ownSegments.find((segment) => segment.key === key) ?? null;
