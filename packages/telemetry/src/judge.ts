import {
  type AppId,
  appIds,
  definitionOf,
  EventId,
  type EventName,
  isEventName,
  SentEvent,
  type TakenEvent,
  type VisitorId,
  visitorKeyOf,
} from "@flywheel/vocabulary";
import type { z } from "zod";
import { columnsOf, plainFields } from "./columns.ts";
import type { RefusalReason } from "./port.ts";
import type { Sender, Surroundings } from "./sender.ts";

const eventLimitCharacters = 8 * 1_024;
const dayMs = 86_400_000;

/** What intake knows about a batch before it looks at an event. */
export type Circumstances = {
  readonly sender: Sender;
  readonly surroundings: Surroundings;
  readonly receivedAtMs: number;
  /** What the sender's clock is behind ours; added to its times. */
  readonly offsetMs: number;
};

export type Judgement =
  | { readonly outcome: "good"; readonly event: TakenEvent }
  | {
      readonly outcome: "refused";
      readonly reason: RefusalReason;
      readonly id: EventId | null;
      readonly name: EventName | null;
      readonly app: AppId | null;
      readonly paths: readonly string[];
    };

/** One candidate on its own: the event it is, or why it is none. Nothing it carries is repeated, but names from our lists. */
export function judge(candidate: unknown, circumstances: Circumstances): Judgement {
  const { sender, surroundings, receivedAtMs, offsetMs } = circumstances;
  const claimed = claimsOf(candidate);
  const refuse = (reason: RefusalReason, paths: readonly string[] = []): Judgement => ({
    outcome: "refused",
    reason,
    ...claimed,
    paths,
  });

  if (sizeOf(candidate) > eventLimitCharacters) return refuse("too-large");
  if (claimed.name === null) return refuse(isRecord(candidate) ? "unknown-event" : "malformed", ["name"]);

  const envelope = SentEvent.safeParse(candidate);
  if (!envelope.success) {
    return refuse(hasUnknownKeys(envelope.error) ? "unknown-field" : "malformed", pathsOf(envelope.error, ""));
  }
  const { id, name, app, build, sessionId, atMs: sentMs, seq, visitorId: named, fields: given } = envelope.data;
  const { writer, layer, consent, fields: schema } = definitionOf(name);

  if (writer === "network" || (writer === "server" && sender.kind === "browser")) return refuse("not-yours", ["name"]);
  if (sender.kind === "server" && sender.app !== null && sender.app !== app) return refuse("not-yours", ["app"]);
  const visitorId = ownerOf(sender, named);
  if (visitorId === "missing") return refuse("malformed", ["visitorId"]);
  if (visitorId === "foreign") return refuse("not-yours", ["visitorId"]);
  if (consent === "analytics" && sender.kind === "browser" && !sender.consented) return refuse("no-consent");

  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    return refuse(hasUnknownKeys(parsed.error) ? "unknown-field" : "wrong-field", pathsOf(parsed.error, "fields."));
  }
  const atMs = Math.max(0, sentMs + offsetMs);
  if (atMs > receivedAtMs + dayMs) return refuse("too-far-in-the-future", ["atMs"]);

  const fields = plainFields(parsed.data);
  return {
    outcome: "good",
    event: {
      visitorKey: visitorKeyOf(visitorId),
      id,
      atMs,
      seq,
      receivedAtMs,
      name,
      app,
      layer,
      writer,
      build: build ?? null,
      sessionId,
      ...surroundings,
      simulated: sender.kind === "server" && sender.simulated,
      ...columnsOf(name, fields),
      fields,
    },
  };
}

/** A browser is who its cookie says and need not say more; a server must say of whom it speaks. */
function ownerOf(sender: Sender, named: VisitorId | undefined): VisitorId | "missing" | "foreign" {
  if (sender.kind === "server") return named ?? "missing";
  return named === undefined || named === sender.visitorId ? sender.visitorId : "foreign";
}

/** What a refused event says it is, as far as it can be told in words of our own. */
function claimsOf(candidate: unknown): { id: EventId | null; name: EventName | null; app: AppId | null } {
  if (!isRecord(candidate)) return { id: null, name: null, app: null };
  const { id, name, app } = candidate;
  return {
    id: EventId.safeParse(id).data ?? null,
    name: typeof name === "string" && isEventName(name) ? name : null,
    app: appIds.find((known) => known === app) ?? null,
  };
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const sizeOf = (candidate: unknown): number => JSON.stringify(candidate)?.length ?? 0;

const hasUnknownKeys = ({ issues }: z.ZodError): boolean => issues.some(({ code }) => code === "unrecognized_keys");

/** Names of fields, at most ten; a name that could be somebody's words is not repeated. */
function pathsOf({ issues }: z.ZodError, prefix: string): string[] {
  const names = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys : [issue.path.map(String).join(".")],
  );
  return names.slice(0, 10).map((name) => prefix + (/^[a-z][a-zA-Z0-9.]{0,40}$/.test(name) ? name : "(other)"));
}
