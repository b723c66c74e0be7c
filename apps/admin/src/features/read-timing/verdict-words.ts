import { formatCount } from "@flywheel/ui";
import { sayRatio, sayShare } from "../../by-week/amounts.ts";
import { sayCount } from "../../by-week/weeks.ts";
import type { Targets } from "../../stated/targets.ts";
import { layerIds, layerNames } from "../../words/layer-names.ts";
import type { Farmed, Timing, Verdict } from "./answer.ts";

type Words = { readonly title: string; readonly sentence: string; readonly color: string };

/** Each verdict in one plain sentence. A record, so that a new verdict fails to compile here. */
export const timingWords = {
  insufficient: {
    title: "Insufficient",
    sentence: "It cannot be said yet whether the demand is here.",
    color: "gray",
  },
  "supply-limited": {
    title: "Supply-limited",
    sentence:
      "Supply limits the demand: those who were fully served keep coming, and supply has its share of the opportunity.",
    color: "amber",
  },
  here: {
    title: "Here",
    sentence:
      "The demand is here: organic purchasers keep coming, and the organic share and the quick ratio are above their thresholds.",
    color: "pine",
  },
  early: {
    title: "Early",
    sentence: "The demand is early: at least one segment keeps coming, but breadth is missing.",
    color: "blue",
  },
  absent: {
    title: "Absent",
    sentence: "The demand is absent: in every segment that can be judged, retention falls week by week.",
    color: "red",
  },
} as const satisfies Record<Timing, Words>;

/** Why the verdict is as it is, in the words of its rule. */
export function sayWhy({ is, missing, thresholds, curves }: Verdict): string {
  const { plateau, organicShare, quickRatio, supply } = thresholds;
  switch (is) {
    case "insufficient":
      return missing.length > 0
        ? "Too little has matured. What is missing stands below; without it nothing is said, neither for demand nor against it."
        : "Enough has matured, but none of the four findings (supply-limited, here, early, absent) holds. What each of them lacks stands below.";
    case "supply-limited":
      return `Compute, models and incentives have at least ${sayShare(supply.shareOfOpportunity)} of all opportunity by its lower bound, models are busy in at least ${sayShare(supply.busyMinutes)} of model-minutes, and retention holds among the fully served.`;
    case "here":
      return `The retention of organic purchasers holds, the organic share is above ${sayShare(organicShare)} and the quick ratio above ${sayRatio(quickRatio.above)}, each by its lower bound. Granted use is left out.`;
    case "early": {
      const holding = curves.segments.filter(({ corrected }) => corrected?.holds).length;
      return `Retention holds in ${sayCount(holding, "segment")} of ${curves.segments.length} that were looked at, corrected for that number. What it would take to be here stands below.`;
    }
    case "absent":
      return `In every judged segment the upper bound of the weekly retention ratio is below ${sayRatio(plateau.weeklyRatio)}.`;
  }
}

export function sayFarmed(farmed: Farmed): string {
  const { n, hazardRatio, rule } = farmed;
  const leaving =
    hazardRatio === null
      ? ""
      : `, and their visitors leave ${sayRatio(hazardRatio.estimate)} times as often in the week their grants end (lower 90 % bound ${sayRatio(hazardRatio.low)}, at least ${sayRatio(rule.hazardRatio)} needed; ${sayCount(n, "visitor")} with grants)`;
  return `Farmed: ${sayGranted(farmed)} (more than ${sayShare(rule.grantedShare)} needed)${leaving}.`;
}

/** A share with the two counts that it is made of. */
function sayGranted({ grantedShare, served: { free, granted, purchased } }: Farmed): string {
  return `${sayShare(grantedShare)} of served requests are granted, ${formatCount(granted)} of ${formatCount(free + granted + purchased)}`;
}

/** What was found of it where farmed is not said, so that silence is no finding. */
export function sayNotFarmed({ is, farmed: found }: Verdict): string {
  const { n, hazardRatio, farmed } = found;
  const because = farmed ? `beside ${timingWords[is].title.toLowerCase()} it explains nothing` : null;
  const leaving =
    hazardRatio === null
      ? `how often visitors leave when grants end cannot be told yet (${sayCount(n, "visitor")} with grants)`
      : `in the week grants end visitors leave ${sayRatio(hazardRatio.estimate)} times as often as in others (lower 90 % bound ${sayRatio(hazardRatio.low)}, ${sayCount(n, "visitor")} with grants)`;
  return `Farmed is not said${because ? `, because ${because}` : ""}: ${sayGranted(found)}; ${leaving}.`;
}

/** Of an answer: its targets decide one check, and which they were is told nowhere else in it. */
export function sayTargets(targets: Targets): string {
  const stated = layerIds.flatMap((layer) => {
    const rate = targets[layer];
    return rate === undefined ? [] : [`${layerNames[layer]} ${sayShare(rate)}`];
  });
  if (stated.length === 0) return "Supply's share of all opportunity is counted up to the usual targets.";
  const others = stated.length < layerIds.length ? "; the others are usual" : "";
  return `Supply's share of all opportunity is counted up to stated targets: ${stated.join(", ")}${others}.`;
}
