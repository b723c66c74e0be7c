import type { Refusal } from "@flywheel/network";
import { creditsFor } from "@flywheel/vocabulary";
import type { RefusalCard } from "../wire.ts";

/** What a visitor reads when the network says no: what happened and what they can do. */
const words = {
  "no-capacity": "Every node that runs this model is busy. Try again in a moment, or pick another model.",
  "no-active-node": "No node that runs this model is online right now. Pick another model, or try again later.",
  "unknown-model": "Nobody hosts this model yet. We have noted that you asked for it; pick another one meanwhile.",
  "over-budget": "You do not have enough credits for this.",
  blocked: "The network will not serve this prompt. Change it and try again.",
} as const satisfies Record<Refusal["code"], string>;

/** The only place where the network's healthy "no" becomes words. A new refusal fails to compile here. */
export function refusalCard(refusal: Refusal): RefusalCard {
  const card = { code: refusal.code, message: words[refusal.code] };
  if ("retryAfterMs" in refusal) return { ...card, retryAfterMs: refusal.retryAfterMs };
  if (refusal.code === "over-budget") {
    return {
      ...card,
      neededCredits: creditsFor(refusal.neededMicroUsd),
      availableCredits: Math.floor(refusal.allowedMicroUsd / 1_000),
    };
  }
  return card;
}
