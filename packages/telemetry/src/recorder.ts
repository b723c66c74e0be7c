import type { AppId, BrowserEventName, Consent, FieldsOf, SentEvent } from "@flywheel/vocabulary";
import { mint } from "@flywheel/vocabulary/mint";
import { entryOf } from "./recorder/entry.ts";
import { createIndexedShelf, pageDatabases } from "./recorder/indexed-shelf.ts";
import { createOutbox } from "./recorder/outbox.ts";
import { type Pace, pagePace, shelfLimits } from "./recorder/pace.ts";
import { isOnline, pageStorage, type RecorderPage, type RecorderStorage, watchPage } from "./recorder/page.ts";
import { createSessions } from "./recorder/sessions.ts";
import { createSturdyShelf } from "./recorder/sturdy-shelf.ts";

export type { Pace } from "./recorder/pace.ts";
export type { RecorderPage, RecorderStorage } from "./recorder/page.ts";

/** Browsers give all keepalive requests of a page 64 KiB together; the rest is for other people's. */
const keepaliveBytes = 60 * 1_024;

/** Measuring must not be able to break the product: nothing here returns a failure, throws one or is waited for. */
export type Recorder = {
  record<Name extends BrowserEventName>(name: Name, fields: FieldsOf<Name>): void;
  /** Call it when the server knows: it refuses events of visitors whose yes it has not heard. */
  setConsent(consent: Consent): void;
  /** The session that events are recorded under now. */
  sessionId(): string | null;
  /** Drops what waits, what was kept, also by earlier pages, and the session; resolves when all of it is gone. */
  forget(): Promise<void>;
  close(): void;
};

export type RecorderParts = {
  readonly app: AppId;
  readonly build?: string | undefined;
  readonly endpoint?: string;
  readonly consent: Consent;
  /** Do Not Track or Global Privacy Control: nothing is recorded, whatever was said. */
  readonly privacySignal?: boolean;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Whose events are kept: what a browser kept for one visitor is never sent for another. */
  readonly owner?: string;
  /** null: no session is remembered beyond the page. */
  readonly storage?: RecorderStorage | null;
  /** null: no unsent event is kept beyond the page. */
  readonly databases?: IDBFactory | null;
  readonly fetch?: typeof fetch;
  readonly page?: RecorderPage;
  readonly pace?: Partial<Pace>;
};

export function createRecorder(parts: RecorderParts): Recorder {
  const { app, build, now, randomBytes, privacySignal = false, endpoint = "/api/trpc/telemetry.record" } = parts;
  const { page = window, storage = pageStorage(), databases = pageDatabases(), owner = "" } = parts;
  const request: typeof fetch = parts.fetch ?? ((input, init) => fetch(input, init));
  const pace = { ...pagePace, ...parts.pace };
  const { leftAfterMs } = pace;
  const kept = databases && createIndexedShelf({ factory: databases, owner, now, leftAfterMs, limits: shelfLimits });
  const outbox = createOutbox({
    fetch: request,
    endpoint,
    now,
    randomBytes,
    pace,
    shelf: createSturdyShelf(kept),
    isOnline: () => isOnline(page),
    keepaliveBytes,
  });
  let consent: Consent = privacySignal ? "denied" : parts.consent;
  const sessions = createSessions({ storage, randomBytes, mayRemember: () => consent === "granted" });
  let hasEntered = false;

  function put(name: BrowserEventName, fields: unknown, atMs: number): void {
    const { sessionId, seq, began } = sessions.stamp(atMs);
    const beginning = began && name !== "session.started" ? began : null;
    const said = beginning
      ? { name: "session.started", fields: { ...enter(), first: beginning.first } }
      : { name, fields };
    const id = mint<string>("evt", randomBytes);
    // Text from here on: what is sent is what was recorded, whatever happens to the object.
    outbox.put(JSON.stringify({ id, ...said, app, build, sessionId, atMs, seq } satisfies Travelling));
    if (beginning) put(name, fields, atMs);
  }

  /** The address says how the page was entered, once; a session that begins later in it has no door. */
  function enter() {
    const entry = hasEntered ? ({ entry: "direct" } as const) : entryOf(page);
    hasEntered = true;
    return entry;
  }

  function drop(): Promise<void> {
    sessions.forget();
    return outbox.empty();
  }

  const stopWatching = watchPage(page, outbox);
  if (consent === "granted") outbox.open();
  // Also what a page kept before the browser learned to object.
  else if (consent === "denied") void drop();

  return {
    record(name, fields) {
      if (consent === "denied") return;
      try {
        put(name, fields, now());
      } catch {
        outbox.countLost();
      }
    },
    setConsent(said) {
      const before = consent;
      consent = privacySignal ? "denied" : said;
      if (consent === before) return;
      if (consent === "granted") {
        sessions.remember();
        outbox.open();
      }
      if (consent === "denied") void drop();
    },
    sessionId: () => (consent === "denied" ? null : sessions.id()),
    async forget() {
      await drop();
      if (consent === "granted") outbox.open();
    },
    close() {
      stopWatching();
      outbox.close();
    },
  };
}

/** An event as it travels, before anybody has parsed it. */
type Travelling = { readonly [Key in Exclude<keyof SentEvent, "visitorId">]: unknown };
