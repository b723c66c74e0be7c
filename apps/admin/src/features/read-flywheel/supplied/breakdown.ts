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
      return "Requests are counted with the app in which they were made. G is of those who used it, with all that they did.";
    case "model":
      return "Requests are counted with the model that was asked. G is of those who asked it, with all that they did; who asked two models is in both.";
    case "funding":
      return "Requests are counted with the funding that paid most of them. G is of those who paid with it, with all that they did; who used two is in both.";
    case "cohort":
      return "Visitors are told apart by the first week of theirs in the past that is read.";
    case "variant":
      return "Visitors are told apart by the variant that they saw. This is no result of the experiment: its page checks whether the comparison is fair.";
  }
}
