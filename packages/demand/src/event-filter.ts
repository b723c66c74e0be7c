import type { EventFilter, FieldValue } from "@flywheel/vocabulary";

/** Whether no event can match both: another name, or a field on which they disagree. */
export function areDisjoint(a: EventFilter, b: EventFilter): boolean {
  if (a.name !== b.name) return true;
  const theirs: Readonly<Record<string, FieldValue>> = b.where ?? {};
  return Object.entries(a.where ?? {}).some(([field, value]) => field in theirs && theirs[field] !== value);
}
