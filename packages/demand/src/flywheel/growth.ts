import { type Interval, isUndecided, percentileInterval, type Random } from "@flywheel/statistics";
import { giveWay } from "../asking/turns.ts";
import { collapseInTurns, drawInTurns } from "./bootstrap-in-turns.ts";
import type { Link } from "./links.ts";
import {
  type ActiveWeeks,
  activeWeeksOf,
  offspringOf,
  offspringValues,
  offspringWidth,
  type Population,
  type Seen,
} from "./offspring.ts";
import { longestGapWeeks, type Reproduction, reproductionOf } from "./reproduction.ts";
import type { Trajectory } from "./visitor-weeks.ts";
import { sumRows } from "./weighted-bootstrap.ts";

/** Shown with the answer. */
export const growthThresholds = {
  /** Of the interval, two-sided. */
  alpha: 0.1,
  leastSharers: 30,
  /** Below this share of G, referrals are too small to be wrong about. */
  smallShare: 0.05,
  largestSharer: 0.1,
} as const;

export type Withheld = "gap-not-seen" | "too-few-sharers" | "one-sharer";
export type GrowthVerdict = "sustains-itself" | "does-not-sustain-itself" | "undecided" | "withheld";

export type Growth = {
  readonly population: Population;
  /** Active visitor-weeks of the period, and the visitors whose they are. */
  readonly activeWeeks: number;
  readonly visitors: number;
  readonly referrals: Referrals;
  /** Null while a gap could not be seen. */
  readonly reproduction: Reproduction | null;
  readonly interval: Interval | null;
  readonly withheld: Withheld | null;
  readonly verdict: GrowthVerdict;
};

/** Of links that have had their time. */
export type Referrals = {
  readonly referred: number;
  readonly sharers: number;
  /** Of all that were referred, as a share; 0 when nobody was. */
  readonly largestSharer: number;
};

export type GrowthAsked = {
  readonly population: Population;
  readonly seen: Seen;
  readonly draws: number;
  /** Only parents of this group; whom they brought may be of any. */
  readonly group?: string;
};

/**
 * G of a population with its 90 % interval by a Poisson bootstrap over visitors, in which those who were referred are drawn
 * with whoever brought them. A result that rests on a few sharers is withheld, unless referrals make under 5 % of G: then
 * it does not matter who made them.
 */
export async function growthOf(
  trajectories: readonly Trajectory[],
  links: readonly Link[],
  { population, seen, draws, group }: GrowthAsked,
  random: Random,
): Promise<Growth> {
  await giveWay();
  const everybody = activeWeeksOf(trajectories, links, population);
  const active = group === undefined ? everybody : everybody.filter((_, place) => trajectories[place]?.group === group);
  const rows = await collapseInTurns(valuesOf(active, seen), offspringWidth);
  const reproduction = reproductionOf(offspringOf(sumRows(rows)));
  const drawn = await drawInTurns(rows, draws, random, (sums) => reproductionOf(offspringOf(sums))?.g ?? Number.NaN);
  const found = percentileInterval(drawn, growthThresholds.alpha);
  const interval = isUndecided(found) ? null : found;
  const referrals = referralsOf(active, seen);
  const withheld = reproduction === null || interval === null ? "gap-not-seen" : withheldFor(reproduction, referrals);
  const within = active.map(({ visitors, weeks }) => ({
    visitors,
    weeks: weeks.filter(({ week }) => week >= seen.first && week <= seen.lastClosed).length,
  }));
  return {
    population,
    activeWeeks: within.reduce((sum, { visitors, weeks }) => sum + visitors * weeks, 0),
    visitors: within.reduce((sum, { visitors, weeks }) => sum + (weeks > 0 ? visitors : 0), 0),
    referrals,
    reproduction,
    interval,
    withheld,
    verdict: withheld !== null || interval === null ? "withheld" : verdictOf(interval),
  };
}

function* valuesOf(active: readonly ActiveWeeks[], seen: Seen) {
  for (const it of active) yield { count: it.visitors, values: offspringValues(it, seen) };
}

function referralsOf(active: readonly ActiveWeeks[], { first, lastClosed }: Seen): Referrals {
  const bySharer = active
    .map(({ weeks }) =>
      weeks
        .filter(({ week }) => week >= first && week + longestGapWeeks <= lastClosed)
        .reduce((sum, week) => sum + week.referred, 0),
    )
    .filter((count) => count > 0);
  const referred = bySharer.reduce((sum, count) => sum + count, 0);
  const largest = bySharer.reduce((most, count) => Math.max(most, count), 0);
  return { referred, sharers: bySharer.length, largestSharer: referred === 0 ? 0 : largest / referred };
}

export function withheldFor(
  { shareOfReferrals }: Pick<Reproduction, "shareOfReferrals">,
  { sharers, largestSharer }: Pick<Referrals, "sharers" | "largestSharer">,
): Withheld | null {
  if (shareOfReferrals < growthThresholds.smallShare) return null;
  if (sharers < growthThresholds.leastSharers) return "too-few-sharers";
  return largestSharer > growthThresholds.largestSharer ? "one-sharer" : null;
}

export function verdictOf({ low, high }: Interval): Exclude<GrowthVerdict, "withheld"> {
  if (low >= 1) return "sustains-itself";
  return high < 1 ? "does-not-sustain-itself" : "undecided";
}
