import type { ExperimentDraft } from "@flywheel/experiments";
import { apps } from "@flywheel/vocabulary/apps";

/** Whom it aims at, in words. */
export function sayWho({
  coverage,
  targeting,
  namespace,
  heldOut,
  sticky,
}: Pick<ExperimentDraft, "coverage" | "targeting" | "namespace" | "heldOut" | "sticky">): string {
  const { devices, tenure, payer, attributes = {} } = targeting;
  const those = [
    coverage === 1 ? "all visitors" : `${Math.round(coverage * 1000) / 10} % of visitors`,
    targeting.apps && `of ${targeting.apps.map((app) => apps[app].title).join(", ")}`,
    devices && `on ${devices.join(" or ")}`,
    tenure && `who are ${tenure}`,
    payer !== undefined && (payer ? "who bought credits" : "who never bought credits"),
    ...Object.entries(attributes).map(([name, values]) => `whose ${name} is ${values.join(" or ")}`),
    namespace && `in ${namespace.from} to ${namespace.to} of namespace ${namespace.key}`,
    heldOut && "without the holdout",
  ].filter(Boolean);
  return `${those.join(", ")}; ${sticky ? "who is in stays in" : "who no longer matches falls out"}`;
}
