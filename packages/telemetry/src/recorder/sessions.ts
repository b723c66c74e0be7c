import { mint } from "@flywheel/vocabulary/mint";
import type { RecorderStorage } from "./page.ts";

/** One session of a browser, shared by all apps and tabs of the origin. */
type Session = { readonly id: string; readonly startedMs: number; readonly lastMs: number; readonly seq: number };

export type Stamp = {
  readonly sessionId: string;
  /** Counts up inside the browser, so that events of one millisecond keep their order. */
  readonly seq: number;
  /** This activity began a session; `first`: none was ever remembered here. */
  readonly began: { readonly first: boolean } | null;
};

export type Sessions = {
  stamp(atMs: number): Stamp;
  /** The session as it stands, without touching it. */
  id(): string | null;
  /** What was held back while the visitor had not agreed may be written now. */
  remember(): void;
  forget(): void;
};

export type SessionsParts = {
  readonly storage: RecorderStorage | null;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Nothing is written to the visitor's device before they agreed. */
  readonly mayRemember: () => boolean;
};

const storageKey = "flywheel.session";
const idleMs = 30 * 60_000;
const longestMs = 24 * 3_600_000;

export function createSessions({ storage, randomBytes, mayRemember }: SessionsParts): Sessions {
  let known: Session | null = null;

  /** Another tab may have gone on with the session, or begun the next one. */
  function latest(): Session | null {
    const stored = readSession(storage);
    return stored && (!known || stored.lastMs >= known.lastMs) ? stored : known;
  }

  return {
    stamp(atMs) {
      const before = latest();
      const goesOn =
        before !== null && atMs - before.lastMs < idleMs && atMs - before.startedMs < longestMs ? before : null;
      const { id, startedMs } = goesOn ?? { id: mint<string>("ses", randomBytes), startedMs: atMs };
      const seq = Math.max(before?.seq ?? 0, known?.seq ?? 0) + 1;
      known = { id, startedMs, lastMs: atMs, seq };
      if (mayRemember()) writeSession(storage, known);
      // Where nothing can be remembered, nobody can know that it is the first.
      return { sessionId: id, seq, began: goesOn ? null : { first: before === null && storage !== null } };
    },
    id: () => latest()?.id ?? null,
    remember() {
      if (known && latest() === known) writeSession(storage, known);
    },
    forget() {
      known = null;
      try {
        storage?.removeItem(storageKey);
      } catch {
        // A storage that cannot be written holds nothing of ours.
      }
    },
  };
}

function readSession(storage: RecorderStorage | null): Session | null {
  try {
    const { id, startedMs, lastMs, seq } = JSON.parse(storage?.getItem(storageKey) ?? "null");
    const whole = [startedMs, lastMs, seq].every(Number.isSafeInteger);
    return whole && /^ses_[a-z0-9]{20}$/.test(id) ? { id, startedMs, lastMs, seq } : null;
  } catch {
    return null;
  }
}

function writeSession(storage: RecorderStorage | null, session: Session): void {
  try {
    storage?.setItem(storageKey, JSON.stringify(session));
  } catch {
    // Full or blocked: the session then lives as long as the page.
  }
}
