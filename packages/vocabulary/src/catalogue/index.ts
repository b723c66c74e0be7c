import type { z } from "zod";
import { asking } from "./asking.ts";
import type { EventDefinition } from "./define.ts";
import { experimenting } from "./experimenting.ts";
import { keeping } from "./keeping.ts";
import { paying } from "./paying.ts";
import { probing } from "./probing.ts";
import { proving } from "./proving.ts";
import { serving } from "./serving.ts";
import { supplying } from "./supplying.ts";
import { visiting } from "./visiting.ts";

/**
 * Everything Flywheel can observe: one closed list. Its strictness is the privacy rule in code: an event with a field
 * that is not named here is refused, by the compiler in the app and by intake again.
 */
export const catalogue = {
  ...visiting,
  ...asking,
  ...serving,
  ...keeping,
  ...paying,
  ...proving,
  ...probing,
  ...experimenting,
  ...supplying,
} as const;

export type Catalogue = typeof catalogue;
export type EventName = keyof Catalogue;
export type EventsBy<W extends EventDefinition["writer"]> = {
  [Name in EventName]: Catalogue[Name]["writer"] extends W ? Name : never;
}[EventName];
export type BrowserEventName = EventsBy<"browser">;
export type ServerEventName = EventsBy<"server">;
export type NetworkEventName = EventsBy<"network">;

/** What an event of this name says, as code writes it: ids may be plain strings, intake parses them. */
export type FieldsOf<Name extends EventName> = z.input<Catalogue[Name]["fields"]>;

export const eventNames = Object.keys(catalogue) as [EventName, ...EventName[]];
export const isEventName = (name: string): name is EventName => Object.hasOwn(catalogue, name);
export const definitionOf = (name: EventName): EventDefinition => catalogue[name];

export type { EventDefinition, Writer } from "./define.ts";
export { Medium, RefusalCode } from "./fields.ts";
