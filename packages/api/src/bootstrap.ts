import { payloadOf } from "@flywheel/experiments";
import type { Bootstrap } from "@flywheel/vocabulary";
import type { VisitorCaller } from "./caller.ts";
import type { Services } from "./services.ts";

/** What a page is told before its app starts. It never waits for telemetry and never carries a result of an experiment. */
export async function bootstrapOf(services: Services, visitor: VisitorCaller): Promise<Bootstrap> {
  const { accounts, experiments, now } = services;
  const [definitions, { spendableCredits }] = await Promise.all([
    experiments.list(),
    accounts.summary(visitor.id, visitor.range),
  ]);
  return {
    visitorId: visitor.id,
    consent: visitor.consent,
    privacySignal: visitor.privacySignal,
    features: payloadOf(definitions),
    spendableCredits,
    serverMs: now(),
  };
}

/** A script that sets one global. `<` is escaped so that no value can end the script element. */
export const bootstrapScript = (bootstrap: Bootstrap) =>
  `window.__flywheel=Object.freeze(${JSON.stringify(bootstrap).replaceAll("<", "\\u003c")});`;
