import { setTimeout as sleep } from "node:timers/promises";
import type { QuarantinedEvent } from "@flywheel/telemetry/port";
import type { NetworkEvent } from "@flywheel/vocabulary";
import { StoreUnavailableError } from "../errors.ts";
import { type Chunk, chunksOf, isOfTheRecord, partsOf, rowsOf } from "./chunks.ts";
import type { Command } from "./command.ts";
import type { Journal, KeptRecord } from "./journal.ts";
import type { JournalRecord } from "./record.ts";

/** The database, as the end of the journal. Each call is one transaction. */
export type Sink = {
  /** Lines of events; returns how many were new. */
  storeLines(lines: Buffer, rows: number): Promise<number>;
  storeNetwork(facts: readonly NetworkEvent[]): Promise<void>;
  storeRefused(refused: readonly QuarantinedEvent[]): Promise<void>;
  /** May be done again: after a restart the journal is read from its start. Returns how many rows it touched. */
  perform(command: Command): Promise<number>;
  /** Resolves when all that was stored survives a power cut; only then is it taken out of the journal. */
  makeDurable(): Promise<void>;
};

export type DrainStatus = {
  readonly backlogEvents: number;
  /** How long the oldest event that is not in the database has waited. */
  readonly oldestMs: number;
  /** Since the server started: what the database did not have before, what it had, and what it refused. */
  readonly stored: number;
  readonly repeated: number;
  readonly setAside: number;
  /** Why nothing moves, if so. */
  readonly failure: string | null;
};

export type Drain = {
  /**
   * Resolves when all that the journal holds now is in the database.
   * @throws StoreUnavailableError when the database does not take it in time.
   */
  drained(timeoutMs?: number): Promise<void>;
  /** The database may have lost what it had not made durable: everything that is kept is stored again. */
  rewind(): void;
  /** Takes all that the journal holds now out of it, once the database has it for certain. */
  release(timeoutMs?: number): Promise<void>;
  status(): DrainStatus;
  /** Stores what is left, if the database takes it at once, and stops. */
  close(): Promise<void>;
};

export type DrainParts = {
  readonly journal: Journal;
  readonly sink: Sink;
  readonly now: () => number;
  readonly log: (sentence: string) => void;
  /** The most that one transaction takes. */
  readonly chunkRows: number;
  /** Keeps an event that the database itself refuses, so that those behind it are not held up. */
  readonly setAside: (record: JournalRecord, error: unknown) => Promise<void>;
  /** Told after every chunk that the database has new rows. */
  readonly onStored: () => void;
};

const readBytes = 4 * 1024 * 1024;
const gatherMs = 20;
const releaseEveryMs = 30_000;
const releaseBytes = 128 * 1024 * 1024;

