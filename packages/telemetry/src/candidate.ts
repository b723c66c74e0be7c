import { type AppId, appIds, EventId, type EventName, isEventName, SentEvent } from "@flywheel/vocabulary";
import { z } from "zod";

/** The envelope alone: fields are parsed once, by the event's own schema. */
export const Envelope = SentEvent.extend({ fields: z.unknown() });

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a field may be called; a key of any other form could be somebody's words. */
export const fieldShape = /^[a-z][a-zA-Z0-9]{0,40}$/;

/** What a candidate says it is, as far as it can be told in words of our own. */
export type Claims = { readonly id: EventId | null; readonly name: EventName | null; readonly app: AppId | null };

export function claimsOf(candidate: unknown): Claims {
  if (!isRecord(candidate)) return { id: null, name: null, app: null };
  const { id, name, app } = candidate;
  return {
    id: EventId.safeParse(id).data ?? null,
    name: typeof name === "string" && isEventName(name) ? name : null,
    app: appIds.find((known) => known === app) ?? null,
  };
}
