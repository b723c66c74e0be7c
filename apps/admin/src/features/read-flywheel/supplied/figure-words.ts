import { formatCount, formatUsd } from "@flywheel/ui";
import { sayInterval, sayPoints, sayShare } from "../../../by-week/amounts.ts";
import { weekStartMs } from "../../../by-week/weeks.ts";
import { formatDay } from "../../../words/moments.ts";
import type { Breakdown, Figure } from "./answer.ts";

const two = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** Of all together nothing is shared: what is not said, nobody told. */
const notKnown = "not known";

/**
 * Of a group: nobody told which models there are or how full one is; all else is shared by all groups, or what they are
 * made by.
 */
export const whyMissing = (layer: Figure["layer"], by: Breakdown["by"]): string => {
  const isOfGroup = layer === "models" ? by !== "model" && by !== "funding" : layer === "compute" && by === "model";
  return isOfGroup || by === "nothing" ? notKnown : notToldApart;
};
export const notToldApart = "not told apart";

export function sayAmount(amount: Figure["supplied"]): string {
  if (amount === null) return notKnown;
  const { value, unit } = amount;
  if (unit === "micro-USD") return formatUsd(value);
  const counted = Number.isInteger(value) ? formatCount(value) : two.format(value);
  return `${counted} ${value === 1 ? unit.replace(/s$/, "") : unit}`;
}

export function sayHealth(health: Figure["health"]): string {
  if (health === null) return notKnown;
  return health.ratio === null ? "none" : sayShare(health.ratio);
}

/** Of the ratio: the two numbers that it is made of. */
export function sayParts(health: Figure["health"]): string {
  if (health === null) return "";
  const { numerator, denominator, unit } = health;
  // Nobody may list any more what was asked for before: no "10 of 0".
  if (denominator === 0) return "none supplied";
  if (unit === "micro-USD") return `${formatUsd(numerator)} of ${formatUsd(denominator)}`;
  return `${formatCount(numerator)} of ${formatCount(denominator)} ${unit}`;
}

export function sayRatioInterval(health: Figure["health"]): string {
  if (health === null) return "";
  if (health.interval !== null) return sayInterval(health.interval, sayShare);
  return health.method === "none" ? "no sample" : "withheld";
}

/** Usage is of who was active in the weeks before; where those are not read, nobody was active in them is not known. */
export const isOfUnreadWeeks = ({ layer, health }: Pick<Figure, "layer" | "health">, isBeforeRead: boolean): boolean =>
  layer === "usage" && health?.denominator === 0 && !isBeforeRead;
export const pastNotRead = `${notKnown}: the past does not reach back`;

/** In points of the ratio. */
export function sayFigureChange(change: Figure["change"]): string {
  if (change === null) return "";
  const points = `${sayPoints(change.difference)} points`;
  return change.interval === null ? points : `${points} (${sayInterval(change.interval, sayPoints)})`;
}

export function sayGroup(group: string, by: Breakdown["by"]): string {
  if (group === "") return by === "variant" ? "Saw none" : "None";
  // No variant is called so.
  if (group === "*") return "Saw several";
  return by === "cohort" ? formatDay(weekStartMs(Number(group))) : group;
}
