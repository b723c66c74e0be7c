import type { EventCard } from "@flywheel/telemetry";
import type { Layer } from "@flywheel/vocabulary";
import { type AppId, appIds } from "@flywheel/vocabulary/apps";
import { layerIds } from "../../words/layer-names.ts";

/** Which events are watched. It is in the address, so that a view can be handed on; null means all. */
export type EventFilter = {
  readonly app: AppId | null;
  readonly layer: Layer | null;
  readonly name: string | null;
  readonly traffic: "real" | "simulated";
};

/** What is not understood in an address counts as not said. */
export function readEventFilter({ app, layer, name, traffic }: Readonly<Record<string, unknown>>): EventFilter {
  return {
    app: appIds.find((id) => id === app) ?? null,
    layer: layerIds.find((id) => id === layer) ?? null,
    name: typeof name === "string" && /^[a-z]+\.[a-z]+$/.test(name) ? name : null,
    traffic: traffic === "simulated" ? "simulated" : "real",
  };
}

/** Only what differs from watching everything real. */
export function writeEventFilter({ app, layer, name, traffic }: EventFilter): Record<string, string> {
  return {
    ...(app === null ? {} : { app }),
    ...(layer === null ? {} : { layer }),
    ...(name === null ? {} : { name }),
    ...(traffic === "real" ? {} : { traffic }),
  };
}

export const passes = ({ app, layer, name }: EventFilter, event: EventCard): boolean =>
  (app === null || event.app === app) &&
  (layer === null || event.layer === layer) &&
  (name === null || event.name === name);
