import type { TakenEvent } from "@flywheel/vocabulary";

/** An event as people here see it: plain JSON, and of the visitor only enough to tell two apart. */
export type EventCard = Pick<
  TakenEvent,
  | "id"
  | "atMs"
  | "name"
  | "app"
  | "layer"
  | "writer"
  | "device"
  | "browser"
  | "bot"
  | "model"
  | "funding"
  | "experiment"
  | "variant"
  | "simulated"
  | "fields"
> & { readonly visitor: string };

export function eventCardOf(event: TakenEvent): EventCard {
  const { id, atMs, name, app, layer, writer, device, browser, bot, model, funding, experiment, variant } = event;
  const visitor = shortKeyOf(event.visitorKey);
  const { simulated, fields } = event;
  return {
    id,
    atMs,
    name,
    app,
    layer,
    writer,
    visitor,
    device,
    browser,
    bot,
    model,
    funding,
    experiment,
    variant,
    simulated,
    fields,
  };
}

/** Eight hex digits of a visitor's key. */
export const shortKeyOf = (visitorKey: bigint): string =>
  BigInt.asUintN(64, visitorKey).toString(16).padStart(16, "0").slice(0, 8);