/** Brings what the journal holds to the database, in order, for as long as it takes. */
export function startDrain(parts: DrainParts): Drain {
  const { journal, sink, now, log } = parts;
  let position = journal.start();
  let isClosing = false;
  let failure: string | null = null;
  let [stored, repeated, setAside] = [0, 0, 0];
  let rewinds = 0;
  let releasedMs = now();
  let waiters: { readonly row: number; readonly resolve: () => void }[] = [];
  /** When the journal had grown to so many rows; tells how long the oldest of them waits. */
  let growth: { readonly row: number; readonly atMs: number }[] = [];

  async function run(): Promise<void> {
    while (!isClosing) {
      try {
        const before = rewinds;
        const { records, next } = await journal.read(position, readBytes);
        if (rewinds !== before) continue; // it was read from a place that is not ours any more
        if (records.length === 0) {
          position = next;
          await rest();
          continue;
        }
        const { row } = journal.end();
        if (row > (growth.at(-1)?.row ?? 0)) growth.push({ row, atMs: now() });
        await storeInOrder(records, before);
        if (now() - releasedMs > releaseEveryMs && journal.status().bytes > releaseBytes) await release();
        // A transaction costs as much for one event as for a hundred: unless somebody waits, some are let come together.
        else if (waiters.length === 0 && !isClosing) await gather();
      } catch (error) {
        await pauseAfter(error);
      }
    }
  }

  async function storeInOrder(records: readonly KeptRecord[], before: number): Promise<void> {
    for (const chunk of chunksOf(records, parts.chunkRows)) {
      await storeChunk(chunk);
      if (rewinds !== before) return;
      position = chunk.records.at(-1)?.to ?? position;
      failure = null;
      tell();
    }
  }

  let endGathering = () => {};
  async function gather(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, gatherMs);
      endGathering = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Nothing to do: a good moment to let go of what is stored, and then to wait for more. */
  async function rest(): Promise<void> {
    tell();
    if (now() - releasedMs > releaseEveryMs && journal.status().bytes > 0) {
      await journal.rotate();
      await release();
    }
    const more = new AbortController();
    await Promise.race([
      journal.grown(position).then(() => more.abort()),
      sleep(releaseEveryMs, undefined, { ref: false, signal: more.signal }).catch(() => {}),
    ]);
  }

  let attempts = 0;
  async function pauseAfter(error: unknown): Promise<void> {
    const said = error instanceof Error ? error.message : "an unknown failure";
    if (said !== failure) log(`events wait in the journal: ${said}`);
    failure = said;
    attempts += 1;
    const untilMs = Math.min(100 * 2 ** Math.min(attempts, 6), 3_000);
    for (let waitedMs = 0; waitedMs < untilMs && !isClosing; waitedMs += 50) await sleep(50);
  }

  async function storeChunk({ kind, records }: Chunk): Promise<void> {
    try {
      await storeWhole({ kind, records });
      attempts = 0;
      parts.onStored();
    } catch (error) {
      if (!isOfTheRecord(error)) throw error;
      await storeOneByOne({ kind, records }, error);
    }
  }

  async function storeWhole({ kind, records }: Chunk): Promise<void> {
    if (kind === "events") {
      const rows = rowsOf(records);
      const inserted = await sink.storeLines(Buffer.concat(records.map(({ payload }) => payload)), rows);
      stored += inserted;
      repeated += rows - inserted;
    } else if (kind === "network") {
      await sink.storeNetwork(records.flatMap(({ payload }) => JSON.parse(payload.toString()) as NetworkEvent[]));
    } else if (kind === "refused") {
      await sink.storeRefused(records.flatMap(({ payload }) => JSON.parse(payload.toString()) as QuarantinedEvent[]));
    } else {
      for (const { payload } of records) await sink.perform(JSON.parse(payload.toString()) as Command);
    }
  }

  /** The database refuses something in it for itself: all but that is stored, and that is kept apart. */
  async function storeOneByOne({ kind, records }: Chunk, error: unknown): Promise<void> {
    const parted = records.flatMap(partsOf);
    if (parted.length === 1 && parted[0]) {
      await parts.setAside(parted[0], error);
      setAside += parted[0].rows;
      const reason = error instanceof Error ? error.message : "an unknown failure";
      log(`one record of ${kind} could not be stored and was set aside: ${reason}`);
      return;
    }
    const half = Math.ceil(parted.length / 2);
    for (const part of [parted.slice(0, half), parted.slice(half)]) await storeChunk({ kind, records: part });
  }

  async function release(): Promise<void> {
    const [upTo, before] = [position, rewinds];
    await sink.makeDurable();
    if (rewinds !== before) return; // what is durable now may lack what was stored before
    await journal.release(upTo);
    releasedMs = now();
    failure = null;
  }

  function tell(): void {
    growth = growth.filter(({ row }) => row > position.row);
    const due = waiters.filter(({ row }) => row <= position.row);
    waiters = waiters.filter(({ row }) => row > position.row);
    for (const { resolve } of due) resolve();
  }

  const running = run();

  async function drained(timeoutMs = 10_000): Promise<void> {
    const late = new AbortController();
    const inTime = await Promise.race([
      passed(late.signal).then(() => true),
      sleep(timeoutMs, false, { signal: late.signal }).catch(() => false),
    ]).finally(() => late.abort());
    if (inTime) return;
    const reason = failure ?? "it is behind with storing what has arrived";
    throw new StoreUnavailableError({ where: "the database", reason, advice: "it is tried again by itself" });
  }

  /** Resolves when the database has what the journal holds now; forgotten when nobody waits any more. */
  async function passed(given: AbortSignal): Promise<void> {
    await journal.settled();
    const { row } = journal.end();
    if (row <= position.row || given.aborted) return;
    await new Promise<void>((resolve) => {
      const waiter = { row, resolve };
      waiters.push(waiter);
      endGathering();
      given.addEventListener("abort", () => {
        waiters = waiters.filter((it) => it !== waiter);
        resolve();
      });
    });
  }

  async function releaseAll(timeoutMs?: number): Promise<void> {
    await journal.rotate();
    await drained(timeoutMs);
    await release();
  }

  return {
    drained,

    rewind() {
      rewinds += 1;
      position = journal.start();
    },

    release: releaseAll,

    status: () => ({
      backlogEvents: Math.max(0, journal.end().row - position.row),
      oldestMs: journal.end().row > position.row ? now() - (growth[0]?.atMs ?? now()) : 0,
      stored,
      repeated,
      setAside,
      failure,
    }),

    async close() {
      // Nothing is left behind if it can be helped: the next server may use this directory with another database.
      await releaseAll(3_000).catch(() => {});
      isClosing = true;
      await journal.close();
      await running;
    },
  };
}
