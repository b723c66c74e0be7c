import type { Reason } from "@flywheel/statistics";
import type { Metric, Segment } from "@flywheel/vocabulary";

/** Traffic before the start, for a plan: as if everybody whom a draft aims at had been exposed at their first visit. */
export type Traffic = {
  readonly asOfMs: number;
  readonly days: number;
  /** Distinct visitors whom the draft would aim at, in those days; coverage and its share of a namespace counted in. */
  readonly visitors: number;
  readonly visitorsPerDay: number;
  /** Metric by key: what amounts are to be cut to (their 99.5th percentile); only of metrics that have a cap. */
  readonly caps: Readonly<Record<string, number>>;
  /** Of the primary metric, over visitors whose window has closed; null where nobody's has. */
  readonly baseline: { readonly visitors: number; readonly mean: number; readonly variance: number } | null;
};

/** How many days of that traffic find which relative effect, by the interval that will be used. */
export type PowerTable = {
  readonly traffic: Traffic;
  readonly alpha: number;
  readonly power: number;
  readonly arms: number;
  /** Rising in days; `effect` null where no effect can be found in that time. */
  readonly rows: readonly { readonly days: number; readonly visitors: number; readonly effect: number | null }[];
  /** Why there is nothing to say; null if there is. */
  readonly undecided: string | null;
};

export type Arm = {
  readonly key: string;
  readonly name: string;
  readonly weight: number;
  /** Visitors exposed to it first, whatever they met later: what the split is checked on. */
  readonly assigned: number;
  /** Of those, who saw another variant too: in no result. */
  readonly excluded: number;
  /** Of those left, whose window of the primary metric has not closed: not in any result yet. */
  readonly immature: number;
  readonly analysed: number;
  /** Of those assigned, to whom the variant could not be shown and control was; they stay in their arm. */
  readonly failedToLoad: number;
};

export type SplitCheck = {
  /** Natural logarithm of the Bayes factor against the planned split; alarm above ln 1000. */
  readonly logBayesFactor: number;
  readonly chiSquareP: number;
  readonly broken: boolean;
};

export type Health = {
  readonly assigned: SplitCheck | null;
  readonly analysed: SplitCheck | null;
  readonly excludedShare: number;
  /** Whether the arms lose different shares to exclusion (chi-square p below 0.001). */
  readonly exclusionsDiffer: boolean;
  /** Why the result is withheld; empty where it is not. */
  readonly broken: readonly ("split" | "analysed-split" | "exclusions-differ")[];
  /** What does not withhold but should be looked at. */
  readonly warnings: readonly ("exclusions-above-1-percent" | "failures-to-load" | "simulated")[];
};

export type Range = { readonly low: number; readonly high: number };

/** Why a comparison says nothing yet: in the words of statistics, or a quantile before the planned end. */
export type Undecided = Reason | "only-at-planned-end";

export type Look = {
  /** The end of the day of this look. */
  readonly atMs: number;
  readonly visitors: number;
  readonly difference: number | null;
  readonly interval: Range | null;
  /** The same relative to control, always valid too; null when control's mean is too near to 0. */
  readonly relative: { readonly lift: number; readonly interval: Range } | null;
};

/** One variant against control on one metric. All differences are variant minus control, in the metric's unit. */
export type Comparison = {
  readonly variant: string;
  readonly undecided: Undecided | null;
  readonly difference: number | null;
  readonly standardError: number | null;
  /** Always-valid, of alpha over the number of comparisons of its family. */
  readonly interval: Range | null;
  /** Relative to control; null when control's mean is too near to 0. */
  readonly relative: { readonly lift: number; readonly interval: Range } | null;
  readonly eValue: number | null;
  /**
   * Always-valid, and after correction within its family (Holm for primaries and guardrails, e-BH for secondaries, and
   * Benjamini and Hochberg at the planned end). Of a quantile, which is read at the planned end only, for one look.
   */
  readonly p: number | null;
  readonly pAdjusted: number | null;
  readonly significant: boolean;
  /** How much variance the pre-period took away: 1 - R^2 is left. Null where it was not used. */
  readonly cuped: { readonly rSquared: number } | null;
  /** For reading only; neither decides anything before the planned end. */
  readonly fixedHorizon: { readonly p: number; readonly interval: Range } | null;
  readonly bayes: {
    readonly chanceToBeatControl: number;
    readonly interval: Range;
    readonly expectedLoss: number;
    /** What was believed of the difference before, around 0 and in the metric's unit; null where nothing was. */
    readonly priorStandardDeviation: number | null;
  } | null;
  /** Relative effect that is found with power 0.8 at the present number of visitors. */
  readonly detectableNow: number | null;
  /** A look a day, whole days only. */
  readonly looks: readonly Look[];
};

export type ArmValue = {
  readonly variant: string;
  readonly visitors: number;
  /** Visitors with a value above 0; of a ratio, with a denominator. */
  readonly nonZero: number;
  readonly value: number | null;
};

export type MetricReadout = {
  readonly metric: Metric;
  readonly role: "primary" | "secondary" | "guardrail";
  /** Relative, of a guardrail. */
  readonly margin: number | null;
  /** What amounts were cut to. */
  readonly cap: number | null;
  readonly arms: readonly ArmValue[];
  readonly comparisons: readonly Comparison[];
  /** By which procedure its comparisons were corrected, together with those of its role. */
  readonly correction: "holm" | "bh" | "e-bh";
  /** Of a guardrail: surely broken (beyond its margin), surely kept, or neither yet. */
  readonly guardrail: "broken" | "kept" | "open" | null;
};

/** The primary metric within a segment. Intervals are of alpha over segments times comparisons. */
export type SegmentReadout = {
  readonly segment: Segment;
  readonly arms: readonly ArmValue[];
  readonly comparisons: readonly Comparison[];
};

export type Verdict = {
  readonly outcome: "ship" | "stop" | "keep-running" | "withheld";
  readonly rule:
    | "health-broken"
    | "nobody-exposed"
    | "fewer-than-seven-days"
    | "guardrail-broken"
    | "primary-better"
    | "primary-worse"
    | "planned-end-without-difference"
    | "not-decided-yet";
  /** The one to ship; control where it is to be stopped. */
  readonly variant: string | null;
  /** Until the planned number of analysed visitors, at the present pace; null where nobody comes. */
  readonly daysLeft: number | null;
};

export type Readout = {
  readonly asOfMs: number;
  readonly experiment: string;
  readonly phase: number;
  readonly startedAtMs: number;
  readonly endedAtMs: number | null;
  /** Since the hour of the first exposure, of whichever arm. */
  readonly fullDays: number;
  /** Visitors of both arms in the smallest comparison, and the number that the interval was planned for. */
  readonly analysed: number;
  readonly plannedVisitors: number;
  /** Events that the answer rests on. */
  readonly events: number;
  readonly simulated: boolean;
  readonly arms: readonly Arm[];
  readonly health: Health;
  /** In the order of the definition; empty while withheld. */
  readonly metrics: readonly MetricReadout[];
  readonly segments: readonly SegmentReadout[];
  readonly verdict: Verdict;
};
