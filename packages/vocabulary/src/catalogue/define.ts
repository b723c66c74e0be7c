import type { z } from "zod";
import type { ConsentClass } from "../consent.ts";
import type { Layer } from "../layers.ts";

/** Who may write an event. `server`: the API, of a visitor. `network`: the network's own facts, which have no visitor. */
export type Writer = "browser" | "server" | "network";

export type EventDefinition = {
  /** When it happens, in one sentence. */
  readonly when: string;
  readonly writer: Writer;
  readonly layer: Layer;
  readonly consent: ConsentClass;
  /** A strict object: an event with a field that is not named here is refused, so a prompt has nowhere to travel. */
  readonly fields: z.ZodObject;
  /** The numeric field that a question sums when it asks for the event's value. */
  readonly value?: string;
};

/** Keeps the literal types of a group of definitions while checking their form. */
export const define = <const Group extends Record<string, EventDefinition>>(group: Group): Group => group;
