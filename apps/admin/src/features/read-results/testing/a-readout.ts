import type { Comparison, MetricReadout, Readout } from "@flywheel/api/type";
import { metricOf, segmentOf } from "@flywheel/vocabulary";

/** A readout that found something, and the ways in which one may differ from it. */
const dayMs = 86_400_000;
const known = <T>(it: T | null): T => {
  if (it === null) throw new Error("not in the vocabulary");
  return it;
};

export const better: Comparison = {
  variant: "beside",
  undecided: null,
  difference: 0.02,
  standardError: 0.005,
  interval: { low: 0.005, high: 0.035 },
  relative: { lift: 0.1, interval: { low: 0.025, high: 0.175 } },
  eValue: 60,
  p: 0.0002,
  pAdjusted: 0.0004,
  significant: true,
  cuped: { rSquared: 0.31 },
  fixedHorizon: { p: 0.0001, interval: { low: 0.01, high: 0.03 } },
  bayes: {
    chanceToBeatControl: 0.998,
    interval: { low: 0.01, high: 0.03 },
    expectedLoss: 0.0001,
    priorStandardDeviation: 0.06,
  },
  detectableNow: 0.08,
  looks: [
    { atMs: 1 * dayMs, visitors: 20, difference: null, interval: null, relative: null },
    {
      atMs: 2 * dayMs,
      visitors: 900,
      difference: 0.03,
      interval: { low: -0.01, high: 0.07 },
      relative: { lift: 0.15, interval: { low: -0.05, high: 0.35 } },
    },
    {
      atMs: 3 * dayMs,
      visitors: 2_000,
      difference: 0.02,
      interval: { low: 0.005, high: 0.035 },
      relative: { lift: 0.1, interval: { low: 0.025, high: 0.175 } },
    },
  ],
};
export const undecided: Comparison = {
  ...better,
  undecided: "too-few-non-zero",
  difference: null,
  interval: null,
  relative: null,
  pAdjusted: null,
  significant: false,
  cuped: null,
  fixedHorizon: null,
  bayes: null,
  detectableNow: null,
  looks: [],
};
const arms = [
  { variant: "below", visitors: 1_000, nonZero: 200, value: 0.2 },
  { variant: "beside", visitors: 1_000, nonZero: 220, value: 0.22 },
];
export const primary: MetricReadout = {
  metric: known(metricOf("kept")),
  role: "primary",
  margin: null,
  cap: null,
  arms,
  comparisons: [better],
  correction: "holm",
  guardrail: null,
};
export const guard: MetricReadout = {
  ...primary,
  metric: known(metricOf("page-broke")),
  role: "guardrail",
  margin: 0.1,
  comparisons: [undecided],
  guardrail: "open",
};
const arm = (key: string, name: string) => ({
  key,
  name,
  weight: 0.5,
  assigned: 1_234,
  excluded: 7,
  immature: 227,
  analysed: 1_000,
  failedToLoad: 0,
});
const fine = { logBayesFactor: -3.2, chiSquareP: 0.51, broken: false };
export const readout: Readout = {
  asOfMs: 20 * dayMs,
  experiment: "panel",
  phase: 2,
  startedAtMs: 0,
  endedAtMs: null,
  fullDays: 20,
  analysed: 2_000,
  plannedVisitors: 5_000,
  events: 12_345,
  simulated: false,
  arms: [arm("below", "Below"), arm("beside", "Beside")],
  health: { assigned: fine, analysed: fine, excludedShare: 0.006, exclusionsDiffer: false, broken: [], warnings: [] },
  metrics: [primary, guard],
  segments: [{ segment: known(segmentOf("phones")), arms, comparisons: [better] }],
  verdict: { outcome: "ship", rule: "primary-better", variant: "beside", daysLeft: 9.2 },
};
export const withheld: Readout = {
  ...readout,
  health: { ...readout.health, assigned: { ...fine, logBayesFactor: 40, broken: true }, broken: ["split"] },
  verdict: { outcome: "withheld", rule: "health-broken", variant: null, daysLeft: null },
};
