import { visitorKeyOf } from "@flywheel/vocabulary";
import { shortKeyOf } from "./event-card.ts";
import type { KeptCandidate, QuarantinedEvent } from "./port.ts";

/** A refused event as people here see it: plain JSON, and of the visitor only enough to tell two apart. */
export type QuarantineCard = Pick<QuarantinedEvent, "id" | "receivedAtMs" | "reason" | "name" | "app" | "paths"> & {
  /** Null where nothing of it may be kept. */
  readonly kept:
    | (Pick<KeptCandidate, "text" | "withheld" | "sender" | "simulated" | "device" | "browser" | "bot"> & {
        readonly visitor: string | null;
      })
    | null;
};

export function quarantineCardOf({ kept, ...event }: QuarantinedEvent): QuarantineCard {
  const { id, receivedAtMs, reason, name, app, paths } = event;
  return { id, receivedAtMs, reason, name, app, paths, kept: kept && keptCardOf(kept) };
}

function keptCardOf({ text, withheld, visitorId, sender, simulated, device, browser, bot }: KeptCandidate) {
  const visitor = visitorId && shortKeyOf(visitorKeyOf(visitorId));
  return { text, withheld, visitor, sender, simulated, device, browser, bot };
}
