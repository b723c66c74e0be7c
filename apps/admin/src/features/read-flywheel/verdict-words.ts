import { sayShare } from "../../by-week/amounts.ts";
import { layerNames } from "../../words/layer-names.ts";
import { formatDay } from "../../words/moments.ts";
import type { GatedLayer, Judgement } from "./answer.ts";
import { evidenceWords, sides } from "./layer-words.ts";
import type { DaysStanding } from "./use-flywheel.ts";

export type VerdictWords = {
  /** `named` is no good news and no alarm; nothing here is green. */
  readonly tone: "named" | "open";
  readonly sentence: string;
  readonly why: string;
};

/** Why no layer can be compared with another at all. */
type Untold = "nobody-judged" | "nobody-purchased";
const untoldWords = {
  "nobody-judged": {
    sentence: "Nothing can be said of the layers yet.",
    why: "A week is judged by the purchased requests of the week after it, and no week with visitors has one that is over.",
    probe: "Wait until a week with visitors, and the week after it, are over.",
  },
  "nobody-purchased": {
    sentence: "No layer's gain can be told, because nobody purchased a request in the week after.",
    why: "Gains are counted in purchased requests of the next week. The rates below stand.",
    probe: "There is no gain to go by: look at where visits stop, in the rates and the lost demand below.",
  },
} as const satisfies Record<Untold, Readonly<Record<"sentence" | "why" | "probe", string>>>;

function untoldOf({ layers, outcome }: Pick<Judgement, "layers" | "outcome">): Untold | null {
  if (!isAnyJudged(layers)) return "nobody-judged";
  return outcome === 0 ? "nobody-purchased" : null;
}

/** Until then no layer has a number, and 0 would be taken for one. */
export const isAnyJudged = (layers: Judgement["layers"]): boolean =>
  layers.some(({ opportunity }) => opportunity !== null);

/** Which layer holds demand back, in one sentence, and what that rests on. */
export function sayBottleneck(judgement: Judgement): VerdictWords {
  const untold = untoldOf(judgement);
  if (untold !== null) {
    const { sentence, why } = untoldWords[untold];
    return { tone: "open", sentence, why };
  }
  const { bottleneck, layers, daysLeftOut, thresholds } = judgement;
  switch (bottleneck.is) {
    case "named": {
      const { evidence } = layers.find(({ layer }) => layer === bottleneck.layer) ?? { evidence: "observed" as const };
      const side = sides[bottleneck.layer];
      return {
        tone: "named",
        sentence: `${layerNames[bottleneck.layer]} ${daysLeftOut > 0 ? "holds" : "may hold"} demand back (${side === null ? "" : `${side} side, `}support ${sayShare(bottleneck.support)}, evidence: ${evidenceWords[evidence].title.toLowerCase()}).`,
        why: `Its gain is the largest in that share of draws and ${sayLowShare(bottleneck.lowShare)}. Evidence: ${evidenceWords[evidence].says}.`,
      };
    }
    case "undecided": {
      const [first, second] = bottleneck.between.map((layer) => layerNames[layer]) as [string, string];
      return {
        tone: "open",
        sentence: `Undecided between ${bottleneck.between.map(sayLayer).join(" and ")} (support of ${first} ${sayShare(bottleneck.support)}).`,
        why: whyUndecided(bottleneck, thresholds, first, second),
      };
    }
    case "none-stands-out":
      return {
        tone: "open",
        sentence: "None stands out.",
        why: `No layer's gain is surely worth ${sayShare(thresholds.shareOfOutcome)} of Y. ${layerNames[bottleneck.largest]} is the largest most often (support ${sayShare(bottleneck.support)}); ${sayLowShare(bottleneck.lowShare)}.`,
      };
  }
}

/** Whether one day makes the name: a name is one only without each day in turn, because an outage is one event. */
export function sayDays({ bottleneck, daysLeftOut }: Judgement, days: DaysStanding): string {
  if (bottleneck.is !== "named") return "";
  if (daysLeftOut > 0) return `Leaving out each of ${daysLeftOut} days in turn does not change the name.`;
  return `${whyNoDay[days]}, so it may still be the work of one day.`;
}

