import { formatCount } from "@flywheel/ui";
import { sayChange, sayInterval, sayRatio, sayShare, sayShareChange } from "../../../by-week/amounts.ts";
import { layerNames } from "../../../words/layer-names.ts";
import type { GatedLayer } from "../answer.ts";
import { whyWithheld } from "../growth-words.ts";
import type { WhatIfSaid } from "./answer.ts";

/** What compute and incentives would bring is that capacity itself, so none caps it; of other layers it may not be known. */
export function aboutOutcome(layer: GatedLayer): string {
  const cap =
    layer === "compute" || layer === "incentives" ? "" : "; what it gains is capped where spare capacity is known";
  return `Y is purchased requests in the week after${cap}.`;
}

export function sayRateChange({ layer, target, opportunity }: WhatIfSaid["judged"]): string {
  if (opportunity === null) return `Nobody entered the gate of ${layerNames[layer]} in a judged week.`;
  const { passed, entered } = opportunity;
  const now = `${formatCount(passed)} of ${formatCount(entered)} visitor-weeks (${sayShare(passed / entered)})`;
  return `${layerNames[layer]} passes ${now}; at ${sayShare(target.rate)}:`;
}

export function sayGain({ outcome, judged: { opportunity, interval, cut } }: WhatIfSaid): string {
  if (opportunity === null) return "So nothing can be said of Y.";
  const { gain } = opportunity;
  const of = outcome === 0 ? "" : `, ${sayShareChange(gain / outcome)} of the ${formatCount(outcome)} that there are`;
  const sure = interval === null ? "the interval is withheld" : sayInterval(interval, sayChange);
  const capped = cut > 0 ? ` Spare capacity could not have served ${formatCount(cut)} more.` : "";
  return `${sayChange(gain)} purchased requests (${sure})${of}.${capped}`;
}

export function sayGrowthChange({ judged: { layer }, growth }: WhatIfSaid): string {
  if (growth === null) {
    return layer === "usage"
      ? "G is not worked out for usage: coming back is what G itself counts."
      : "G stays: what is before an answer moves how many active weeks there are, not what each comes to.";
  }
  const why = whyWithheld({ ...growth, population: "everybody" });
  if (why !== null) return `G of everybody is not told. ${why}`;
  const { asItIs, atRate, difference } = growth;
  if (asItIs === null || atRate === null)
    return "Nothing can be said of G: nobody entered the gate, or at that rate a gap could not be seen.";
  const sure = difference === null ? "the interval is withheld" : sayInterval(difference, sayChangeOfRatio);
  return `G of everybody: ${sayRatio(asItIs.g)} as it is, ${sayRatio(atRate.g)} then; ${sayChangeOfRatio(atRate.g - asItIs.g)} (${sure}).`;
}

const sayChangeOfRatio = (value: number) => (value > 0 ? `+${sayRatio(value)}` : sayRatio(value));
