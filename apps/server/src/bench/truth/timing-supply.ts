import { type Knobs, type Shortage, timingWeeks } from "./timing-knobs.ts";
import { weeklyRatioOf } from "./timing-returns.ts";

const lately = 8;
/** Of the day, in which the evening's share of the asks is lost. */
export const evening = { fromHour: 16, hours: 8, weight: 3 } as const;
/** What should be served. */
export const servedTarget = 0.98;
/** How far payments and usage are below what is stated for them, as shares of it: near their targets, not at them. */
export const nearly = { payments: 0.005, usage: 0.005 } as const;

/** Share of the visits that come in the evening, which are `weight` times as many as in another hour. */
const eveningShare = (evening.hours * evening.weight) / (evening.hours * evening.weight + 24 - evening.hours);

/** Asks that are refused in a busy hour. */
export const refusedInEvening = ({ share }: Shortage): number => share / eveningShare;

/**
 * One visit a week with one ask, lost with chance s; whoever was served comes again with hazard p in every week, whoever was
 * not with p times `unserved`, until they come. So visitors are in one of two states, and all follows from a step:
 *
 *   served' = served (1 - p s) + hurt p' (1 - s),   there in a week: served p + hurt p'
 */
export function plantedSupply(
  knobs: Knobs,
  shortage: Shortage,
  arrivals: readonly number[],
  ages: readonly number[],
): { readonly servedRatio: number; readonly share: number; readonly busy: number } {
  const { share: s } = shortage;
  const p = knobs.returns.later;
  const pHurt = p * shortage.unserved;
  const step = (served: number) => served * (1 - p * s) + (1 - served) * pHurt * (1 - s);

  // Whoever was fully served until the judged weeks is in the first state when they begin.
  const active: number[] = [];
  for (let [place, served] = [0, 1]; place < ages.length; place += 1, served = step(served)) {
    active.push((1 - s) * (served * p + (1 - served) * pHurt));
  }
  return {
    servedRatio: weeklyRatioOf(active),
    share: shareOfOpportunity(knobs, { s, p, pHurt }),
    busy: busyShare(shortage, visitsOf(arrivals, { s, p, pHurt })),
  };
}

type Chances = { readonly s: number; readonly p: number; readonly pHurt: number };

/**
 * Gains per visitor-week that has a visit, on purchased requests of the week after, c a served visit:
 *
 *   supply    (r* - (1 - s)) (p - p') (1 - s) c
 *   payments  of kept outputs, the share that is missing, of whom each brings what a payer does
 *   usage     of served weeks, the share that is missing, of whom each brings what one who returns does
 */
function shareOfOpportunity({ payers, keeps }: Knobs, { s, p, pHurt }: Chances): number {
  const c = keeps * payers;
  const supply = (servedTarget - (1 - s)) * (p - pHurt) * (1 - s) * c;
  const payments = (1 - s) * keeps * payers * nearly.payments * p * (1 - s) * keeps;
  const usage = (1 - s) * nearly.usage * p * (1 - s) * c;
  return supply / (supply + payments + usage);
}

/** Chance to be served again within four weeks of a served one. */
export function returnedOf({ returns }: Knobs, { share: s, unserved }: Shortage): number {
  const [p, pHurt] = [returns.later, returns.later * unserved];
  let [served, hurt] = [1, 0];
  for (let week = 0; week < 4; week += 1) {
    [served, hurt] = [served * (1 - p), served * p * s + hurt * (1 - pHurt * (1 - s))];
  }
  return 1 - served - hurt;
}

/** Of each week. */
function visitsOf(arrivals: readonly number[], { s, p, pHurt }: Chances): readonly number[] {
  let [served, hurt] = [0, 0];
  return arrivals.map((came) => {
    const visits = came + served * p + hurt * pHurt;
    // Nobody new is in a state before their first visit.
    const lost = came * s + served * p * s + hurt * pHurt * s;
    const answered = visits - lost;
    [served, hurt] = [served * (1 - p) + answered, hurt * (1 - pHurt) + lost];
    return visits;
  });
}

/** Share of the hours of the last weeks in which at least 0.8 of what is there is asked for. */
function busyShare(shortage: Shortage, visits: readonly number[]): number {
  const [calmHours, busyHours] = shortage.of === "evenings" ? [24 - evening.hours, evening.hours] : [0, 24];
  const first = visits[timingWeeks - lately] ?? 1;
  const busy = visits.slice(-lately).reduce((sum, own) => {
    const rho = (shortage.rho * own) / first;
    const calm = rho / evening.weight;
    return sum + (rho >= 0.8 ? busyHours : 0) + (calm >= 0.8 ? calmHours : 0);
  }, 0);
  return busy / (24 * lately);
}

/** Visits of a busy hour in the first of the last weeks. */
export function busyVisits(knobs: Knobs, shortage: Shortage, arrivals: readonly number[]): number {
  const p = knobs.returns.later;
  const visits = visitsOf(arrivals, { s: shortage.share, p, pHurt: p * shortage.unserved });
  const day = (visits[timingWeeks - lately] ?? 0) / 7;
  return shortage.of === "evenings" ? (day * eveningShare) / evening.hours : day / 24;
}
