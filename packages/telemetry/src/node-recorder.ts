import type { AppId, BrowserEventName, FieldsOf, SentEvent, ServerEventName } from "@flywheel/vocabulary";
import { mint } from "@flywheel/vocabulary/mint";
import { createFileSpool } from "./node-recorder/file-spool.ts";
import { createMemoryShelf } from "./recorder/memory-shelf.ts";
import { createOutbox } from "./recorder/outbox.ts";
import type { Pace } from "./recorder/pace.ts";
import { createSturdyShelf } from "./recorder/sturdy-shelf.ts";
import { writeKeyHeader } from "./sender.ts";

export type { Pace } from "./recorder/pace.ts";

/** Whose event it is: a server has no cookie that would say so. Ids are as the browser or the store gave them. */
export type Whose = {
  readonly visitorId: string;
  readonly sessionId: string;
  /** When it happened, if not now. */
  readonly atMs?: number;
};

/** The rules of the page's recorder, for servers: nothing here returns a failure, throws one or is waited for. */
export type ServerRecorder = {
  record<Name extends BrowserEventName | ServerEventName>(name: Name, fields: FieldsOf<Name>, whose: Whose): void;
  /** Sends what waits, unless the server named a time; true when nothing waits any more, false after `withinMs`. */
  flush(withinMs?: number): Promise<boolean>;
  /** Flushes, and stops. What could not be sent in time stays in the spool; without one it is lost. */
  close(withinMs?: number): Promise<void>;
  /** Events that this recorder had to give up so far. */
  losses(): number;
};

export type ServerRecorderParts = {
  readonly app: AppId;
  readonly build?: string | undefined;
  /** The whole address of `telemetry.record`. */
  readonly endpoint: string;
  readonly writeKey: string;
  /** Where unsent events survive the process; several processes may share it. */
  readonly spoolDirectory?: string | undefined;
  readonly fetch?: typeof fetch;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly pace?: Partial<Pace>;
};

const serverPace: Pace = {
  batchEvents: 200,
  batchMs: 1_000,
  mostEvents: 500,
  // Intake takes 256 KiB; the rest is for the envelope.
  mostBytes: 240 * 1_024,
  firstRetryMs: 1_000,
  longestRetryMs: 60_000,
  capacity: 50_000,
  capacityBytes: 64 * 1_024 * 1_024,
  timeoutMs: 30_000,
  // What a process left is taken over by the next at once: it is the same service, started again.
  leftAfterMs: 0,
  adoptAtMs: [0],
};

export function createServerRecorder(parts: ServerRecorderParts): ServerRecorder {
  const { app, build, endpoint, writeKey, spoolDirectory: directory, now, randomBytes } = parts;
  const request = parts.fetch ?? fetch;
  const pace = { ...serverPace, ...parts.pace };
  const closing = new AbortController();
  const shelfParts = {
    now,
    leftAfterMs: pace.leftAfterMs,
    limits: { events: 2 * pace.capacity, bytes: 2 * pace.capacityBytes },
  };
  const watchers = new Set<() => void>();
  let lost = 0;
  let recorded = 0;

  const outbox = createOutbox({
    fetch: (input, init) => {
      const signals = [closing.signal, ...(init?.signal ? [init.signal] : [])];
      return request(input, { ...init, signal: AbortSignal.any(signals) });
    },
    endpoint,
    headers: { [writeKeyHeader]: writeKey },
    now,
    randomBytes,
    pace,
    shelf: createSturdyShelf(
      directory === undefined
        ? createMemoryShelf(shelfParts)
        : createFileSpool({ ...shelfParts, directory, name: mint<string>("spool", randomBytes) }),
    ),
    isOnline: () => true,
    keepaliveBytes: 0,
    onLost(count) {
      lost += count;
    },
    onSettled() {
      for (const look of watchers) look();
    },
  });
  outbox.open();

  function flush(withinMs = 10_000): Promise<boolean> {
    outbox.retry();
    return new Promise((resolve) => {
      const timer = setTimeout(() => end(false), withinMs);
      const look = () => {
        if (outbox.size() === 0) end(true);
      };
      const end = (isDone: boolean) => {
        clearTimeout(timer);
        watchers.delete(look);
        resolve(isDone);
      };
      watchers.add(look);
      look();
    });
  }

  return {
    record(name, fields, { visitorId, sessionId, atMs = now() }) {
      recorded += 1;
      try {
        if (closing.signal.aborted) throw new Error("closed");
        const id = mint<string>("evt", randomBytes);
        const event = { id, name, app, build, sessionId, atMs, seq: recorded, visitorId, fields };
        outbox.put(JSON.stringify(event satisfies Travelling));
      } catch {
        outbox.countLost();
      }
    },
    flush,
    async close(withinMs = 5_000) {
      if (closing.signal.aborted) return;
      await flush(withinMs);
      if (directory === undefined) lost += outbox.size();
      outbox.close();
      closing.abort();
    },
    losses: () => lost,
  };
}

/** An event as it travels, before anybody has parsed it. */
type Travelling = { readonly [Key in keyof SentEvent]: unknown };
