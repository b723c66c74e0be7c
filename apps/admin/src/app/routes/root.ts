import { createRootRoute } from "@tanstack/react-router";
import { ControlRoom } from "../control-room.tsx";

/** What an address asks for, before anybody has read it. */
export type Search = Readonly<Record<string, unknown>>;

export const root = createRootRoute({
  // A one-time link that did not work leads here and says so.
  validateSearch: ({ error }: Search): { error?: string } => (typeof error === "string" ? { error } : {}),
  component: ControlRoom,
});
