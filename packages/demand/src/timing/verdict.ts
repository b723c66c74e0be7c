import type { Random } from "@flywheel/statistics";
import { type Check, checkOf, lowBoundCheck, plateauChecks } from "./check.ts";
import { type Curves, curvesOf } from "./curves.ts";
import type { SupplyEvidence, TimingEvidence } from "./evidence.ts";
import type { Farmed } from "./farmed.ts";
import { lastMaturedAge, maturedVisitors } from "./returns.ts";
import type { TimingThresholds } from "./thresholds.ts";

export const timings = ["insufficient", "supply-limited", "here", "early", "absent"] as const;
export type Timing = (typeof timings)[number];

/** A rule holds when all its checks are met. */
export type Rule = {
  readonly timing: Exclude<Timing, "insufficient">;
  readonly checks: readonly Check[];
  readonly holds: boolean;
};

export type TimingVerdict = {
  readonly is: Timing;
  /** Without these nothing can be said; those not met are what is missing. */
  readonly sufficient: readonly Check[];
  /** In the order in which they are asked; the first that holds is the verdict. */
  readonly rules: readonly Rule[];
  /** What keeps it from being said at all, or, of `insufficient` for want of a rule that holds, nothing. */
  readonly missing: readonly Check[];
  /** What the verdict rests on: it ends when one of these is no longer met. */
  readonly restsOn: readonly Check[];
  /** What would change it: a rule asked before, once all of these are met. */
  readonly wouldBecome: readonly { readonly timing: Rule["timing"]; readonly once: readonly Check[] }[];
  /** Weeks until those who are here have matured; null when more visitors are needed, or none. */
  readonly lookAgainInWeeks: number | null;
  readonly curves: Curves;
  readonly farmed: Farmed;
  /** Farming explains what is not there; beside demand that is here it is not said. */
  readonly saysFarmed: boolean;
  readonly thresholds: TimingThresholds;
};

/**
 * Is the demand here today? The first that holds of supply-limited, here, early and absent; `insufficient` before them
 * while too little has matured, and after them when none holds. What cannot be told meets no check, so nothing is said for
 * want of evidence.
 */
export async function judgeTiming(
  evidence: TimingEvidence,
  thresholds: TimingThresholds,
  random: Random,
  signal?: AbortSignal,
): Promise<TimingVerdict> {
  const curves = await curvesOf(evidence, thresholds, random, signal);
  const sufficient = sufficientChecks(evidence, thresholds);
  const rules = rulesOf(evidence, curves, thresholds);
  const missing = sufficient.filter(({ met }) => !met);
  const place = missing.length > 0 ? -1 : rules.findIndex(({ holds }) => holds);
  const rule = rules[place];
  const is = rule?.timing ?? "insufficient";
  const before = rule ? rules.slice(0, place) : rules;
  return {
    is,
    sufficient,
    rules,
    missing,
    restsOn: rule ? [...sufficient, ...rule.checks] : [],
    wouldBecome: before.map(({ timing, checks }) => ({ timing, once: checks.filter(({ met }) => !met) })),
    lookAgainInWeeks: missing.length > 0 ? weeksUntilSufficient(evidence, thresholds) : null,
    curves,
    farmed: evidence.farmed,
    saysFarmed: evidence.farmed.farmed && (is === "absent" || is === "early" || is === "insufficient"),
    thresholds,
  };
}

function sufficientChecks({ organic, lastClosed }: TimingEvidence, thresholds: TimingThresholds): readonly Check[] {
  const { visitors, plateau } = thresholds;
  const ages = Array.from({ length: plateau.points }, (_, place) => place + 1);
  const points = ages.filter((age) => maturedVisitors(organic, lastClosed, age) >= visitors).length;
  return [
    checkOf("matured-visitors", maturedVisitors(organic, lastClosed, plateau.points), "reach", visitors),
    checkOf("matured-points", points, "reach", plateau.points),
  ];
}

function rulesOf(evidence: TimingEvidence, curves: Curves, thresholds: TimingThresholds): readonly Rule[] {
  const { plateau, purchasers, segmentVisitors } = thresholds;
  const rule = (timing: Rule["timing"], checks: readonly Check[]): Rule => ({
    timing,
    checks,
    holds: checks.every(({ met }) => met),
  });
  const holding = curves.segments.filter(({ corrected }) => corrected?.holds).length;
  // Whoever cannot be judged is no reason to say that demand is there, nor that it is gone: everybody is judged.
  const standing = curves.segments.filter(({ plain }) => plain !== null && !plain.falls).length;
  return [
    rule("supply-limited", [
      ...supplyChecks(evidence.supply, thresholds),
      ...plateauChecks(["fully-served-visitors", "fully-served-ratio", "fully-served-level"], curves.fullyServed, {
        ...plateau,
        atLeast: segmentVisitors,
      }),
    ]),
    rule("here", [
      ...plateauChecks(["purchasers", "purchasers-ratio", "purchasers-level"], curves.purchasers, {
        ...plateau,
        atLeast: purchasers,
      }),
      lowBoundCheck("organic-share", evidence.organicShare, thresholds.organicShare),
      lowBoundCheck("quick-ratio", evidence.quickRatio, thresholds.quickRatio.above),
    ]),
    rule("early", [checkOf("segments-that-hold", holding, "reach", 1)]),
    rule("absent", [checkOf("segments-that-do-not-fall", curves.everyone ? standing : null, "stay-below", 1)]),
  ];
}

function supplyChecks(supply: SupplyEvidence | null, { supply: needs }: TimingThresholds): readonly Check[] {
  const share = supply === null ? null : lowShareOf(supply.opportunity);
  const busy = supply === null || supply.minutes.all === 0 ? null : supply.minutes.busy / supply.minutes.all;
  return [
    checkOf("supply-share-of-opportunity", share, "reach", needs.shareOfOpportunity),
    checkOf("busy-minutes", busy, "reach", needs.busyMinutes),
  ];
}

/** The 5 % quantile of supply's share, draw by draw; where nothing is to be gained at all, supply has none of it. */
function lowShareOf(draws: SupplyEvidence["opportunity"]): number | null {
  const shares = draws.map(({ supply, all }) => (all > 0 ? supply / all : 0)).sort((a, b) => a - b);
  return shares[Math.floor(0.05 * shares.length)] ?? null;
}

/** Of visitors who are known already. */
function weeksUntilSufficient({ organic, lastClosed }: TimingEvidence, thresholds: TimingThresholds): number | null {
  const { visitors, plateau } = thresholds;
  for (let weeks = 1; weeks <= plateau.points; weeks += 1) {
    const choice = { ...plateau, atLeast: visitors, lastClosed: lastClosed + weeks };
    if (lastMaturedAge(organic, choice) !== null) return weeks;
  }
  return null;
}
