import type { ExperimentDraft } from "@flywheel/experiments";
import { apps } from "@flywheel/vocabulary/apps";
import { deviceNames } from "../../words/device-names.ts";

/** Whom it aims at, in words. */
export function sayWho({
  coverage,
  targeting,
  namespace,
  heldOut,
  sticky,
}: Pick<ExperimentDraft, "coverage" | "targeting" | "namespace" | "heldOut" | "sticky">): string {
  const those = [
    coverage === 1 ? "all visitors" : `${sayShare(coverage)} of visitors`,
    ...aims(targeting),
    namespace && `in ${namespace.from} to ${namespace.to} of namespace ${namespace.key}`,
    heldOut && "without the holdout",
  ].filter(Boolean);
  return `${those.join(", ")}; ${sticky ? "who is in stays in" : "who no longer matches falls out"}`;
}

/** Whom a targeting alone aims at. */
export const sayTargeting = (targeting: ExperimentDraft["targeting"]): string =>
  ["visitors", ...aims(targeting)].join(", ").replace(/^visitors$/, "all visitors");

export const sayShare = (share: number): string => `${Math.round(share * 1000) / 10} %`;

function aims({ apps: of, devices, tenure, payer, attributes = {} }: ExperimentDraft["targeting"]): readonly string[] {
  return [
    ...(of ? [`of ${of.map((app) => apps[app].title).join(", ")}`] : []),
    ...(devices ? [`on ${devices.map((it) => deviceNames[it].on).join(" or ")}`] : []),
    ...(tenure ? [`who are ${tenure}`] : []),
    ...(payer === undefined ? [] : [payer ? "who bought credits" : "who never bought credits"]),
    ...Object.entries(attributes).map(([name, values]) => `whose ${name} is ${values.join(" or ")}`),
  ];
}
