import { type Step, stateOf } from "@flywheel/receipts";
import type { FieldsOf } from "@flywheel/vocabulary";

export type Outcome = Omit<FieldsOf<"proof.verified">, "requestId">;

/** What a check comes to in the words of the catalogue. Null where there was nothing to verify: then nothing was. */
export function outcomeOf(steps: readonly Step[] | "error"): Outcome | null {
  const state = stateOf(steps);
  if (state === "unproven") return null;
  const failed = steps === "error" ? undefined : steps.find(({ outcome }) => outcome === "failed");
  return failed ? { outcome: state, failedStep: failed.step } : { outcome: state };
}
