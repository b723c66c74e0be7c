import { type Action, type ExperimentState, isPossible } from "@flywheel/experiments";
import type { StaffRole } from "@flywheel/vocabulary";
import { mayActAs } from "../../signed-in/roles.ts";

/** What can be done by a button of its own; the form edits, and a decision has its own part of the page. */
export type Step = Exclude<Action, "create" | "edit" | "rephase" | "decide">;

export type StepWords = {
  readonly label: string;
  /** What happens then. */
  readonly says: string;
  readonly asks: "nothing" | "confirmation" | "reason" | "coverage";
  readonly tone: "main" | "plain" | "danger";
};

/** A record, so that a new action fails to compile here. */
export const stepWords = {
  submit: { label: "Ask for review", says: "Somebody looks it over.", asks: "nothing", tone: "main" },
  approve: {
    label: "Approve",
    says: "It may be started then. A change afterwards needs a new review.",
    asks: "confirmation",
    tone: "main",
  },
  start: {
    label: "Start",
    says: "Visitors get their variants from the next page on. Who gets which, and what it is judged by, stays as it is while it runs.",
    asks: "confirmation",
    tone: "main",
  },
  resume: {
    label: "Resume",
    says: "Visitors get their variants again, each the one they had.",
    asks: "confirmation",
    tone: "main",
  },
  widen: {
    label: "Widen",
    says: "More visitors come in. Nobody who is in it moves. Coverage only rises.",
    asks: "coverage",
    tone: "plain",
  },
  pause: {
    label: "Pause",
    says: "Everybody gets control until it is resumed, and nobody is exposed in that time.",
    asks: "confirmation",
    tone: "plain",
  },
  withdraw: {
    label: "Back to draft",
    says: "It needs a new review before it starts.",
    asks: "confirmation",
    tone: "plain",
  },
  stop: {
    label: "Stop",
    says: "Everybody gets control, this phase ends, and it waits for a decision.",
    asks: "reason",
    tone: "danger",
  },
  archive: {
    label: "Archive",
    says: "It leaves the list of what is going on. Its results and history stay.",
    asks: "confirmation",
    tone: "plain",
  },
  delete: {
    label: "Delete",
    says: "It was never started, so nothing is lost but what was written.",
    asks: "confirmation",
    tone: "danger",
  },
} as const satisfies Record<Step, StepWords>;

/** What this person can do with it now. What was started once is evidence, and is not offered for deletion. */
export function stepsFor(state: ExperimentState, startedOnce: boolean, role: StaffRole): readonly Step[] {
  if (!mayActAs(role, "editor")) return [];
  const steps = Object.keys(stepWords) as Step[];
  return steps.filter((step) => isPossible(step, state) && !(step === "delete" && startedOnce));
}
