import type { EventName, NetworkEvent, TakenEvent, VisitorId } from "@flywheel/vocabulary";

/** Why intake turned an event away, in words a developer can act on; never with the values it carried. */
export type RefusalReason =
  | "malformed"
  | "unknown-event"
  | "unknown-field"
  | "wrong-field"
  | "not-yours"
  /** The visitor has not agreed to analytics. */
  | "no-consent"
  | "too-far-in-the-future"
  | "too-large";

/**
 * A refused event as it is kept: enough to find and mend the sender. Names of fields only, because an event is refused
 * exactly when something travelled that has no business here.
 */
export type QuarantinedEvent = {
  readonly receivedAtMs: number;
  readonly reason: RefusalReason;
  readonly name: EventName | null;
  readonly app: string | null;
  readonly paths: readonly string[];
};

/** Where a reader of the log has got to; opaque, made by the log. */
export type LogCursor = string & { readonly LogCursor: unique symbol };

/** What telemetry needs kept. */
export type EventLog = {
  /** Stores what is new, atomically. The first version of an event id wins; a resend changes nothing. */
  append(events: readonly TakenEvent[]): Promise<{ readonly accepted: number; readonly repeated: number }>;
  appendNetwork(events: readonly NetworkEvent[]): Promise<{ readonly accepted: number; readonly repeated: number }>;
  quarantine(refused: readonly QuarantinedEvent[]): Promise<void>;
  /** Refused events received at `sinceMs` or later, counted by reason and name; most frequent first. */
  quarantined(sinceMs: number): Promise<readonly { reason: RefusalReason; name: EventName | null; count: number }[]>;
  /**
   * Events after the cursor in an order in which no committed event is ever skipped; null starts at the newest end.
   * Events of one commit may come in any order.
   */
  tail(
    cursor: LogCursor | null,
    limit: number,
  ): Promise<{ readonly events: readonly TakenEvent[]; readonly cursor: LogCursor }>;
  /** The newest events by time, newest first, of one population: real visitors and simulated ones never mix. */
  newest(limit: number, of: { readonly simulated: boolean }): Promise<readonly TakenEvent[]>;
  /** Everything that is known of one visitor, oldest first. */
  ofVisitor(visitorId: VisitorId): Promise<readonly TakenEvent[]>;
  /** Forgets one visitor; returns how many events went. */
  erase(visitorId: VisitorId): Promise<number>;
};
