import type { z } from "zod";
import { sayStepTooLow, tooLowStep } from "./course.ts";
import { ExperimentDraft } from "./definition.ts";
import { sayEmpty } from "./say-empty.ts";
import { sayIssue, sayName, sentence } from "./say-issue.ts";

/** One thing to mend: the path of its field, such as `variants.1.name`, and what to do, as a sentence. */
export type Fault = { readonly field: string; readonly says: string };

/**
 * What is to be mended in a draft; none if it is sound. One for each field. `isFresh`: it is to start as it is written,
 * and has not widened by itself.
 */
export function faultsOf(draft: unknown, { isFresh }: { readonly isFresh: boolean }): readonly Fault[] {
  const { error, data } = ExperimentDraft.safeParse(draft);
  if (error) return faultsIn(error.issues, draft);
  const low = isFresh ? tooLowStep(data) : null;
  return low === null
    ? []
    : [{ field: `rollout.${low}.coverage`, says: sentence(sayStepTooLow({ step: low + 1, coverage: data.coverage })) }];
}

/** The same of a schema's complaints about anything that has a draft in it. The first about a field is told. */
export function faultsIn(issues: readonly z.core.$ZodIssue[], input: unknown): readonly Fault[] {
  const faults = new Map<string, string>();
  for (const issue of issues) {
    const path = issue.path[0] === "draft" ? issue.path.slice(1) : issue.path;
    const field = path.map(sayName).join(".");
    const says = valueAt(input, issue.path) === "" ? sayEmpty(field) : sayIssue({ ...issue, path });
    if (!faults.has(field)) faults.set(field, says);
  }
  return [...faults].map(([field, says]) => ({ field, says }));
}

const valueAt = (held: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step], held);

const mostTold = 5;

/** In one line, for whoever sees no form. It repeats nothing of what was sent but names of events and fields. */
export function sayFaults(faults: readonly Fault[]): string {
  const told = faults.slice(0, mostTold).map(({ field, says }) => (field === "" ? says : `${field}: ${says}`));
  const more = faults.length - told.length;
  return ["This cannot be taken as it is.", ...told, ...(more > 0 ? [`And ${more} more.`] : [])].join(" ");
}
