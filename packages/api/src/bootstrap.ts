import { dealAll, payloadOf, type StickyAssignments } from "@flywheel/experiments";
import type { Bootstrap } from "@flywheel/vocabulary";
import type { VisitorCaller } from "./caller.ts";
import type { Services } from "./services.ts";
import { attributesFrom } from "./visitor-attributes.ts";

/**
 * What a page of `visitor.app` is told before its app starts. It never waits for telemetry and never carries a result of
 * an experiment. `dealt` is what this visitor was dealt before; the bootstrap's `sticky` is what they are to keep.
 */
export async function bootstrapOf(
  services: Services,
  visitor: VisitorCaller,
  dealt: StickyAssignments,
): Promise<Bootstrap> {
  const { accounts, experiments, now } = services;
  const [definitions, met, summary] = await Promise.all([
    experiments.list(),
    accounts.visitor(visitor.id),
    accounts.summary(visitor.id, visitor.range),
  ]);
  const serverMs = now();
  const attributes = attributesFrom(visitor, met, summary, serverMs);
  return {
    visitorId: visitor.id,
    consent: visitor.consent,
    privacySignal: visitor.privacySignal,
    features: payloadOf(definitions),
    attributes,
    sticky: dealAll(definitions, { visitorId: visitor.id, attributes, sticky: dealt }),
    spendableCredits: summary.spendableCredits,
    serverMs,
  };
}

/** A script that sets one global. `<` is escaped so that no value can end the script element. */
export const bootstrapScript = (bootstrap: Bootstrap) =>
  `window.__flywheel=Object.freeze(${JSON.stringify(bootstrap).replaceAll("<", "\\u003c")});`;
