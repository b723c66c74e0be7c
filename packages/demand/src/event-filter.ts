import { definitionOf, type EventFilter, eventNames, type FieldValue } from "@flywheel/vocabulary";
import { z } from "zod";

const Value = z.union([z.string().max(64), z.number(), z.boolean()]);

/** Which events a step or a count means: a name, and fields that must have a value. Only fields that the event has. */
export const EventFilterInput = z
  .strictObject({ name: z.enum(eventNames), where: z.record(z.string().max(64), Value).optional() })
  .refine(({ name, where = {} }) => Object.keys(where).every((field) => field in definitionOf(name).fields.shape), {
    message: "the event has no such field",
    path: ["where"],
  });

/** Whether no event can match both: another name, or a field on which they disagree. */
export function areDisjoint(a: EventFilter, b: EventFilter): boolean {
  if (a.name !== b.name) return true;
  const theirs: Readonly<Record<string, FieldValue>> = b.where ?? {};
  return Object.entries(a.where ?? {}).some(([field, value]) => field in theirs && theirs[field] !== value);
}
