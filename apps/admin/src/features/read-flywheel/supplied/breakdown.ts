import { Slug } from "@flywheel/vocabulary";
import type { Breakdown } from "./answer.ts";

const plain = ["nothing", "app", "model", "funding", "cohort"] as const;

/** In an address and in a list of choices: `nothing`, `app` ..., or `variant:` and the experiment. */
export function readBreakdown(text: unknown): Breakdown {
  const experiment = Slug.safeParse(typeof text === "string" ? /^variant:(.*)$/.exec(text)?.[1] : null);
  if (experiment.success) return { by: "variant", experiment: experiment.data };
  return { by: plain.find((it) => it === text) ?? "nothing" };
}

export const writeBreakdown = (breakdown: Breakdown): string =>
  breakdown.by === "variant" ? `variant:${breakdown.experiment}` : breakdown.by;

/** A record, so that a new one fails to compile here. */
export const breakdownNames = {
  nothing: "Nothing: all together",
  app: "App",
  model: "Model",
  funding: "Funding",
  cohort: "First week",
} as const satisfies Record<(typeof plain)[number], string>;
export const plainBreakdowns = plain;

/** What a group is, where that does not speak for itself. */
export function aboutGroups({ by }: Breakdown): string | null {
  switch (by) {
    case "nothing":
      return null;
    case "app":
      return `Requests are counted with the app in which they were made. ${ofWhoever("used it")}`;
    case "model":
      return `Requests are counted with the model that was asked. Users are of those who asked it, not of those who reached an app. ${ofWhoever("asked it")} Who asked two models is in both.`;
    case "funding":
      return `Requests are counted as purchased if any part of them was, else as granted if any part was. Nobody knows how a request that was not served would have been paid. Users are of those whose requests it paid, not of those who reached an app. ${ofWhoever("paid with it")} Who used two is in both.`;
    case "cohort":
      return "Visitors are told apart by the first week of theirs in the past that is read.";
    case "variant":
      return "Visitors are told apart by the variant that they saw in the past that is read. Whoever saw several is in the group of none of them. This is no result of the experiment: its page checks whether the comparison is fair.";
  }
}

/** Of whose weeks lost demand and origins are, where a visitor may do something outside of the group. */
export function aboutMembers(by: Breakdown["by"]): string | null {
  switch (by) {
    case "app":
      return ofWeeks("used this app");
    case "model":
      return ofWeeks("asked this model");
    case "funding":
      return ofWeeks("paid with this");
    default:
      return null;
  }
}

const ofWeeks = (did: string) =>
  `Lost demand and where the active come from are of whoever ${did} at any time of the past that is read, with all that they did, elsewhere too.`;

/** Who came to it late had come back by then, so these two are no comparison of equals. */
const ofWhoever = (did: string) =>
  `G and usage are of whoever ${did} at any time of the past that is read, with all that they did: who came to it late had come back by then.`;
