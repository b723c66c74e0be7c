import type { NodeCard } from "@flywheel/api/type";
import { formatCount, formatUsd } from "@flywheel/ui";

export type Standing = { readonly words: string; readonly color: "pine" | "yellow" | "red" | "gray" };

/** A node may be active in the registry and not answer: its heartbeat is not late yet. */
export function standingOf({ condition, isActive, enabled, speedPercent }: NodeCard): Standing {
  if (!enabled) return { words: "Disabled", color: "gray" };
  if (condition === "down") return { words: isActive ? "Does not answer" : "Inactive", color: "red" };
  if (!isActive) return { words: "Waiting for its heartbeat", color: "gray" };
  if (condition === "slow") return { words: `Slow: ${speedPercent} % of its speed`, color: "yellow" };
  return { words: "Well", color: "pine" };
}

export const sayPlaces = ({ busy, busyWithOthers, maxConcurrent }: NodeCard): string =>
  `${formatCount(busy + busyWithOthers)} of ${formatCount(maxConcurrent)} taken: ${formatCount(busy)} by us, ${formatCount(busyWithOthers)} by others`;

/** What it promises; what it keeps of that is its standing. */
export function saySpeeds({ tokensPerSecond, imagesPerMinute }: NodeCard): string {
  const words = tokensPerSecond > 0 ? [`${formatCount(tokensPerSecond)} tokens a second`] : [];
  const pictures = imagesPerMinute > 0 ? [`${formatCount(imagesPerMinute)} pictures a minute`] : [];
  return [...words, ...pictures].join(", ");
}

export const sayCost = ({ costMicroUsdPerHour }: NodeCard): string => `${formatUsd(costMicroUsdPerHour)} an hour`;
