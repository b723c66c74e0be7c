import type { ExperimentDraft } from "@flywheel/experiments";
import type { Errors } from "./draft.ts";

/** What every step of the form is given: what is written so far, what is wrong with it, and a way to change it. */
export type SectionProps = {
  readonly draft: ExperimentDraft;
  readonly errors: Errors;
  readonly change: (changed: Partial<ExperimentDraft>) => void;
};
