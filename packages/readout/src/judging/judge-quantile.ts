import { type ClusteredValues, estimateQuantile, isUndecided, normalInterval, welchTest } from "@flywheel/statistics";
import type { ArmValue, Comparison, MetricReadout } from "../answer.ts";
import type { AskedMetric } from "../measuring/asked.ts";
import { silent } from "./compare.ts";

/**
 * A quantile before its planned end: it has no interval that may be looked at daily, so it says nothing, and after it once.
 */
export const unreadQuantile = (asked: AskedMetric, arms: readonly string[]): MetricReadout => ({
  ...readoutOf(
    asked,
    arms.map((variant) => ({ variant, visitors: 0, nonZero: 0, value: null })),
  ),
  comparisons: arms.slice(1).map((variant) => ({ ...silent(variant), undecided: "only-at-planned-end" })),
});

/** At the planned end, with intervals for one look at alpha over the comparisons. */
export function judgeQuantile(
  asked: AskedMetric,
  arms: readonly string[],
  values: ReadonlyMap<string, ClusteredValues>,
  alpha: number,
): MetricReadout {
  if (asked.metric.kind !== "quantile") throw new Error(`${asked.metric.key} is no quantile`);
  const share = asked.metric.quantile;
  const sampleOf = (arm: string): ClusteredValues => values.get(arm) ?? { ascending: [], clusterOf: [], clusters: 0 };
  const [control = "", ...treatments] = arms;
  const level = alpha / Math.max(1, treatments.length);
  const comparisons = treatments.map((variant): Comparison => {
    const estimate = estimateQuantile(sampleOf(control), sampleOf(variant), share);
    if (isUndecided(estimate)) return { ...silent(variant), undecided: estimate.undecided };
    const { pValue } = welchTest(estimate, level);
    const pAdjusted = Math.min(1, pValue * treatments.length);
    const interval = normalInterval(estimate, level);
    const { difference, standardError } = estimate;
    const significant = pAdjusted <= alpha;
    return {
      ...silent(variant),
      ...{ difference, standardError, interval, pAdjusted, significant },
      p: pValue,
      fixedHorizon: { p: pValue, interval },
    };
  });
  const shown = arms.map((variant): ArmValue => {
    const { ascending, clusters } = sampleOf(variant);
    const value = ascending.length === 0 ? null : (ascending[Math.ceil(share * ascending.length) - 1] ?? null);
    return { variant, visitors: clusters, nonZero: clusters, value };
  });
  return { ...readoutOf(asked, shown), comparisons };
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
