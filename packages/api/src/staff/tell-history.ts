import type { Staff } from "@flywheel/accounts/staff";
import type { AuditEntry } from "@flywheel/experiments";

/** `byName`: null for the machine's own hands, and for somebody who is no longer here. */
export type ToldEntry = AuditEntry & { readonly byName: string | null };

/** What was done, with the name of who did it: an id means nothing to people. */
export function tellHistory(entries: readonly AuditEntry[], people: readonly Staff[]): readonly ToldEntry[] {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return entries.map((entry) => ({ ...entry, byName: names.get(entry.by) ?? null }));
}
