import type { TakenEvent } from "@flywheel/vocabulary";
import type { Decision } from "./port.ts";
import { requireWhole } from "./spending.ts";

/** Gives credits for a campaign. They are an incentive and stay apart from what is paid for. */
export function decideGrant(ask: {
  readonly credits: number;
  readonly campaign: string;
  readonly facts: () => readonly TakenEvent[];
}): Decision<{ readonly outcome: "granted" }> {
  requireWhole(ask.credits, 1);
  const posting = {
    kind: "grant",
    funding: "granted",
    availableDelta: ask.credits,
    heldDelta: 0,
    holdId: null,
    requestId: null,
    expiresAtMs: null,
    reference: ask.campaign,
  } as const;
  return { result: { outcome: "granted" }, postings: [posting], claims: [], facts: ask.facts() };
}
