import type { EventFilter } from "@flywheel/vocabulary";

/** As a person reads it. */
export function sayEvent({ name, where = {} }: EventFilter): string {
  return [name, ...Object.entries(where).map(([field, value]) => `${field} = ${value}`)].join(", ");
}

export const sayEvents = (events: readonly EventFilter[]): string => events.map(sayEvent).join(" or ");
