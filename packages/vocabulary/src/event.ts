import { z } from "zod";
import { type AppId, appIds } from "./apps.ts";
import { type EventName, eventNames } from "./catalogue/index.ts";
import type { Funding } from "./funding.ts";
import { EventId, type ModelId, type RequestId, SessionId, Slug, VisitorId } from "./ids.ts";
import type { Layer } from "./layers.ts";

/** Milliseconds since 1970 by the clock of whoever wrote the event; intake corrects it. */
const AtMs = z.int().min(0).max(8_640_000_000_000_000);

/** An event as it travels: an envelope, and the fields that the catalogue names. Fields are parsed by name at intake. */
export const SentEvent = z.strictObject({
  id: EventId,
  name: z.enum(eventNames),
  app: z.enum(appIds as [AppId, ...AppId[]]),
  /** Which build of the app recorded it. */
  build: Slug.optional(),
  sessionId: SessionId,
  atMs: AtMs,
  /** Counts up inside a browser, so that equal times keep their order. */
  seq: z.int().nonnegative().max(Number.MAX_SAFE_INTEGER),
  /** Only senders with a write key may name a visitor; a browser is who its cookie says. */
  visitorId: VisitorId.optional(),
  fields: z.record(z.string().max(64), z.unknown()),
});
export type SentEvent = z.infer<typeof SentEvent>;

export type FieldValue = string | number | boolean;

/** A visitor's event after intake: whose it is and when it happened are settled. The grain of every question. */
export type TakenEvent = {
  readonly visitorKey: bigint;
  readonly id: EventId;
  /** Corrected time. Order inside a visitor is (atMs, seq, id). */
  readonly atMs: number;
  readonly seq: number;
  readonly receivedAtMs: number;
  readonly name: EventName;
  readonly app: AppId;
  readonly layer: Layer;
  readonly writer: "browser" | "server";
  readonly build: string | null;
  readonly sessionId: SessionId | null;
  readonly device: DeviceClass;
  readonly browser: string;
  /** Made by the simulator; never mixed with real traffic unless asked. */
  readonly simulated: boolean;
  readonly bot: boolean;
  readonly requestId: RequestId | null;
  readonly model: ModelId | null;
  readonly funding: Funding | null;
  readonly experiment: string | null;
  readonly variant: string | null;
  /** The field that the catalogue names as the event's value, as a number. */
  readonly value: number | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
};

/** A fact of the network that has no visitor. */
export type NetworkEvent = {
  readonly id: EventId;
  readonly atMs: number;
  readonly name: EventName;
  readonly layer: Layer;
  readonly node: string | null;
  readonly model: ModelId | null;
  readonly value: number | null;
  readonly simulated: boolean;
  readonly fields: Readonly<Record<string, FieldValue>>;
};

export const deviceClasses = ["desktop", "phone", "tablet", "server", "unknown"] as const;
export type DeviceClass = (typeof deviceClasses)[number];
