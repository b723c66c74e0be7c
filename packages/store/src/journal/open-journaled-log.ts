import { join } from "node:path";
import type { QuarantinedEvent } from "@flywheel/telemetry/port";
import type { NetworkEvent } from "@flywheel/vocabulary";
import { eq } from "drizzle-orm";
import { databaseOn } from "../database.ts";
import type { Engine } from "../engines/engine.ts";
import type { StoredEventLog } from "../event-log.ts";
import { insertNetworkEvents, insertQuarantined } from "../event-rows.ts";
import { toStoreError } from "../guard.ts";
import { eraseVisitor, holdOffRemovals, releaseQuarantined, removeBefore, removeSimulated } from "../removals.ts";
import { removals } from "../schema/events.ts";
import type { Command } from "./command.ts";
import { type Drain, type Sink, startDrain } from "./drain.ts";
import { identityOf } from "./event-lines.ts";
import { type FileSystem, nodeFileSystem } from "./file-system.ts";
import { type Journal, openJournal } from "./journal.ts";
import { createJournaledEventLog, type JournaledEventLog } from "./journaled-event-log.ts";
import { loadLines } from "./load-lines.ts";
import { createOutcomes } from "./outcomes.ts";
import { createRecentIds, type RecentIds } from "./recent-ids.ts";
import { appendSetAside, eraseSetAside } from "./set-aside.ts";

export type JournaledLog = {
  readonly events: JournaledEventLog;
  readonly journal: Journal;
  readonly drain: Drain;
  /** Reads again who has been erased: by another server, or by a test that emptied the tables. */
  refreshErased(): Promise<void>;
  close(): Promise<void>;
};

export type JournaledLogParts = {
  readonly engine: Engine;
  readonly stored: StoredEventLog;
  readonly directory: string;
  readonly now: () => number;
  readonly log: (sentence: string) => void;
  readonly onStored: () => void;
  readonly fileSystem?: FileSystem;
};

/** PostgreSQL takes many rows at a time; PGlite lets nobody else in meanwhile, so it is given fewer. */
const chunkRows = { postgres: 5_000, pglite: 2_000 } as const;

/** The journal in front of a database: opened, what it still holds on its way to the database, and ready for more. */
export async function openJournaledLog(parts: JournaledLogParts): Promise<JournaledLog> {
  const { engine, stored, directory, now, log, onStored, fileSystem = nodeFileSystem } = parts;
  const journal = await openJournal({ directory, fileSystem, log });
  const recent = createRecentIds();
  await remember(journal, recent);
  const erased = new Set<bigint>();
  const outcomes = createOutcomes();
  const setAsidePath = join(directory, "set-aside.log");
  const isErased = (visitorKey: bigint) => erased.has(visitorKey);
  const sink = sinkOn(engine);

  const drain = startDrain({
    journal,
    sink: {
      ...sink,
      async perform(command) {
        const touched = await sink.perform(command);
        if (command.kind === "erase-visitor") {
          erased.add(BigInt(command.visitorKey));
          await eraseSetAside(setAsidePath, isErased);
        }
        if (mayComeAgain(command)) recent.clear();
        outcomes.touched(command.token, touched);
        return touched;
      },
    },
    now,
    log,
    chunkRows: chunkRows[engine.kind],
    async setAside(record, error) {
      await appendSetAside(setAsidePath, record, isErased);
      if (record.kind === "command") outcomes.failed((JSON.parse(record.payload.toString()) as Command).token, error);
    },
    onStored,
  });
  engine.onRestart(() => drain.rewind());

  const startedMs = now();
  let orders = 0;
  const nextToken = () => {
    orders += 1;
    return `${startedMs}.${orders}`;
  };
  const events = createJournaledEventLog({ stored, journal, drain, recent, erased, outcomes, nextToken });

  async function refreshErased(): Promise<void> {
    const known = [...erased];
    const { database } = engine;
    const rows = await database
      .select({ visitorKey: removals.visitorKey })
      .from(removals)
      .where(eq(removals.kind, "visitor"));
    const stored = new Set(rows.map(({ visitorKey }) => visitorKey));
    // Whoever was erased since then stays: the answer may be older than that.
    for (const visitorKey of known) if (!stored.has(visitorKey)) erased.delete(visitorKey);
    for (const visitorKey of stored) if (visitorKey !== null) erased.add(visitorKey);
  }

  try {
    await refreshErased();
  } catch (error) {
    await drain.close();
    throw error;
  }
  return { events, journal, drain, refreshErased, close: () => drain.close() };
}

/**
 * Whether what a command removes may be stored a second time. What is too old to be kept would go again with the next
 * removal, so a resend of it stays a repeated one; the daily removal then costs nobody's count of a resend.
 */
const mayComeAgain = ({ kind }: Command): boolean => kind === "erase-visitor" || kind === "remove-simulated";

/** What is still in the journal was acknowledged: a resend of it is a repeated one. */
async function remember(journal: Journal, recent: RecentIds): Promise<void> {
  const onDisk = { done: Promise.resolve() };
  for (let at = journal.start(); ; ) {
    const { records, next } = await journal.read(at, 4 * 1024 * 1024);
    for (const { kind, payload } of records) {
      if (kind === "command" && mayComeAgain(JSON.parse(payload.toString()) as Command)) recent.clear();
      if (kind !== "events") continue;
      for (const line of payload.toString("utf8", 0, payload.length - 1).split("\n"))
        recent.add(identityOf(line), onDisk);
    }
    if (records.length === 0) return;
    at = next;
  }
}

function sinkOn(engine: Engine): Sink {
  const { database, pool } = engine;

  const perform = async (command: Command): Promise<number> => {
    switch (command.kind) {
      case "erase-visitor":
        return eraseVisitor(database, BigInt(command.visitorKey));
      case "remove-simulated":
        return removeSimulated(database);
      case "remove-before":
        return removeBefore(database, command.beforeMs);
      case "release-quarantined":
        return releaseQuarantined(database, command.ids);
    }
  };

  const sink: Sink = {
    async storeLines(lines) {
      const client = await pool.connect();
      try {
        await client.query("begin");
        await holdOffRemovals(databaseOn(client));
        const inserted = await loadLines(client, lines);
        await client.query("commit");
        client.release();
        return inserted;
      } catch (error) {
        // Whatever state it is in, the next chunk gets another one.
        client.release(true);
        throw error;
      }
    },
    async storeNetwork(facts: readonly NetworkEvent[]) {
      await database.transaction((transaction) => insertNetworkEvents(transaction, facts));
    },
    async storeRefused(refused: readonly QuarantinedEvent[]) {
      await database.transaction((transaction) => insertQuarantined(transaction, refused));
    },
    perform,
    makeDurable: engine.makeDurable,
  };
  return guarded(sink, engine);
}

/** Errors of the driver become ours, which tell a database that is away from one that refuses a row. */
function guarded(sink: Sink, origin: Engine): Sink {
  const guard =
    <Given extends unknown[], Result>(operation: string, method: (...given: Given) => Promise<Result>) =>
    (...given: Given): Promise<Result> =>
      method(...given).catch((error: unknown) => {
        throw toStoreError(error, `journal.${operation}`, origin);
      });
  return {
    storeLines: guard("storeLines", sink.storeLines),
    storeNetwork: guard("storeNetwork", sink.storeNetwork),
    storeRefused: guard("storeRefused", sink.storeRefused),
    perform: guard("perform", sink.perform),
    makeDurable: guard("makeDurable", sink.makeDurable),
  };
}
