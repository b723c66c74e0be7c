import { draftFields, type ExperimentDefinition, type ExperimentDraft } from "../definition/definition.ts";

/** One field of a definition that is not as it was. */
export type Change = { readonly field: string; readonly before: unknown; readonly after: unknown };

const names = Object.keys(draftFields) as (keyof typeof draftFields)[];

/** What a draft would change, field by field. */
export const changesOf = (before: ExperimentDraft, after: ExperimentDraft): readonly Change[] =>
  names
    .filter((field) => !isSame(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }));

/**
 * Fields whose change would give somebody inside another variant, or put them out. The names of variants may change and
 * coverage may rise: both leave everybody where they are.
 */
export function reassigning(before: ExperimentDefinition, after: ExperimentDraft): readonly string[] {
  const fixed = ["app", "feature", "kind", "targeting", "namespace", "heldOut", "sticky"] as const;
  const fields: string[] = fixed.filter((field) => !isSame(before[field], after[field]));
  const dealt = (definition: ExperimentDraft) =>
    definition.variants.map(({ key, value, weight }) => [key, value, weight]);
  if (!isSame(dealt(before), dealt(after))) fields.push("variants");
  if (after.coverage < before.coverage) fields.push("coverage");
  return fields;
}

/** Fields that decide how the result is judged. What only shows more (a segment, a further metric) may be added. */
export function goalMoving(before: ExperimentDefinition, after: ExperimentDraft): readonly string[] {
  const fields: string[] = [];
  const judged = ({ measurement: { primary, secondary, guardrails, ownMetrics, alpha } }: ExperimentDraft) => [
    primary,
    secondary,
    guardrails,
    ownMetrics,
    alpha,
  ];
  if (!isSame(judged(before), judged(after))) fields.push("measurement");
  for (const field of ["plan", "layer"] as const) if (!isSame(before[field], after[field])) fields.push(field);
  return fields;
}

/** Structural: both are plain data that was parsed by one schema, so that fields come in one order. */
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
