import { z } from "zod";
import { definitionOf, type EventName, eventNames } from "../catalogue/index.ts";
import type { FieldValue } from "../event.ts";
import type { EventFilter } from "../journey.ts";

const AnyFilter = z.strictObject({
  name: z.string().max(64),
  where: z.record(z.string().max(64), z.union([z.string().max(64), z.number(), z.boolean()])).optional(),
});

/**
 * Which events count, as somebody wrote it down: a name of the catalogue, and values that its fields can have. What no
 * event can match is refused, because it would be a number that is always zero.
 */
export const KnownEventFilter = AnyFilter.transform((filter, context): EventFilter => {
  const problem = problemOf(filter);
  if (problem !== null) {
    context.addIssue({ code: "custom", message: problem.message, path: problem.path });
    return z.NEVER;
  }
  return { name: filter.name as EventName, ...(filter.where ? { where: filter.where } : {}) };
});

type Problem = { readonly message: string; readonly path: string[] };

function problemOf({ name, where = {} }: z.infer<typeof AnyFilter>): Problem | null {
  const known = eventNames.find((event) => event === name);
  if (known === undefined) return { message: `there is no event "${name}" in the catalogue`, path: ["name"] };

  const { writer, fields } = definitionOf(known);
  if (writer === "network") return { message: `"${name}" has no visitor, so no visitor can do it`, path: ["name"] };
  for (const [field, value] of Object.entries(where)) {
    const schema: z.ZodType | undefined = fields.shape[field];
    if (!schema) return { message: `"${name}" has no field "${field}"`, path: ["where", field] };
    if (!canBe(schema, value)) {
      return { message: `"${field}" of "${name}" is never ${JSON.stringify(value)}`, path: ["where", field] };
    }
  }
  return null;
}

const canBe = (schema: z.ZodType, value: FieldValue): boolean => schema.safeParse(value).success;

/** Whether no event can match both: another name, or a field on which they disagree. */
export function areDisjoint(a: EventFilter, b: EventFilter): boolean {
  if (a.name !== b.name) return true;
  const theirs: Readonly<Record<string, FieldValue>> = b.where ?? {};
  return Object.entries(a.where ?? {}).some(([field, value]) => field in theirs && theirs[field] !== value);
}
