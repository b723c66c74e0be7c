import {
  definitionOf,
  type EventName,
  isEventName,
  type TakenEvent,
  type VisitorId,
  visitorKeyOf,
} from "@flywheel/vocabulary";
import type { z } from "zod";
import { Envelope, fieldShape, isRecord } from "./candidate.ts";
import { columnsOf, plainFields } from "./columns.ts";
import type { RefusalReason } from "./port.ts";
import type { Sender, Surroundings } from "./sender.ts";

const dayMs = 86_400_000;

/** What intake knows about a batch before it looks at an event. */
export type Circumstances = {
  readonly sender: Sender;
  readonly surroundings: Surroundings;
  readonly receivedAtMs: number;
  /** What the sender's clock is behind ours; added to its times. */
  readonly offsetMs: number;
};

export type Judgement = { readonly outcome: "good"; readonly event: TakenEvent } | Refusal;

export type Refusal = {
  readonly outcome: "refused";
  readonly reason: RefusalReason;
  /** Names of fields at which it failed, from our own lists. */
  readonly paths: readonly string[];
};

export const refuse = (reason: RefusalReason, paths: readonly string[] = []): Refusal => ({
  outcome: "refused",
  reason,
  paths,
});

/** One candidate on its own: the event it is, or why it is none. Nothing it carries is repeated, but names from our lists. */
export function judge(candidate: unknown, circumstances: Circumstances): Judgement {
  const { sender, surroundings, receivedAtMs, offsetMs } = circumstances;
  if (!isRecord(candidate)) return refuse("malformed", ["name"]);
  if (!isKnownName(candidate.name)) return refuse("unknown-event", ["name"]);

  const envelope = Envelope.safeParse(candidate);
  if (!envelope.success) return refuse(reasonFor(envelope.error, "malformed"), pathsOf(envelope.error, ""));
  const { id, name, app, build, sessionId, atMs: sentMs, seq, visitorId: named, fields: given } = envelope.data;
  if (!isRecord(given)) return refuse("malformed", ["fields"]);
  const { writer, layer, consent, fields: schema } = definitionOf(name);

  if (writer === "network" || (writer === "server" && sender.kind === "browser")) return refuse("not-yours", ["name"]);
  if (sender.kind === "server" && sender.app !== null && sender.app !== app) return refuse("not-yours", ["app"]);
  const visitorId = ownerOf(sender, named);
  if (visitorId === "missing") return refuse("malformed", ["visitorId"]);
  if (visitorId === "foreign") return refuse("not-yours", ["visitorId"]);
  if (consent === "analytics" && sender.kind === "browser" && !sender.consented) return refuse("no-consent");

  const parsed = schema.safeParse(given);
  if (!parsed.success) return refuse(reasonFor(parsed.error, "wrong-field"), pathsOf(parsed.error, "fields."));
  const atMs = Math.max(0, sentMs + offsetMs);
  if (atMs > receivedAtMs + dayMs) return refuse("too-far-in-the-future", ["atMs"]);

  const fields = plainFields(parsed.data);
  const { requestId, model, funding, experiment, variant, value } = columnsOf(name, fields);
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
      device: surroundings.device,
      browser: surroundings.browser,
      bot: surroundings.bot,
      simulated: sender.kind === "server" && sender.simulated,
      requestId,
      model,
      funding,
      experiment,
      variant,
      value,
      fields,
    },
  };
}

const isKnownName = (name: unknown): name is EventName => typeof name === "string" && isEventName(name);

/** A browser is who its cookie says and need not say more; a server must say of whom it speaks. */
function ownerOf(sender: Sender, named: VisitorId | undefined): VisitorId | "missing" | "foreign" {
  if (sender.kind === "server") return named ?? "missing";
  return named === undefined || named === sender.visitorId ? sender.visitorId : "foreign";
}

const reasonFor = ({ issues }: z.ZodError, otherwise: RefusalReason): RefusalReason =>
  issues.some(({ code }) => code === "unrecognized_keys") ? "unknown-field" : otherwise;

/** Names of fields, at most ten; a name that could be somebody's words is not repeated. */
function pathsOf({ issues }: z.ZodError, prefix: string): string[] {
  const names = issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys : [issue.path.map(String).join(".")],
  );
  return names.slice(0, 10).map((name) => prefix + (fieldShape.test(name) ? name : "(other)"));
}
