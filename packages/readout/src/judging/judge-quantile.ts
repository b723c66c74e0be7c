import { type ClusteredValues, estimateQuantile, isUndecided, normalInterval, welchTest } from "@flywheel/statistics";
import type { ArmValue, Comparison, MetricReadout } from "../answer.ts";
import type { AskedMetric } from "../measuring/asked.ts";
import { silent, type Uncorrected } from "./compare.ts";

/** What a metric says, before its comparisons are corrected. */
export type JudgedMetric = { readonly readout: MetricReadout; readonly uncorrected: readonly Uncorrected[] };

/** The values of single events, by arm. */
export type ValuesByArm = ReadonlyMap<string, ClusteredValues>;

/**
 * A quantile: without values, which is before the planned end, it says nothing, because it has no interval that may be
 * looked at daily. With them its interval and its p are for one look. `level`: alpha over the comparisons of its family.
 */
export function judgeQuantile(
  asked: AskedMetric,
  arms: readonly string[],
  values: ValuesByArm | null,
  level: number,
): JudgedMetric {
  if (asked.metric.kind !== "quantile") throw new Error(`${asked.metric.key} is no quantile`);
  const share = asked.metric.quantile;
  const sampleOf = (arm: string): ClusteredValues => values?.get(arm) ?? { ascending: [], clusterOf: [], clusters: 0 };
  const [control = "", ...treatments] = arms;
  const comparisons = treatments.map((variant): Comparison => {
    if (values === null) return { ...silent(variant), undecided: "only-at-planned-end" };
    const estimate = estimateQuantile(sampleOf(control), sampleOf(variant), share);
    if (isUndecided(estimate)) return { ...silent(variant), undecided: estimate.undecided };
    const { difference, standardError } = estimate;
    const { pValue } = welchTest(estimate, level);
    const interval = normalInterval(estimate, level);
    return {
      ...silent(variant),
      ...{ difference, standardError, interval },
      ...{ p: pValue, pAdjusted: pValue, fixedHorizon: { p: pValue, interval } },
    };
  });
  const shown = arms.map((variant): ArmValue => {
    const { ascending, clusters } = sampleOf(variant);
    const value = ascending.length === 0 ? null : (ascending[Math.ceil(share * ascending.length) - 1] ?? null);
    return { variant, visitors: clusters, nonZero: clusters, value };
  });
  return {
    readout: { ...readoutOf(asked, shown), comparisons },
    uncorrected: comparisons.map((comparison) => ({ comparison, logE: 0 })),
  };
}

const readoutOf = ({ metric, role, margin }: AskedMetric, arms: readonly ArmValue[]): MetricReadout => ({
  metric,
  role,
  margin,
  cap: null,
  arms,
  comparisons: [],
  correction: "holm",
  // Never in an automatic rule.
  guardrail: role === "guardrail" ? "open" : null,
});
