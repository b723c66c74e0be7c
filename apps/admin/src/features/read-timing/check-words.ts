import { formatCount } from "@flywheel/ui";
import { sayRatio, sayShare } from "../../by-week/amounts.ts";
import { sayCount } from "../../by-week/weeks.ts";
import type { Check } from "./answer.ts";

type Words = { readonly what: string | ((points: number) => string); readonly say: (value: number) => string };

/** What each comparison looks at, and in which unit. A record, so that a new check fails to compile here. */
export const checkWords = {
  "matured-visitors": {
    what: (points) => `organic visitors with ${sayCount(points, "week")} behind them (the judged weeks may be later)`,
    say: formatCount,
  },
  "matured-points": { what: "weekly points of retention with enough visitors behind them", say: formatCount },
  "supply-share-of-opportunity": {
    what: "the lower 5 % bound of the share of all opportunity that compute, models and incentives have (of those asked about, in the last 8 closed weeks; spare capacity and nodes that withdrew are those of the whole network)",
    say: sayShare,
  },
  "busy-minutes": {
    what: "the share of model-minutes, each minute of each model, in which the model was at least 80 % busy (in the last 8 closed weeks, in the whole network, whatever app or segment is chosen)",
    say: sayShare,
  },
  "fully-served-visitors": { what: "visitors who were fully served before the judged weeks", say: formatCount },
  "fully-served-ratio": {
    what: "the lower bound of their weekly retention ratio (fully served visitors)",
    say: sayRatio,
  },
  "fully-served-level": { what: "the lower bound of their retention (fully served visitors)", say: sayShare },
  purchasers: { what: "organic purchasers whose cohort has its judged weeks behind it", say: formatCount },
  "purchasers-ratio": { what: "the lower bound of the weekly retention ratio of organic purchasers", say: sayRatio },
  "purchasers-level": { what: "the lower bound of the retention of organic purchasers", say: sayShare },
  "organic-share": { what: "the lower bound of the organic share of those who are active", say: sayShare },
  "quick-ratio": { what: "the lower bound of the quick ratio", say: sayRatio },
  "segments-that-hold": {
    what: "segments, everybody or declared before, whose retention holds after correction",
    say: formatCount,
  },
  "segments-that-do-not-fall": { what: "judged segments whose retention does not surely fall", say: formatCount },
} as const satisfies Record<Check["check"], Words>;

const supplyUnknown = "nothing is known of supply here, which never speaks for it";
const noCurve = "too few have matured to draw their retention";

/** Why nothing was found, by check; what is missing at first is always counted. */
const whyNotTold: Readonly<Partial<Record<Check["check"], string>>> = {
  "supply-share-of-opportunity": supplyUnknown,
  "busy-minutes": supplyUnknown,
  "fully-served-visitors": noCurve,
  "fully-served-ratio": noCurve,
  "fully-served-level": noCurve,
  purchasers: noCurve,
  "purchasers-ratio": noCurve,
  "purchasers-level": noCurve,
  "organic-share": "the signal is withheld",
  "quick-ratio": "the signal is withheld",
  "segments-that-do-not-fall": "everybody cannot be judged yet",
};

const must = { reach: "at least", exceed: "more than", "stay-below": "fewer than" } as const;

/** One comparison: what it takes, and what was found. What cannot be told meets nothing. `points`: weeks that are judged. */
export function sayCheck({ check, found, must: how, needs }: Check, points: number): string {
  const { say } = checkWords[check];
  const why = whyNotTold[check];
  const told = found === null ? `cannot be told${why ? `: ${why}` : ""}` : `found ${say(found)}`;
  return `${capital(sayWhat(check, points))}: ${must[how]} ${say(needs)} needed, ${told}.`;
}

/** Of what the check is. */
export function sayWhat(check: Check["check"], points: number): string {
  const { what }: Words = checkWords[check];
  return typeof what === "string" ? what : what(points);
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
