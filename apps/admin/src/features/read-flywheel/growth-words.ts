import { sayShare } from "../../by-week/amounts.ts";
import { sayCount } from "../../by-week/weeks.ts";
import type { Growth } from "./answer.ts";

export const populationNames = {
  "organic-purchasers": "Organic purchasers",
  everybody: "Everybody",
} as const satisfies Record<Growth["population"], string>;

/** Everybody is active in a week in which they were served, organic purchasers in one in which they paid. */
export const activeWords = {
  "organic-purchasers": { week: "paying week", again: "Paid again within 4 weeks", none: "none of them paid" },
  everybody: { week: "active week", again: "Active again within 4 weeks", none: "none of them was active" },
} as const satisfies Record<Growth["population"], Readonly<Record<"week" | "again" | "none", string>>>;

/** The verdict is of organic purchasers. Only what is sure has the colour of good or bad. */
export const growthVerdicts = {
  "sustains-itself": {
    title: "Sustains itself",
    color: "pine",
    says: "The whole 90 % interval is at 1 or above: a paying week brings at least one more.",
  },
  "does-not-sustain-itself": {
    title: "Does not sustain itself",
    color: "red",
    says: "The whole 90 % interval is below 1: a paying week brings less than one more.",
  },
  undecided: {
    title: "Undecided",
    color: "gray",
    says: "The 90 % interval reaches from below 1 to 1 or above, so either may be true.",
  },
  withheld: { title: "Withheld", color: "amber", says: "There is no G to judge." },
} as const satisfies Record<
  Growth["verdict"],
  { readonly title: string; readonly color: string; readonly says: string }
>;

/** Why there is no G; null where there is one. */
export function whyWithheld({
  population,
  withheld,
  referrals,
  activeWeeks,
}: Pick<Growth, "population" | "withheld" | "referrals" | "activeWeeks">): string | null {
  const { week, none } = activeWords[population];
  if (withheld !== null && activeWeeks === 0) return `Withheld: ${none} in these weeks.`;
  switch (withheld) {
    case null:
      return null;
    case "past-not-read":
      return "Withheld: the past that is read holds fewer than 4 whole weeks before these, so that a visitor who had been there before could count as new. Choose a longer past, or judge fewer weeks.";
    case "gap-not-seen":
      return `Withheld: for newcomers or for established visitors it could not be seen yet who comes back within 4 weeks, or no ${week} has had 4 weeks for its links.`;
    case "too-few-sharers":
      return `Withheld: referrals make 5 % of G or more and rest on ${sayCount(referrals.sharers, "visitor")} who brought somebody; fewer than 30 could mislead.`;
    case "one-sharer":
      return `Withheld: one visitor brought ${sayShare(referrals.largestSharer)} of all who were referred; above 10 % it is the story of one visitor.`;
  }
}

/** Where G is withheld for want of a past, so are the first weeks of its identity, or all of them. */
export const aboutIdentityWithoutPast =
  "Where the active come from is told below only of weeks that have 4 whole weeks of the past before them.";
