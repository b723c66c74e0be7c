import { type EventFilter, type FieldValue, KnownEventFilter } from "@flywheel/vocabulary";

/** Which events count, in one word of an address: `payment.settled`, or `payment.settled:funding=purchased`. */
export function printEvent({ name, where = {} }: EventFilter): string {
  const [condition] = Object.entries(where);
  return condition ? `${name}:${condition[0]}=${condition[1]}` : name;
}

/** Null for what no event can match, as the server would refuse it. */
export function parseEvent(text: string): EventFilter | null {
  const [name = "", ...rest] = text.split(":");
  const condition = rest.join(":");
  if (condition === "") return known({ name });
  const [field = "", ...value] = condition.split("=");
  return filterOf(name, field, value.join("="));
}

/** The value is of the kind that the field has, whatever it looks like as text. */
export function filterOf(name: string, field: string, text: string): EventFilter | null {
  const values: readonly FieldValue[] = [
    text,
    ...(text === "true" || text === "false" ? [text === "true"] : []),
    ...(text.trim() !== "" && Number.isFinite(Number(text)) ? [Number(text)] : []),
  ];
  return values.map((value) => known({ name, where: { [field]: value } })).find((filter) => filter !== null) ?? null;
}

const known = (filter: { name: string; where?: Record<string, FieldValue> }): EventFilter | null =>
  KnownEventFilter.safeParse(filter).data ?? null;

/** From `least` to `most` of them, or nothing is understood. */
export const parseEvents =
  ({ least, most }: { readonly least: number; readonly most: number }) =>
  (text: string): readonly EventFilter[] | null => {
    const events = text.split(",").map(parseEvent);
    const understood = events.flatMap((event) => event ?? []);
    const isAll = understood.length === events.length;
    return isAll && events.length >= least && events.length <= most ? understood : null;
  };

export const printEvents = (events: readonly EventFilter[]): string => events.map(printEvent).join(",");
