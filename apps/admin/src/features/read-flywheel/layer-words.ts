import type { GatedLayer, Judged } from "./answer.ts";

/** Who enters a layer's gate, and what passing it is, in visitor-weeks. Records, so that a new layer fails to compile here. */
export const gates = {
  compute:
    "served, of those who asked a hosted model, were not turned away for want of credits or as not allowed, and were not failed by incentives",
  models: "asked a hosted model, of those who asked",
  applications: "asked, of those who reached an app",
  users: "kept an output, of those who were served",
  payments: "settled with purchased credits, of those who kept an output",
  incentives:
    "not failed by capacity that withdrew because it did not earn, of those who asked a hosted model and were not turned away for want of credits or as not allowed",
  verification: "opened or verified a proof, of those who kept an output",
  trust: "rated it trusted or required proof, of those who met a proof",
  usage: "active again within 4 weeks, of those who were served",
} as const satisfies Record<GatedLayer, string>;

/** Where a layer's month goes. What passes between both sides is on neither. */
export const sides = {
  ...{ compute: "supply", models: "supply", incentives: "supply" },
  ...{ applications: "demand", users: "demand", payments: "demand", usage: "demand" },
  ...{ verification: null, trust: null },
} as const satisfies Record<GatedLayer, "supply" | "demand" | null>;

export const evidenceWords = {
  observed: {
    title: "Observed",
    color: "gray",
    says: "the rate is known; that reaching the target would bring more purchased requests is not sure",
  },
  correlated: {
    title: "Correlated",
    color: "blue",
    says: "it is short of its target, and the gain there is above 0 with its whole interval, by correlation; that the layer is the cause has not been shown",
  },
  experiment: {
    title: "Experiment",
    color: "pine",
    says: "an experiment that was to move the layer surely bettered what it was judged by",
  },
} as const satisfies Record<
  Judged["evidence"],
  { readonly title: string; readonly color: string; readonly says: string }
>;

export const originWords = {
  stated: "stated in the question",
  default: "usual",
} as const satisfies Record<Judged["target"]["origin"], string>;

/** Said once, so that each target can be short. */
export const aboutTargets = "Targets that are called usual are starting points and no findings.";

/** A layer above its target would be brought down to it, which is no gain to hope for. */
export function sayGain({ opportunity, target }: Judged, said: string): string {
  const least = opportunity === null ? Number.POSITIVE_INFINITY : target.rate * opportunity.entered;
  const { passed = 0, lostElsewhere = 0 } = opportunity ?? {};
  if (passed >= least) return `Above its target; at its target instead ${said}`;
  if (passed + lostElsewhere < least) return `Gain ${said}`;
  return `Above its target but for what other layers lost of it; at its target instead ${said}`;
}

/** Why a layer has no gain, or no interval of it; null where it has both. */
export function whyNoGain({ layer, opportunity, interval }: Judged): string | null {
  if (opportunity === null && layer === "usage") {
    return "Withheld: no judged week in which somebody was served has had 4 weeks to come again. Judge more weeks.";
  }
  if (opportunity === null) return "Withheld: nobody entered this gate in a judged week.";
  return interval === null ? "Interval withheld: the draws do not decide one." : null;
}
