import { definitionOf, type EventName } from "@flywheel/vocabulary";
import { filterOf } from "../asking/event-text.ts";

/** All values that a field of an event can have, as text; null when they are too many to name. */
export function valuesOfField(name: EventName, field: string): readonly string[] | null {
  const schema = bare(definitionOf(name).fields.shape[field]);
  if (schema === undefined) return null;
  if ("options" in schema && Array.isArray(schema.options) && schema.options.every((it) => typeof it === "string")) {
    return schema.options;
  }
  const isBoolean = filterOf(name, field, "true") !== null && filterOf(name, field, "a") === null;
  return isBoolean ? ["true", "false"] : null;
}

/** Without the wrapping of a field that may be missing. */
function bare(schema: object | undefined): object | undefined {
  return schema !== undefined && "unwrap" in schema && typeof schema.unwrap === "function"
    ? bare(schema.unwrap() as object)
    : schema;
}
