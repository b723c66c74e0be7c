import type { Chance } from "../random.ts";
import type { Visit } from "../visit/visit.ts";
import type { Returns } from "../world/habit.ts";
import { dayMs } from "./population.ts";
import { type Setting, weekdayOf, weekOf } from "./setting.ts";
import { timeOfDay } from "./visitor.ts";

/** A visitor stays away from the last event of a visit at least this long: a session ends after 30 minutes. */
const restMs = 31 * 60_000;

/** When somebody comes again after a visit, by their habit and what the visit was like. Null: never. */
export function returnOf(visit: Visit): number | null {
  const { visitor, setting, chance } = visit;
  const { habit, campaign } = visitor;
  const today = Math.floor(visitor.nextAtMs / dayMs) - setting.firstDayNumber;
  const atFirst = visitor.visits === 1 || (habit.returnsAtFirst?.unit === "week" && visitor.servedWeeks <= 1);
  const returns = (atFirst ? habit.returnsAtFirst : undefined) ?? habit.returns;
  const felt = feltOf(visit);
  const day =
    returns.unit === "day"
      ? today + gapOf(setting, chance, returns, felt, today)
      : dayInWeeks(setting, chance, returns, felt, today);
  if (day >= setting.days) return null;
  if (visitor.farms && campaign !== null && day > campaign.lastDay) {
    if (!chance.happens(campaign.farmersStay)) return null;
    visitor.farms = false;
  }
  return Math.max(setting.startMs + day * dayMs + timeOfDay(setting, chance), visit.atMs + restMs);
}

/** What the visit and all before it did to the hazard of every gap. */
function feltOf({ visitor, setting, asked, served, kept, ranOut }: Visit): number {
  const { experience } = setting.world;
  let felt = visitor.effects.returns;
  if (asked === 0) felt *= experience.askedNothing;
  else if (served === 0) felt *= experience.unserved;
  else if (kept === 0) felt *= experience.keptNothing;
  if (ranOut) felt *= experience.ranOut;
  if (visitor.trust === "trusting") felt *= experience.trusting;
  if (visitor.trust === "distrusting") felt *= experience.distrusting;
  return felt;
}

/** Days until the next visit; beyond the last day of the population: never, as far as it can tell. */
function gapOf(setting: Setting, chance: Chance, { hazard, later }: Returns, felt: number, today: number): number {
  const point = chance.next();
  let away = 1; // the chance not to have come until a gap
  for (let gap = 1; today + gap < setting.days; gap += 1) {
    const planted = hazard[gap - 1] ?? later;
    away *= 1 - Math.min(1, planted * felt * setting.dayFactor(today + gap));
    if (point >= away) return gap;
  }
  return setting.days;
}

function dayInWeeks(setting: Setting, chance: Chance, returns: Returns, felt: number, today: number): number {
  const { hazard, later, again } = returns;
  const dayNumber = setting.firstDayNumber + today;
  const untilMonday = 7 - weekdayOf(dayNumber);
  if (untilMonday > 1 && chance.happens(again)) return dayAmong(setting, chance, today + 1, untilMonday - 1);
  const point = chance.next();
  const weeksLeft = weekOf(setting.firstDayNumber + setting.days - 1) - weekOf(dayNumber);
  let away = 1;
  for (let gap = 1; gap <= weeksLeft; gap += 1) {
    away *= 1 - Math.min(1, (hazard[gap - 1] ?? later) * felt);
    if (point >= away) return dayAmong(setting, chance, today + untilMonday + 7 * (gap - 1), 7);
  }
  return setting.days;
}

/** One of `count` days from `first`, by the rhythm of the week. */
function dayAmong({ dayFactor }: Setting, chance: Chance, first: number, count: number): number {
  let whole = 0;
  for (let day = 0; day < count; day += 1) whole += dayFactor(first + day);
  let point = chance.next() * whole;
  for (let day = 0; day < count - 1; day += 1) {
    point -= dayFactor(first + day);
    if (point < 0) return first + day;
  }
  return first + count - 1;
}
