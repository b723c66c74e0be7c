import {
  type AppId,
  type DeviceClass,
  definitionOf,
  type EventId,
  type EventName,
  type FieldsOf,
  mint,
  type NetworkEvent,
  type NetworkEventName,
  NodeId,
  type ServerEventName,
  type SessionId,
  type TakenEvent,
  visitorKeyOf,
} from "@flywheel/vocabulary";
import { columnsOf, type FieldValues, plainFields } from "./columns.ts";

/** Where a fact comes from: whose it is, in which app, and the clock and randomness it is stamped with. */
export type FactSource = {
  readonly visitorId: string;
  readonly app: AppId;
  readonly sessionId?: SessionId | undefined;
  readonly device: DeviceClass;
  readonly browser: string;
  readonly bot?: boolean | undefined;
  readonly simulated: boolean;
  /** Keeps facts of one millisecond in order: count it up within a request. */
  readonly seq?: number | undefined;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
};

/** Something that only the server can know, ready for the log. A wrong fact is a programmer's error and throws. */
export function factOf<Name extends ServerEventName>(
  source: FactSource,
  name: Name,
  fields: FieldsOf<Name>,
): TakenEvent {
  const parsed = parseFact(name, fields);
  const nowMs = source.now();
  return {
    visitorKey: visitorKeyOf(source.visitorId),
    id: mint<EventId>("evt", source.randomBytes),
    atMs: nowMs,
    seq: source.seq ?? 0,
    receivedAtMs: nowMs,
    name,
    app: source.app,
    layer: definitionOf(name).layer,
    writer: "server",
    build: null,
    sessionId: source.sessionId ?? null,
    device: source.device,
    browser: source.browser,
    simulated: source.simulated,
    bot: source.bot ?? false,
    ...columnsOf(name, parsed),
    fields: parsed,
  };
}

export type NetworkFactSource = Pick<FactSource, "simulated" | "now" | "randomBytes">;

/** A fact of the network that belongs to no visitor. */
export function networkFactOf<Name extends NetworkEventName>(
  source: NetworkFactSource,
  name: Name,
  fields: FieldsOf<Name>,
): NetworkEvent {
  const parsed = parseFact(name, fields);
  const { model, value } = columnsOf(name, parsed);
  return {
    id: mint<EventId>("evt", source.randomBytes),
    atMs: source.now(),
    name,
    layer: definitionOf(name).layer,
    node: NodeId.safeParse(parsed.node).data ?? null,
    model,
    value,
    simulated: source.simulated,
    fields: parsed,
  };
}

/** Names the event and the fields, never what they held: the message may reach a log. */
export class WrongFactError extends Error {
  override name = "WrongFactError";

  constructor(readonly facts: { readonly event: EventName; readonly fields: readonly string[] }) {
    super(`the catalogue refuses this ${facts.event}: see ${facts.fields.join(", ")}`);
  }
}

function parseFact(name: EventName, fields: unknown): FieldValues {
  const parsed = definitionOf(name).fields.safeParse(fields);
  if (parsed.success) return plainFields(parsed.data);
  throw new WrongFactError({
    event: name,
    fields: parsed.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys : [issue.path.join(".") || "(fields)"],
    ),
  });
}
