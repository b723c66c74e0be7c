import type { NetworkEvent } from "@flywheel/vocabulary";
import { lastingEvent, type SupplyFact } from "../supply-facts.ts";

/**
 * Facts of one decision, with ids that come from what they say and whose they are: stored with the decision, and the same
 * when two servers decide the same.
 */
export type TellOnce = (about: string, facts: readonly SupplyFact[]) => readonly NetworkEvent[];

export const createTellOnce =
  (now: () => number): TellOnce =>
  (about, facts) =>
    facts.map((fact) => lastingEvent({ now }, fact, about));
