import { giveWay } from "../asking/turns.ts";
import { windowDays } from "../questions/active-days.ts";
import { rebasedOf, type Seen } from "./cohorts.ts";
import { type ActiveDays, powerUsers } from "./power-users.ts";
import { type ProbeCounts, type ProbeSignal, probeSignal } from "./probe.ts";
import { type Part, quickRatio, rebasedRetention, shareSignal, type Turnover } from "./ratios.ts";
import type { Returns } from "./returns.ts";
import type { FundedVisitors } from "./served-by-funding.ts";
import type { Maturity, Signal } from "./signal.ts";
import { type PaidWeek, type Subsidy, subsidyOf } from "./subsidy.ts";
import { type SurveyAnswers, seanEllis } from "./survey.ts";
import type { TimingThresholds } from "./thresholds.ts";

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
  readonly organic: readonly Returns[];
  /** These three are of the last closed weeks that the quick ratio is of. */
  readonly turnover: readonly Turnover[];
  readonly organicParts: readonly Part[];
  readonly lately: readonly FundedVisitors[];
  readonly answers: SurveyAnswers | null;
  readonly probes: readonly ProbeCounts[];
  /** Null until its days are over. */
  readonly activeDays: ActiveDays | null;
  readonly paid: readonly PaidWeek[];
};

/** From counts to signals; all of them of closed weeks. */
export async function weighSignals(
  of: Weighable,
  seen: Seen,
  thresholds: TimingThresholds,
  signal?: AbortSignal,
): Promise<TimingSignals> {
  const { alpha, quickRatio: quick, rebased } = thresholds;
  const { lastClosed } = seen;
  const closed = lastClosed - seen.firstWeek + 1;
  const weeks = (need: number): Maturity => ({ of: "weeks", have: Math.max(0, Math.min(need, closed)), need });
  // Each of these goes through all of the visitors.
  const inItsTurn = async <Made>(weigh: () => Made): Promise<Made> => {
    await giveWay(signal);
    return weigh();
  };
  const oldest = await inItsTurn(() => rebasedOf(of.organic, lastClosed, rebased.early, rebased.late));
  return {
    seanEllis: of.answers && seanEllis(of.answers, thresholds.seanEllis.veryDisappointed, alpha),
    quickRatio: await inItsTurn(() => quickRatio(of.turnover, weeks(quick.weeks), quick.above, alpha)),
    organicShare: await inItsTurn(() =>
      shareSignal(of.organicParts, weeks(quick.weeks), thresholds.organicShare, alpha),
    ),
    purchasedShare: await inItsTurn(() =>
      shareSignal(purchasedParts(of.lately), weeks(quick.weeks), thresholds.purchasedShare, alpha),
    ),
    subsidy: subsidyOf(of.paid, { weeks: thresholds.subsidy.weeks, threshold: thresholds.subsidy.below, alpha }),
    powerUsers: powerUsers(of.activeDays ?? { visitors: [] }, weeks(windowDays / 7), {
      atLeastDays: thresholds.powerUsers.atLeastDays,
      threshold: thresholds.powerUsers.share,
      alpha,
    }),
    probes: of.probes.flatMap((counts) => probeSignal(counts, thresholds.probe.noise, alpha) ?? []),
    // A cohort has its late week behind it once that many more are closed.
    rebased: await inItsTurn(() => rebasedRetention(oldest, weeks(rebased.late + 1), rebased.atLeast, alpha)),
  };
}

const purchasedParts = (lately: readonly FundedVisitors[]): readonly Part[] =>
  lately.map(({ visitors, free, granted, purchased }) => ({ visitors, part: purchased, rest: free + granted }));
