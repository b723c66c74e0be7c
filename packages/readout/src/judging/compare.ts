import {
  alwaysValidP,
  bayesianView,
  detectableEffect,
  type Estimate,
  isUndecided,
  logEValue,
  type Mixture,
  relativeLift,
  sequentialInterval,
  twoProportionTest,
  welchTest,
} from "@flywheel/statistics";
import type { Comparison, Look } from "../answer.ts";
import type { AskedMetric } from "../measuring/asked.ts";
import { estimateMetric, type MetricEstimate } from "./estimate-metric.ts";
import type { Pool } from "./pools.ts";

export type Judged = {
  readonly asked: AskedMetric;
  readonly variant: string;
  /** At every look, oldest first; the last one is now. */
  readonly looks: readonly {
    readonly atMs: number;
    readonly control: Pool;
    readonly treatment: Pool;
    readonly among: readonly Pool[];
  }[];
  readonly mixture: Mixture;
  /** Of this interval: alpha over the comparisons of its family. */
  readonly level: number;
};

/** A comparison before its p is corrected, with ln e of now for procedures on e-values. */
export type Uncorrected = { readonly comparison: Comparison; readonly logE: number };

const power = 0.8;
/** Standard deviation of the relative lift that the Bayesian view expects before it sees anything. */
const believedLift = 0.3;

/** One variant against control on one metric, over all looks so far. */
export function compare({ asked, variant, looks, mixture, level }: Judged): Uncorrected {
  const estimates = looks.map(({ control, treatment, among }) => estimateMetric(asked, control, treatment, among));
  const shown = looks.map(({ atMs, control, treatment }, at) =>
    lookOf(atMs, control.n + treatment.n, estimates[at] ?? "too-few", level, mixture),
  );
  const now = estimates.at(-1) ?? "too-few";
  if (typeof now === "string") return { comparison: { ...silent(variant), undecided: now, looks: shown }, logE: 0 };

  const logEValues = estimates.flatMap((it) => (typeof it === "string" ? [] : logEValue(it.adjusted, mixture)));
  const { adjusted, plain } = now;
  const p = alwaysValidP(logEValues);
  return {
    logE: logEValues.at(-1) ?? 0,
    comparison: {
      variant,
      undecided: null,
      difference: adjusted.difference,
      standardError: adjusted.standardError,
      interval: sequentialInterval(adjusted, level, mixture),
      relative: relativeOf(adjusted, level, mixture),
      eValue: Math.exp(logEValues.at(-1) ?? 0),
      p,
      pAdjusted: p,
      significant: false,
      cuped:
        adjusted === plain ? null : { rSquared: Math.max(0, 1 - (adjusted.standardError / plain.standardError) ** 2) },
      fixedHorizon: fixedHorizonOf(asked, now, level),
      bayes: bayesOf(asked, adjusted, level),
      detectableNow: detectableOf(adjusted, level, mixture),
      looks: shown,
    },
  };
}

/** A comparison that says nothing. */
export const silent = (variant: string): Comparison => ({
  variant,
  undecided: null,
  difference: null,
  standardError: null,
  interval: null,
  relative: null,
  eValue: null,
  p: null,
  pAdjusted: null,
  significant: false,
  cuped: null,
  fixedHorizon: null,
  bayes: null,
  detectableNow: null,
  looks: [],
});

function lookOf(
  atMs: number,
  visitors: number,
  estimate: MetricEstimate | string,
  level: number,
  mixture: Mixture,
): Look {
  if (typeof estimate === "string") return { atMs, visitors, difference: null, interval: null, relative: null };
  const { adjusted } = estimate;
  return {
    atMs,
    visitors,
    difference: adjusted.difference,
    interval: sequentialInterval(adjusted, level, mixture),
    relative: relativeOf(adjusted, level, mixture),
  };
}

function relativeOf(estimate: Estimate, level: number, mixture: Mixture): Look["relative"] {
  const lift = relativeLift(estimate);
  return isUndecided(lift) ? null : { lift: lift.difference, interval: sequentialInterval(lift, level, mixture) };
}

function fixedHorizonOf({ metric }: AskedMetric, { adjusted, plain }: MetricEstimate, level: number) {
  const { low, high, pValue } = welchTest(adjusted, level);
  const pooled = metric.kind === "proportion" && adjusted === plain ? twoProportionTest(plain) : null;
  return { p: pooled && !isUndecided(pooled) ? pooled.pValue : pValue, interval: { low, high } };
}

/**
 * Before the data, a lift was believed to be around 0 with a standard deviation of 0.3 of control (decision 0055); a flat
 * prior where control is too near to 0 to be a measure. `expectedLoss` is what is lost on average by taking the variant.
 */
function bayesOf({ metric }: AskedMetric, estimate: Estimate, level: number) {
  const standardDeviation = isUndecided(relativeLift(estimate)) ? null : believedLift * estimate.control.mean;
  const prior = standardDeviation === null ? null : { mean: 0, standardDeviation };
  const { low, high, chanceToBeat, expectedLoss } = bayesianView(estimate, { prior, alpha: level });
  const more = metric.better === "more";
  return {
    chanceToBeatControl: more ? chanceToBeat : 1 - chanceToBeat,
    interval: { low, high },
    expectedLoss: more ? expectedLoss.ofTreatment : expectedLoss.ofControl,
    priorStandardDeviation: standardDeviation,
  };
}

/** Relative to control; of the present visitors, with the present spread. */
function detectableOf(
  { n, control, treatment, standardError }: Estimate,
  alpha: number,
  mixture: Mixture,
): number | null {
  if (!(control.mean > 0)) return null;
  const treatmentShare = treatment.n / n;
  const standardDeviation = standardError / Math.sqrt(1 / control.n + 1 / treatment.n);
  const plan = { interval: { kind: "sequential", ...mixture }, alpha, treatmentShare, standardDeviation } as const;
  return detectableEffect(plan, { n, power }) / control.mean;
}
