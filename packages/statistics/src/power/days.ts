import { isUndecided, type Undecided } from "../undecided.ts";
import { requirePositive } from "../wrong-setting-error.ts";
import type { Plan } from "./plan.ts";
import { detectableEffect, observationsFor } from "./power.ts";

/** A plan on real traffic. */
export type Traffic = {
  /** New observations of these two arms in a day: traffic x coverage x the arms' share of the weights. */
  readonly observationsPerDay: number;
  /** The control's mean today, for the relative effect. */
  readonly baselineMean: number;
  readonly power: number;
};

/** An effect in the metric's unit, and as a share of the baseline: null where that is not above 0. */
export type DetectableEffect = { readonly absolute: number; readonly relative: number | null };

/**
 * How many whole days of traffic find an effect. The days that an outcome's window takes to close come on top: only
 * observations whose window is over are analysed.
 */
export function daysForEffect(plan: Plan, traffic: Traffic, effect: number): number | Undecided {
  requirePositive("observationsPerDay", traffic.observationsPerDay);
  const n = observationsFor(plan, { effect, power: traffic.power });
  return typeof n === "object" && isUndecided(n) ? n : Math.ceil(n / traffic.observationsPerDay);
}

/** Which effect is found in so many days. */
export function effectForDays(plan: Plan, traffic: Traffic, days: number): DetectableEffect {
  requirePositive("observationsPerDay", traffic.observationsPerDay);
  requirePositive("days", days);
  const absolute = detectableEffect(plan, { n: days * traffic.observationsPerDay, power: traffic.power });
  return { absolute, relative: traffic.baselineMean > 0 ? absolute / traffic.baselineMean : null };
}
