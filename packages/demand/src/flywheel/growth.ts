import { type Interval, isUndecided, percentileInterval, type Random } from "@flywheel/statistics";
import { giveWay, inTurns } from "../asking/turns.ts";
import { collapseInTurns, drawInTurns } from "./bootstrap-in-turns.ts";
import { type ClosedWeeks, firstWithPast } from "./closed-weeks.ts";
import type { Link } from "./links.ts";
import {
  type ActiveWeeks,
  activeWeeksAmong,
  isRipe,
  offspringOf,
  offspringValues,
  offspringWidth,
  type Population,
  type Seen,
} from "./offspring.ts";
import { type Reproduction, reproductionOf } from "./reproduction.ts";
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

/** `past-not-read`: the range begins so late that who is new in it may have been there before. */
export type Withheld = "past-not-read" | "gap-not-seen" | "too-few-sharers" | "one-sharer";
export type GrowthVerdict = "sustains-itself" | "does-not-sustain-itself" | "undecided" | "withheld";

export type Growth = {
  readonly population: Population;
  /** Active visitor-weeks of the period, and the visitors whose they are. */
  readonly activeWeeks: number;
  readonly visitors: number;
  readonly referrals: Referrals;
  /** Null while a gap could not be seen, or who is new. */
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
  readonly seen: SeenWithPast;
  readonly draws: number;
  /** Only parents of this group; whom they brought may be of any. */
  readonly group?: string;
  readonly signal?: AbortSignal | undefined;
};

export type SeenWithPast = Seen & Pick<ClosedWeeks, "firstWhole">;

/**
 * G of a population with its 90 % interval by a Poisson bootstrap over visitors, in which those who were referred are drawn
 * with whoever brought them. A result that rests on a few sharers is withheld, unless referrals make under 5 % of G: then
 * it does not matter who made them. Without a past there is none: who was there before would count as a newcomer.
 */
export async function growthOf(
  trajectories: readonly Trajectory[],
  links: readonly Link[],
  { population, seen, draws, group, signal }: GrowthAsked,
  random: Random,
): Promise<Growth> {
  await giveWay(signal);
  const everybody = await inTurns(trajectories, activeWeeksAmong(trajectories, links, population), signal);
  const active = group === undefined ? everybody : everybody.filter((_, place) => trajectories[place]?.group === group);
  const rows = await collapseInTurns(valuesOf(active, seen), offspringWidth, signal);
  const gOf = (sums: Float64Array) => reproductionOf(offspringOf(sums))?.g ?? Number.NaN;
  const found = percentileInterval(await drawInTurns(rows, draws, random, gOf, signal), growthThresholds.alpha);
  const isPastRead = seen.first >= firstWithPast(seen);
  const reproduction = isPastRead ? reproductionOf(offspringOf(sumRows(rows))) : null;
  const interval = isPastRead && !isUndecided(found) ? found : null;
  const referrals = referralsOf(active, seen);
  const withheld = whyWithheld(interval === null ? null : reproduction, referrals, seen);
  return {
    population,
    activeWeeks: activeWeeksIn(active, seen),
    visitors: active.reduce((sum, own) => sum + (weeksIn(own, seen) > 0 ? own.visitors : 0), 0),
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

/** Active visitor-weeks of the period. */
export const activeWeeksIn = (active: readonly ActiveWeeks[], seen: Seen): number =>
  active.reduce((sum, own) => sum + own.visitors * weeksIn(own, seen), 0);

const weeksIn = ({ weeks }: ActiveWeeks, { first, lastClosed }: Seen): number =>
  weeks.filter(({ week }) => week >= first && week <= lastClosed).length;

export function referralsOf(active: readonly ActiveWeeks[], seen: Seen): Referrals {
  const bySharer = active
    .map((own) => own.weeks.filter(({ week }) => isRipe(week, own, seen)).reduce((sum, week) => sum + week.referred, 0))
    .filter((count) => count > 0);
  const referred = bySharer.reduce((sum, count) => sum + count, 0);
  const largest = bySharer.reduce((most, count) => Math.max(most, count), 0);
  return { referred, sharers: bySharer.length, largestSharer: referred === 0 ? 0 : largest / referred };
}

/** Null of a G that may be told. */
export function whyWithheld(
  reproduction: Pick<Reproduction, "shareOfReferrals"> | null,
  referrals: Pick<Referrals, "sharers" | "largestSharer">,
  seen: SeenWithPast,
): Withheld | null {
  if (seen.first < firstWithPast(seen)) return "past-not-read";
  return reproduction === null ? "gap-not-seen" : withheldFor(reproduction, referrals);
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
