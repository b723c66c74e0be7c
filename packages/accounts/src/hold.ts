import type { HoldId, RequestId, TakenEvent } from "@flywheel/vocabulary";
import { type AllowanceKeys, allowanceOf, claimAllowance } from "./allowance.ts";
import type { AccountState, Decision, Hold } from "./port.ts";
import { availableParts, postEach, requireWhole, take, total } from "./spending.ts";

export type HoldAsk = {
  readonly hold: Pick<Hold, "id" | "requestId" | "expiresAtMs">;
  readonly credits: number;
  readonly allowance: AllowanceKeys;
  readonly dailyAllowanceCredits: number;
  readonly facts: HoldFacts;
};

/** The events that tell of a hold, stored in the same transaction. Must be pure: it may be asked again. */
export type HoldFacts = {
  /** Only if the day's allowance is claimed on the way and adds something. */
  readonly claimed: (allowanceCredits: number) => readonly TakenEvent[];
  readonly held: (hold: Hold) => readonly TakenEvent[];
};

export type HoldOutcome =
  | {
      readonly outcome: "held";
      readonly holdId: HoldId;
      readonly parts: Hold["parts"];
      readonly expiresAtMs: number;
      readonly allowanceCredits: number;
    }
  | {
      readonly outcome: "refused";
      readonly code: "over-budget";
      readonly neededCredits: number;
      readonly availableCredits: number;
    }
  /** The request holds or held credits already: whoever sent it again must not be served twice under one id. */
  | { readonly outcome: "repeated" };

export const requestClaim = (requestId: RequestId): string => `request:${requestId}`;

/** Sets credits aside for a request. The day's allowance is claimed first; a refusal changes nothing, not even that. */
export function decideHold(state: AccountState, ask: HoldAsk): Decision<HoldOutcome> {
  const { hold, credits, allowance: keys, facts } = ask;
  requireWhole(credits, 1);
  const request = requestClaim(hold.requestId);
  if (state.claimed.has(request)) return { result: { outcome: "repeated" }, postings: [], claims: [], facts: [] };

  const allowance = allowanceOf(state, keys, ask.dailyAllowanceCredits);
  const stored = availableParts(state.balances);
  const spendable = { ...stored, free: (stored.free ?? 0) + allowance.credits };
  const availableCredits = total(spendable);
  if (availableCredits < credits) {
    const result = { outcome: "refused", code: "over-budget", neededCredits: credits, availableCredits } as const;
    return { result, postings: [], claims: [], facts: [] };
  }

  const claim = claimAllowance(state, keys, allowance);
  const { taken: parts } = take(spendable, credits);
  const { id: holdId, requestId, expiresAtMs } = hold;
  const postings = postEach(parts, (funding, part) => ({
    kind: "hold",
    funding,
    availableDelta: -part,
    heldDelta: part,
    holdId,
    requestId,
    expiresAtMs,
    reference: null,
  }));
  return {
    result: { outcome: "held", holdId, parts, expiresAtMs, allowanceCredits: allowance.credits },
    postings: [...claim.postings, ...postings],
    claims: [...claim.claims, request],
    facts: [...(allowance.credits > 0 ? facts.claimed(allowance.credits) : []), ...facts.held({ ...hold, parts })],
  };
}
