import type { Step, StepName } from "./step.ts";

/**
 * `unproven`: there was nothing to check a signature with, or nobody signed. `error`: the check itself broke, which says
 * nothing about the receipt.
 */
export type ProofState = "verified" | "pending_batch" | "private" | "failed" | "error" | "unproven";

/**
 * What a check comes to. `verified` says that all that is public holds: the key, the signatures, the node, the batch. The
 * words are not public, so who lacks them can get there; `unseenIn` says what they have not seen, and whoever shows the
 * state shows that beside it.
 */
export function stateOf(steps: readonly Step[] | "error"): ProofState {
  if (steps === "error") return "error";
  if (steps.some(({ outcome }) => outcome === "failed")) return "failed";
  if (!steps.some(({ step, outcome }) => step === "signature" && outcome === "passed")) return "unproven";
  const batch = steps.find(({ step }) => step === "batch");
  if (batch?.outcome !== "unchecked") return "verified";
  return batch.reason === "private" ? "private" : "pending_batch";
}

/** The steps whose evidence was not at hand: nothing is known against them, and nothing for them. */
export const unseenIn = (steps: readonly Step[]): readonly StepName[] =>
  steps.flatMap((step) => (step.outcome === "unchecked" && step.reason === "not-given" ? [step.step] : []));
