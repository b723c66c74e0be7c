import type { AppId, BrowserEventName, Consent, FieldsOf, SentEvent } from "@flywheel/vocabulary";
import { mint } from "@flywheel/vocabulary/mint";
import { entryOf } from "./recorder/entry.ts";
import { createOutbox, defaultPace, type Pace } from "./recorder/outbox.ts";
import { pageStorage, type RecorderPage, type RecorderStorage } from "./recorder/page.ts";
import { createSessions } from "./recorder/sessions.ts";

export type { Pace } from "./recorder/outbox.ts";
export type { RecorderPage, RecorderStorage } from "./recorder/page.ts";

/** Measuring must not be able to break the product: nothing here returns a failure, throws one or is waited for. */
export type Recorder = {
  record<Name extends BrowserEventName>(name: Name, fields: FieldsOf<Name>): void;
  /** Call it when the server knows: it refuses events of visitors whose yes it has not heard. */
  setConsent(consent: Consent): void;
  /** The session that events are recorded under now. */
  sessionId(): string | null;
  /** Drops what waits and the session that was remembered. */
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
  /** null: nothing is remembered beyond the page. */
  readonly storage?: RecorderStorage | null;
  readonly fetch?: typeof fetch;
  readonly page?: RecorderPage;
  readonly pace?: Partial<Pace>;
};

export function createRecorder(parts: RecorderParts): Recorder {
  const { app, build, now, randomBytes, privacySignal = false, endpoint = "/api/trpc/telemetry.record" } = parts;
  const { page = window, storage = pageStorage() } = parts;
  const request: typeof fetch = parts.fetch ?? ((input, init) => fetch(input, init));
  const pace = { ...defaultPace, ...parts.pace };
  const outbox = createOutbox({ fetch: request, endpoint, now, randomBytes, pace });
  let consent: Consent = privacySignal ? "denied" : parts.consent;
  const sessions = createSessions({ storage, randomBytes, mayRemember: () => consent === "granted" });
  let hasEntered = false;

  function put(name: BrowserEventName, fields: unknown, atMs: number): void {
    const { sessionId, seq, began } = sessions.stamp(atMs);
    if (began && name !== "session.started") {
      putStamped("session.started", { ...enter(), first: began.first }, atMs, sessionId, seq);
      put(name, fields, atMs);
    } else {
      putStamped(name, fields, atMs, sessionId, seq);
    }
  }

  function putStamped(name: BrowserEventName, fields: unknown, atMs: number, sessionId: string, seq: number): void {
    const id = mint<string>("evt", randomBytes);
    // Text from here on: what is sent is what was recorded, whatever happens to the object.
    outbox.put(JSON.stringify({ id, name, app, build, sessionId, atMs, seq, fields } satisfies Travelling));
  }

  /** The address says how the page was entered, once; a session that begins later in it has no door. */
  function enter() {
    const entry = hasEntered ? ({ entry: "direct" } as const) : entryOf(page);
    hasEntered = true;
    return entry;
  }

  const leaveIfHidden = () => {
    if (page.document.visibilityState === "hidden") outbox.leave();
  };
  page.addEventListener("pagehide", outbox.leave);
  page.addEventListener("online", outbox.retry);
  page.addEventListener("pageshow", outbox.retry);
  page.document.addEventListener("visibilitychange", leaveIfHidden);
  if (consent === "granted") outbox.open();

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
      if (consent === "denied") {
        outbox.empty();
        sessions.forget();
      }
    },
    sessionId: () => (consent === "denied" ? null : sessions.id()),
    async forget() {
      outbox.empty();
      sessions.forget();
      if (consent === "granted") outbox.open();
    },
    close() {
      outbox.close();
      page.removeEventListener("pagehide", outbox.leave);
      page.removeEventListener("online", outbox.retry);
      page.removeEventListener("pageshow", outbox.retry);
      page.document.removeEventListener("visibilitychange", leaveIfHidden);
    },
  };
}

/** An event as it travels, before anybody has parsed it. */
type Travelling = { readonly [Key in Exclude<keyof SentEvent, "visitorId">]: unknown };
