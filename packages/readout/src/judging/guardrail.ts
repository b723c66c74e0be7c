import { type Estimate, isUndecided, type Mixture, sampleRatio, sequentialInterval } from "@flywheel/statistics";
import type { MetricReadout } from "../answer.ts";
import type { AskedMetric } from "../measuring/asked.ts";
import { estimateMetric } from "./estimate-metric.ts";
import type { Pool } from "./pools.ts";

type State = NonNullable<MetricReadout["guardrail"]>;

/**
 * Whether a variant is surely worse than control by more than the margin, surely not, or neither yet:
 *
 *   d = m_t - (1 + margin) m_c        where less is better (1 - margin where more is)
 *
 * judged by the always-valid interval of d. Not by the relative lift, which does not exist while control is near 0, and a
 * guardrail is mostly there.
 */
export function guardOf(
  asked: AskedMetric,
  { control, treatment, among }: { readonly control: Pool; readonly treatment: Pool; readonly among: readonly Pool[] },
  level: number,
  mixture: Mixture,
): State {
  const less = asked.metric.better === "less";
  const borne = less ? 1 + (asked.margin ?? 0) : 1 - (asked.margin ?? 0);
  const estimate = estimateMetric(asked, control, treatment, among);
  if (typeof estimate === "string") return less && isRareAndWorse(control, treatment, borne, level) ? "broken" : "open";

  const { low, high } = sequentialInterval(against(estimate.adjusted, borne), level, mixture);
  if (less ? low > 0 : high < 0) return "broken";
  return (less ? high < 0 : low > 0) ? "kept" : "open";
}

function against({ control, treatment, n }: Estimate, borne: number) {
  return {
    difference: treatment.mean - borne * control.mean,
    standardError: Math.sqrt(treatment.variance / treatment.n + (borne * borne * control.variance) / control.n),
    n,
  };
}

/**
 * Before the first look, which rare harm may never reach: of the visitors who were harmed, each was in the treatment with a
 * chance that the borne ratio fixes. A Bayes factor of 1 / level against that is an e-value, whenever it is looked at.
 */
function isRareAndWorse(control: Pool, treatment: Pool, borne: number, level: number): boolean {
  if (control.n === 0 || treatment.n === 0) return false;
  const expected = treatment.n * borne;
  const split = sampleRatio([control.nonZero, treatment.nonZero], [control.n, expected]);
  const share = treatment.nonZero / (control.nonZero + treatment.nonZero);
  return !isUndecided(split) && split.logBayesFactor > -Math.log(level) && share > expected / (control.n + expected);
}

/** Of several variants the worst; kept only if every one surely is. */
export const worstOf = (states: readonly State[]): State =>
  states.includes("broken")
    ? "broken"
    : states.every((state) => state === "kept") && states.length > 0
      ? "kept"
      : "open";