const whyNoDay = {
  all: "No day has been left out in turn",
  "not-offered": "Leaving out each day in turn would take longer than a question has",
  asked: "Each day is still being left out in turn",
  failed: "Leaving out each day in turn failed",
  answered: "No day has been left out in turn",
} as const satisfies Record<DaysStanding, string>;

/** With the side of the network that it is on. */
function sayLayer(layer: GatedLayer): string {
  const side = sides[layer];
  return side === null ? layerNames[layer] : `${layerNames[layer]} (${side})`;
}

type Undecided = Extract<Judgement["bottleneck"], { readonly is: "undecided" }>;

function whyUndecided(
  { because, support }: Undecided,
  needs: Judgement["thresholds"],
  first: string,
  second: string,
): string {
  switch (because) {
    case "one-day":
      return `${first} is the largest in enough draws, but when one of the days is left out, ${second} is. It may be the work of that day.`;
    case "support":
      return support < needs.support
        ? `A name needs a support of ${sayShare(needs.support)}; these two are the largest most often.`
        : `${first} is the largest in enough draws, but its own gain is not surely worth ${sayShare(needs.shareOfOutcome)} of Y. ${second} is the largest second most often.`;
  }
}

/** On the wire minus infinity is null: there were draws without any Y. */
const sayLowShare = (share: number | null): string =>
  share === null || !Number.isFinite(share)
    ? "its lower 5 % bound cannot be told, because some draws had no purchased requests"
    : `its lower 5 % bound is ${sayShare(share)} of Y`;

/** What is written once beside the verdict, so that no number is taken for another. */
export const aboutSupport =
  "Support is the share of bootstrap draws over visitors in which a layer holds most back: its gain is the largest of those that are short of their target; it is not a probability. Y is the number of purchased requests in the week after. A gain is a what-if: it takes the difference in Y between those who passed a gate and those who did not (V_pass − V_fail), which is correlation and not cause.";

/** A fixed period answers the same for ever. */
export const reachingIt = ", with a period that reaches it";

/** The next probe, and when to look again. */
export function sayNextLook(
  judgement: Judgement,
  isPeriodFixed = false,
): {
  readonly probe: string;
  /** Into which side of the network the next month goes; null where nothing speaks for either. */
  readonly month: string | null;
  readonly when: string;
} {
  const untold = untoldOf(judgement);
  return {
    probe: untold === null ? sayProbe(judgement.next) : untoldWords[untold].probe,
    month: untold === null ? sayMonth(judgement) : null,
    when: `Look again on ${formatDay(judgement.next.atMs)}${isPeriodFixed ? reachingIt : ""}.`,
  };
}

/** Of supply and demand, the side that holds back; two that are undecided between sides say nothing, nor what one day may make. */
function sayMonth({ bottleneck, daysLeftOut }: Judgement): string | null {
  if (bottleneck.is === "none-stands-out" || (bottleneck.is === "named" && daysLeftOut === 0)) return null;
  const held = bottleneck.is === "named" ? [bottleneck.layer] : bottleneck.between;
  const [side, ...others] = new Set(held.map((layer) => sides[layer]));
  if (side === undefined || side === null || others.length > 0) return null;
  return side === "supply"
    ? "Supply holds back: the next month goes into infrastructure rather than into demand."
    : "Demand holds back: the next month goes into demand rather than into infrastructure.";
}

function sayProbe({ probe, layers }: Judgement["next"]): string {
  const [first = "the layer", second = "the other"] = layers.map((layer: GatedLayer) => layerNames[layer]);
  switch (probe) {
    case "experiment":
      return `Run an experiment that moves ${first}: only that shows whether it is the cause.`;
    case "repeat":
      return `An experiment that moved ${first} bettered what it was judged by; ship it if it is not yet, and measure again.`;
    case "wait":
      return `Wait: if the difference between ${first} and ${second} stays as it is, the weeks to come will tell whether ${first} is the one, and by enough.`;
    case "compare":
      return `Move ${first} or ${second} in an experiment: weeks alone would not tell them apart within half a year.`;
    case "inspect-days":
      return `Look at the single days (Explore, Trend by day): one of them decides between ${first} and ${second}.`;
    case "targets":
      return `Look at the targets: no layer brought to its own would surely add much, ${first} most often most.`;
  }
}
