import { type VisitorId, visitorKeyOf } from "@flywheel/vocabulary";
import type { AccountState, Posting } from "./port.ts";

/** Whose allowance is asked for, and how much there is of it. */
export type AllowanceRules = {
  /** Free credits are topped up to this, never above. */
  readonly dailyAllowanceCredits: number;
  /** How many visitors of one address range may have one a day: a household or an office, not a script. */
  readonly allowancesPerRange: number;
};

/** The keys under which one visitor could claim today's allowance: their own, and one of the slots of their range. */
export type AllowanceKeys = {
  readonly day: string;
  readonly visitor: string;
  readonly slots: readonly string[];
};

export type AllowanceState = {
  readonly state: "available" | "taken" | "taken-by-range";
  /** What claiming it would add now; nothing once it is taken. */
  readonly credits: number;
};

/** The day an allowance belongs to, in UTC. */
export const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

/** The claims outlive an erasure, so they carry the visitor's key and not their id. */
export function allowanceKeys(visitorId: VisitorId, range: string, day: string, slots: number): AllowanceKeys {
  const key = BigInt.asUintN(64, visitorKeyOf(visitorId)).toString(16).padStart(16, "0");
  return {
    day,
    visitor: `allowance:${day}:visitor:${key}`,
    slots: Array.from({ length: slots }, (_, slot) => `allowance:${day}:range:${range}:${slot}`),
  };
}

export function allowanceOf(state: AccountState, keys: AllowanceKeys, dailyAllowanceCredits: number): AllowanceState {
  if (state.claimed.has(keys.visitor)) return { state: "taken", credits: 0 };
  if (freeSlot(state, keys) === undefined) return { state: "taken-by-range", credits: 0 };
  const { available, held } = state.balances.free;
  // Held credits count: they may come back, and would then stand above the allowance.
  return { state: "available", credits: Math.max(0, dailyAllowanceCredits - available - held) };
}

/** What makes the claim true. Topping up nothing is a claim as well: a day gives one allowance, early or late. */
export function claimAllowance(state: AccountState, keys: AllowanceKeys, { state: is, credits }: AllowanceState) {
  const slot = freeSlot(state, keys);
  if (is !== "available" || slot === undefined) return { claims: [], postings: [] };
  const posting: Posting = {
    kind: "allowance",
    funding: "free",
    availableDelta: credits,
    heldDelta: 0,
    holdId: null,
    requestId: null,
    expiresAtMs: null,
    reference: keys.day,
  };
  return { claims: [keys.visitor, slot], postings: credits > 0 ? [posting] : [] };
}

const freeSlot = (state: AccountState, keys: AllowanceKeys) => keys.slots.find((slot) => !state.claimed.has(slot));
