import type { HoldId, TakenEvent } from "@flywheel/vocabulary";
import type { AccountState, Decision, Hold, Posting, PostingKind } from "./port.ts";
import { type Parts, postEach, requireWhole, take, total } from "./spending.ts";

export type Charged = { readonly credits: number; readonly parts: Parts; readonly releasedCredits: number };

/** `gone`: the hold ended before, by a charge, a release or its time. Nothing is charged twice. */
export type ChargeOutcome = ({ readonly outcome: "charged" } & Charged) | { readonly outcome: "gone" };
export type ReleaseOutcome =
  | { readonly outcome: "released"; readonly releasedCredits: number }
  | { readonly outcome: "gone" };

/** Charges what was served, in the order of spending; what is left of the hold goes back to where it came from. */
export function decideCharge(
  state: AccountState,
  ask: {
    readonly holdId: HoldId;
    readonly credits: number;
    readonly facts: (charged: Charged) => readonly TakenEvent[];
  },
): Decision<ChargeOutcome> {
  requireWhole(ask.credits, 0);
  const hold = state.holds.find(({ id }) => id === ask.holdId);
  if (!hold) return gone;
  const heldCredits = total(hold.parts);
  if (ask.credits > heldCredits) throw new ChargeAboveHoldError({ holdId: hold.id, heldCredits, credits: ask.credits });

  const { taken, left } = take(hold.parts, ask.credits);
  const charged = { credits: ask.credits, parts: taken, releasedCredits: total(left) };
  return {
    result: { outcome: "charged", ...charged },
    postings: [...ending(hold, "charge", taken), ...ending(hold, "release", left)],
    claims: [],
    facts: ask.facts(charged),
  };
}

/** Gives everything back: the request was refused, broke, or never came back. */
export function decideRelease(
  state: AccountState,
  ask: { readonly holdId: HoldId; readonly facts: (releasedCredits: number) => readonly TakenEvent[] },
): Decision<ReleaseOutcome> {
  const hold = state.holds.find(({ id }) => id === ask.holdId);
  if (!hold) return gone;
  const releasedCredits = total(hold.parts);
  return {
    result: { outcome: "released", releasedCredits },
    postings: ending(hold, "release", hold.parts),
    claims: [],
    facts: ask.facts(releasedCredits),
  };
}

const gone: Decision<{ readonly outcome: "gone" }> = {
  result: { outcome: "gone" },
  postings: [],
  claims: [],
  facts: [],
};

const ending = (hold: Hold, kind: Extract<PostingKind, "charge" | "release">, parts: Parts): readonly Posting[] =>
  postEach(parts, (funding, credits) => ({
    kind,
    funding,
    availableDelta: kind === "release" ? credits : 0,
    heldDelta: -credits,
    holdId: hold.id,
    requestId: hold.requestId,
    expiresAtMs: null,
    reference: null,
  }));

/** A visitor agreed to what was held; a program that asks for more has made a mistake. */
export class ChargeAboveHoldError extends Error {
  override name = "ChargeAboveHoldError";
  constructor(readonly facts: { readonly holdId: HoldId; readonly heldCredits: number; readonly credits: number }) {
    super(`hold ${facts.holdId} is of ${facts.heldCredits} credits, ${facts.credits} were to be charged`);
  }
}
