import { formatCount } from "@flywheel/ui";
import { sayRatio, sayShare } from "../../by-week/amounts.ts";
import type { Measured, ProbeSignal, Signal, Signals, Thresholds, Withheld } from "./answer.ts";

type SignalName = Exclude<keyof Signals, "subsidy" | "probes">;
export type SignalRow = {
  readonly key: string;
  readonly name: string;
  readonly what: string;
  readonly signal: Signal | null;
  readonly say: (value: number) => string;
  /** Of what `n` counts. */
  readonly unit: "visitors" | "weeks" | "answers";
};

type Words = (thresholds: Thresholds) => Omit<SignalRow, "key" | "signal">;

/** What each signal is. A record, so that a new one fails to compile here. */
const words = {
  quickRatio: ({ quickRatio }) => ({
    name: "Quick ratio",
    what: `Organic visitors who came into use, new or back, by those who went out of it, in the last ${quickRatio.weeks} closed weeks.`,
    say: sayRatio,
    unit: "visitors",
  }),
  organicShare: ({ quickRatio }) => ({
    name: "Organic share",
    what: `Of those active in the last ${quickRatio.weeks} closed weeks, those without incentives.`,
    say: sayShare,
    unit: "visitors",
  }),
  purchasedShare: ({ quickRatio }) => ({
    name: "Purchased share",
    what: `Of requests served in the last ${quickRatio.weeks} closed weeks, those on purchased credits.`,
    say: sayShare,
    unit: "visitors",
  }),
  powerUsers: ({ powerUsers }) => ({
    name: "Power users",
    what: `Of those active in the last 28 days that are over, those active on at least ${powerUsers.atLeastDays} of them.`,
    say: sayShare,
    unit: "visitors",
  }),
  rebased: ({ rebased }) => ({
    name: `W${rebased.late}/W${rebased.early} retention`,
    what: `Of the same organic cohorts, those active in week ${rebased.late} by those active in week ${rebased.early}.`,
    say: sayRatio,
    unit: "visitors",
  }),
  seanEllis: () => ({
    name: "Sean Ellis",
    what: "Of activated visitors who answered in the range, each by their last answer and N/A left out, those who would be very disappointed without it.",
    say: sayShare,
    unit: "answers",
  }),
} as const satisfies Record<SignalName, Words>;

/** All signals that are one number, in the order of the page. */
export function signalRows(signals: Signals, thresholds: Thresholds): readonly SignalRow[] {
  const rows = (Object.keys(words) as SignalName[]).map((key) => ({
    key,
    signal: signals[key],
    ...words[key](thresholds),
  }));
  const subsidy: SignalRow = {
    key: "subsidy",
    name: "Subsidy share",
    what: "Of what nodes and publishers were paid in the whole network, whatever app or segment is chosen, the rewards. Weeks are few and depend on each other, so it is rough.",
    signal: signals.subsidy.share,
    say: sayShare,
    unit: "weeks",
  };
  return [...rows, subsidy];
}

export type Reading = { readonly title: string; readonly color: string };

/** Where the whole interval stands to the threshold: only then is it said to be on one side. */
export function readingOf({ passes, bound, interval, threshold }: Measured): Reading {
  if (passes) return { title: bound === "low" ? "Above" : "Below", color: "pine" };
  const misses = bound === "low" ? interval.high < threshold : interval.low > threshold;
  if (misses) return { title: bound === "low" ? "Below" : "Above", color: "red" };
  return { title: "Not sure", color: "gray" };
}

export const sayThreshold = ({ bound, threshold }: Measured, say: (value: number) => string): string =>
  bound === "low" ? `lower bound above ${say(threshold)}` : `upper bound below ${say(threshold)}`;

/** How much of what a signal needs there is. */
export const sayMaturity = ({ maturity: { of, have, need } }: Pick<Signal, "maturity">): string =>
  `${formatCount(have)} of ${formatCount(need)} ${of}`;

/** Why a signal has no value. */
export function sayWithheld(signal: Withheld, unit: SignalRow["unit"]): string {
  switch (signal.because) {
    case "too-few":
      return `Withheld: too few ${unit} to say anything (${formatCount(signal.n)}).`;
    case "not-matured":
      return `Withheld: not matured, ${sayMaturity(signal)}.`;
  }
}

/** Not a lack of demand: nobody asked. */
export const noSurvey = "No survey is asked about. Name one above.";

export const probeReadings = {
  noise: { title: "Noise", color: "gray", says: "clicks are below the limit with the whole interval" },
  unclear: { title: "Not sure", color: "gray", says: "the interval of clicks reaches across the limit" },
  signal: { title: "Signal", color: "pine", says: "clicks are at or above the limit with the whole interval" },
} as const satisfies Record<ProbeSignal["reads"], Reading & { readonly says: string }>;
