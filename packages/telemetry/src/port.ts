import type { AppId, DeviceClass, EventName, NetworkEvent, TakenEvent, VisitorId } from "@flywheel/vocabulary";

/** Why intake turned an event away, in words a developer can act on; never with the values it carried. */
export const refusalReasons = [
  "malformed",
  "unknown-event",
  "unknown-field",
  "wrong-field",
  "not-yours",
  /** The visitor has not agreed to analytics. */
  "no-consent",
  "too-far-in-the-future",
  /** The visitor has had everything about them erased; what they still send is forgotten at once. */
  "erased",
  "too-large",
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/**
 * A refused event as it is kept: enough to find and mend the sender, and where it may be kept, enough to take the event
 * in after all once the cause is mended.
 */
export type QuarantinedEvent = {
  /** Minted by intake: a resend of the same record changes nothing. */
  readonly id: string;
  readonly receivedAtMs: number;
  readonly reason: RefusalReason;
  readonly name: EventName | null;
  readonly app: string | null;
  /** Names of fields, from our own lists. */
  readonly paths: readonly string[];
  /** Null where nothing of it may be kept, such as analytics of a visitor who has not agreed. */
  readonly kept: KeptCandidate | null;
};

/** What is left of a refused event: never words that somebody could have written. */
export type KeptCandidate = {
  /** JSON, bounded; text that is no word of ours is replaced by its length. */
  readonly text: string;
  /** Values were withheld or cut, so taking it in may fail for that alone. */
  readonly withheld: boolean;
  readonly visitorId: VisitorId | null;
  readonly sender: "browser" | "server";
  /** The app that a server's key speaks for; null for any, and for browsers. */
  readonly senderApp: AppId | null;
  readonly simulated: boolean;
  readonly offsetMs: number;
  readonly device: DeviceClass;
  readonly browser: string;
  readonly bot: boolean;
};

/** Which refused events are meant. */
export type QuarantineFilter =
  | { readonly ids: readonly string[] }
  | { readonly reason: RefusalReason; readonly name: EventName | null }
  /** Those of which something is kept. */
  | { readonly visitorId: VisitorId };

/** What became of what was offered; together they are all of it. */
export type Appended = {
  readonly accepted: number;
  readonly repeated: number;
  /** Of visitors who had been erased: dropped. */
  readonly erased: number;
};

/** Where a reader of the log has got to; opaque, made by the log. */
export type LogCursor = string & { readonly LogCursor: unique symbol };

/** What telemetry needs kept. */
export type EventLog = {
  /** Stores what is new, atomically. The first version of an event id wins; a resend changes nothing. */
  append(events: readonly TakenEvent[]): Promise<Appended>;
  appendNetwork(events: readonly NetworkEvent[]): Promise<{ readonly accepted: number; readonly repeated: number }>;
  quarantine(refused: readonly QuarantinedEvent[]): Promise<void>;
  /** Refused events as they are kept, newest first: all of them, or those that are asked for. */
  quarantineList(limit: number, which?: QuarantineFilter): Promise<readonly QuarantinedEvent[]>;
  /** Takes refused events out of the quarantine: they were taken in after all, or dismissed. Returns how many went. */
  releaseQuarantined(ids: readonly string[]): Promise<number>;
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
  /**
   * The events that were stored last, of those of one commit the newest by time first, of one population: real visitors
   * and simulated ones never mix.
   */
  newest(limit: number, of: { readonly simulated: boolean }): Promise<readonly TakenEvent[]>;
  /** Everything that is known of one visitor, oldest first. */
  ofVisitor(visitorId: VisitorId): Promise<readonly TakenEvent[]>;
  /**
   * Forgets one visitor for good: their events and what is quarantined of them, now and if they come again. Returns how
   * many events went.
   */
  erase(visitorId: VisitorId): Promise<number>;
  /** Whether this log remembers to have erased this visitor: a door can turn them away. */
  isErased(visitorKey: bigint): boolean;
  /** Removes every simulated event, of visitors and of the network; returns how many went. */
  removeSimulated(): Promise<number>;
};
