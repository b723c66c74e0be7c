import { type Step, verdictOf } from "@flywheel/receipts";
import type { FieldsOf } from "@flywheel/vocabulary";

export type Outcome = Omit<FieldsOf<"proof.verified">, "requestId">;

/**
 * What a check comes to in the words of the catalogue. Without the words, and while no batch is published, a receipt can
 * be in order but not verified to the end: it is pending.
 */
export function outcomeOf(steps: readonly Step[]): Outcome {
  const verdict = verdictOf(steps);
  if (verdict === "verified") return { outcome: "verified" };
  const failed = steps.find(({ outcome }) => outcome === "failed");
  return failed ? { outcome: "failed", failedStep: failed.step } : { outcome: "pending_batch" };
}
