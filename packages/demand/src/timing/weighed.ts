import { windowDays } from "../questions/active-days.ts";
import { organicParts, organicReturns, rebasedOf, type Seen, turnoverOf } from "./cohorts.ts";
import { type ActiveDays, powerUsers } from "./power-users.ts";
import { type ProbeCounts, type ProbeSignal, probeSignal } from "./probe.ts";
import { quickRatio, rebasedRetention, shareSignal } from "./ratios.ts";
import type { FundedVisitors } from "./served-by-funding.ts";
import type { Maturity, Signal } from "./signal.ts";
import { type PaidWeek, type Subsidy, subsidyOf } from "./subsidy.ts";
import { type SurveyAnswers, seanEllis } from "./survey.ts";
import type { TimingThresholds } from "./thresholds.ts";
import type { Timeline } from "./timelines.ts";

/** Beside the curves of the verdict, everything that speaks for demand or against it. */
export type TimingSignals = {
  /** Null when no survey is asked about. */
  readonly seanEllis: Signal | null;
  readonly quickRatio: Signal;
  readonly organicShare: Signal;
  readonly purchasedShare: Signal;
  readonly subsidy: Subsidy;
  readonly powerUsers: Signal;
  readonly probes: readonly ProbeSignal[];
  readonly rebased: Signal;
};

export type Weighable = {
  readonly timelines: readonly Timeline[];
  /** Of the last closed weeks that the quick ratio is of. */
  readonly lately: readonly FundedVisitors[];
  readonly answers: SurveyAnswers | null;
  readonly probes: readonly ProbeCounts[];
  /** Null until its days are over. */
  readonly activeDays: ActiveDays | null;
  readonly paid: readonly PaidWeek[];
};

/** From counts to signals; all of them of closed weeks. */
export function weighSignals(of: Weighable, seen: Seen, thresholds: TimingThresholds): TimingSignals {
  const { alpha, quickRatio: quick, rebased } = thresholds;
  const { lastClosed } = seen;
  const closed = lastClosed - seen.firstWeek + 1;
  const weeks = (need: number): Maturity => ({ of: "weeks", have: Math.max(0, Math.min(need, closed)), need });
  const oldest = rebasedOf(organicReturns(of.timelines, seen), lastClosed, rebased.early, rebased.late);
  return {
    seanEllis: of.answers && seanEllis(of.answers, thresholds.seanEllis.veryDisappointed, alpha),
    quickRatio: quickRatio(turnoverOf(of.timelines, lastClosed, quick.weeks), weeks(quick.weeks), quick.above, alpha),
    organicShare: shareSignal(
      organicParts(of.timelines, lastClosed, quick.weeks),
      weeks(quick.weeks),
      thresholds.organicShare,
      alpha,
    ),
    purchasedShare: shareSignal(
      of.lately.map(({ visitors, free, granted, purchased }) => ({ visitors, part: purchased, rest: free + granted })),
      weeks(quick.weeks),
      thresholds.purchasedShare,
      alpha,
    ),
    subsidy: subsidyOf(of.paid, { weeks: thresholds.subsidy.weeks, threshold: thresholds.subsidy.below, alpha }),
    powerUsers: powerUsers(of.activeDays ?? { visitors: [] }, weeks(windowDays / 7), {
      atLeastDays: thresholds.powerUsers.atLeastDays,
      threshold: thresholds.powerUsers.share,
      alpha,
    }),
    probes: of.probes.flatMap((counts) => probeSignal(counts, thresholds.probe.noise, alpha) ?? []),
    // A cohort has its late week behind it once that many more are closed.
    rebased: rebasedRetention(oldest, weeks(rebased.late + 1), rebased.atLeast, alpha),
  };
}
