import { percent } from "./say-issue.ts";

type Course = {
  readonly coverage: number;
  readonly rollout: readonly { readonly coverage: number }[];
};

/** The place of the first step that would not widen what starts as it is written; null if every one does. */
export function tooLowStep({ coverage, rollout }: Course): number | null {
  const place = rollout.findIndex((step) => step.coverage <= coverage);
  return place < 0 ? null : place;
}

export const sayStepTooLow = ({ step, coverage }: { readonly step: number; readonly coverage: number }): string =>
  `step ${step} would not widen it, because it starts with ${percent(coverage)}; let the step cover more, or leave it out`;
