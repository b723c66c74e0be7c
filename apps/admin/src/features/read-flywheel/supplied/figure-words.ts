import { formatCount } from "@flywheel/ui";
import { sayInterval, sayPoints, sayShare } from "../../../by-week/amounts.ts";
import { weekStartMs } from "../../../by-week/weeks.ts";
import { formatDay } from "../../../words/moments.ts";
import type { Breakdown, Figure } from "./answer.ts";

const two = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });
const usd = new Intl.NumberFormat("en-GB", { style: "currency", currency: "USD", maximumFractionDigits: 2 });
/** Nothing is known of it, or it is shared by all. */
export const notToldApart = "not told apart";

export function sayAmount(amount: Figure["supplied"]): string {
  if (amount === null) return notToldApart;
  const { value, unit } = amount;
  if (unit === "micro-USD") return usd.format(value / 1_000_000);
  const counted = Number.isInteger(value) ? formatCount(value) : two.format(value);
  return `${counted} ${value === 1 ? unit.replace(/s$/, "") : unit}`;
}

export function sayHealth(health: Figure["health"]): string {
  if (health === null) return notToldApart;
  return health.ratio === null ? "none" : sayShare(health.ratio);
}

/** Of the ratio: the two numbers that it is made of. */
export function sayParts(health: Figure["health"]): string {
  if (health === null) return "";
  const { numerator, denominator, unit } = health;
  // Without facts of the network ten models were asked "of 0".
  if (denominator === 0) return "none supplied that is known of";
  if (unit === "micro-USD") return `${usd.format(numerator / 1_000_000)} of ${usd.format(denominator / 1_000_000)}`;
  return `${formatCount(numerator)} of ${formatCount(denominator)} ${unit}`;
}

export function sayRatioInterval(health: Figure["health"]): string {
  if (health === null) return "";
  if (health.interval !== null) return sayInterval(health.interval, sayShare);
  return health.method === "none" ? "no sample" : "withheld";
}

/** In points of the ratio. */
export function sayFigureChange(change: Figure["change"]): string {
  if (change === null) return "";
  const points = `${sayPoints(change.difference)} points`;
  return change.interval === null ? points : `${points} (${sayInterval(change.interval, sayPoints)})`;
}

export function sayGroup(group: string, by: Breakdown["by"]): string {
  if (group === "") return by === "variant" ? "Saw none" : "None";
  return by === "cohort" ? formatDay(weekStartMs(Number(group))) : group;
}
