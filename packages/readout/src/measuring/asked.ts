import {
  type ExperimentDefinition,
  type ExperimentDraft,
  type Measurement,
  metricIn,
  segmentIn,
} from "@flywheel/experiments";
import type { Amount, Metric, Segment } from "@flywheel/vocabulary";

/** A metric as one visitor has it: the variables that are summed, each now and in the time before. */
export type AskedMetric = {
  readonly metric: Metric;
  readonly role: "primary" | "secondary" | "guardrail";
  readonly margin: number | null;
  /** What each variable's amount is cut to, in their order. */
  readonly caps: readonly (number | null)[];
  /** One, or the numerator and the denominator of a ratio. None of a quantile, which is not a sum. */
  readonly variables: readonly Variable[];
};

/** `did`: 1 or 0. */
export type Variable = Amount | { readonly of: Amount["of"]; readonly take: "did" };

/** What an experiment asks of the events, in the order of its definition. */
export const askedBy = ({ measurement, phases }: ExperimentDefinition, phase: number): readonly AskedMetric[] =>
  askedWith(measurement, phases[phase - 1]?.caps ?? {});

/** Before the start nothing is cut yet. */
export const draftedBy = ({ measurement }: ExperimentDraft): readonly AskedMetric[] => askedWith(measurement, {});

function askedWith(measurement: Measurement, caps: Readonly<Record<string, number>>): readonly AskedMetric[] {
  const asked = (key: string, role: AskedMetric["role"], margin: number | null = null): AskedMetric => {
    const metric = metricIn(measurement, key);
    if (!metric) throw new Error(`the experiment measures ${key}, which nobody has defined`);
    const names = capNames(metric);
    return { metric, role, margin, caps: names.map((name) => caps[name] ?? null), variables: variablesOf(metric) };
  };
  return [
    asked(measurement.primary, "primary"),
    ...measurement.secondary.map((key) => asked(key, "secondary")),
    ...measurement.guardrails.map(({ metric, margin }) => asked(metric, "guardrail", margin)),
  ];
}

export function segmentsOf({ measurement }: Pick<ExperimentDefinition, "measurement">): readonly Segment[] {
  return measurement.segments.flatMap((key) => segmentIn(measurement, key) ?? []);
}

export function variablesOf(metric: Metric): readonly Variable[] {
  switch (metric.kind) {
    case "proportion":
      return [{ of: metric.of, take: "did" }];
    case "mean":
      return [metric.amount];
    case "ratio":
      return [metric.numerator, metric.denominator];
    case "quantile":
      return [];
  }
}

/** Under which name a phase keeps the cap of each of a metric's variables; a metric without caps has names all the same. */
export const capNames = ({ key, kind }: Metric): readonly string[] =>
  kind === "ratio" ? [key, `${key}.denominator`] : [key];
