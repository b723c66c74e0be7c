import { join } from "node:path";
import type { EventLog, QuarantinedEvent } from "@flywheel/telemetry/port";
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
import { createJournaledEventLog } from "./journaled-event-log.ts";
import { loadByArrays, loadByCopy } from "./load-lines.ts";
import { createRecentIds, type RecentIds } from "./recent-ids.ts";
import { appendSetAside } from "./set-aside.ts";

export type JournaledLog = {
  readonly events: EventLog;
  readonly journal: Journal;
  readonly drain: Drain;
  /** Reads again who has been erased: by another server, or by a test that emptied the tables. */
  refreshErased(): Promise<void>;
  /** Removes what happened before a moment, everywhere. */
  removeBefore(beforeMs: number): Promise<number>;
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
const chunkRows = { postgres: 10_000, pglite: 2_000 } as const;

/** The journal in front of a database: opened, what it still holds on its way to the database, and ready for more. */
export async function openJournaledLog(parts: JournaledLogParts): Promise<JournaledLog> {
  const { engine, stored, directory, now, log, onStored, fileSystem = nodeFileSystem } = parts;
  const journal = await openJournal({ directory, fileSystem, log });
  const recent = createRecentIds();
  await remember(journal, recent);
  const erased = new Set<bigint>();
  const outcomes = new Map<string, (touched: number) => void>();

  const drain = startDrain({
    journal,
    sink: sinkOn(engine, erased, (token, touched) => {
      recent.clear();
      outcomes.get(token)?.(touched);
      outcomes.delete(token);
    }),
    now,
    log,
    chunkRows: chunkRows[engine.kind],
    setAside: (record) => appendSetAside(join(directory, "set-aside.log"), record),
    onStored,
  });
  engine.onRestart(() => drain.rewind());

  const startedMs = now();
  let orders = 0;
  const nextToken = () => {
    orders += 1;
    return `${startedMs}.${orders}`;
  };
  const outcomeOf = (token: string) => new Promise<number>((resolve) => outcomes.set(token, resolve));
  const events = createJournaledEventLog({ stored, journal, drain, recent, erased, outcomeOf, nextToken });

  async function refreshErased(): Promise<void> {
    const { database } = engine;
    const rows = await database
      .select({ visitorKey: removals.visitorKey })
      .from(removals)
      .where(eq(removals.kind, "visitor"));
    erased.clear();
    for (const { visitorKey } of rows) if (visitorKey !== null) erased.add(visitorKey);
  }
  await refreshErased();

  return {
    events,
    journal,
    drain,
    refreshErased,
    async removeBefore(beforeMs) {
      const command: Command = { kind: "remove-before", beforeMs, token: nextToken() };
      const outcome = outcomeOf(command.token);
      await journal.append({ kind: "command", rows: 1, payload: Buffer.from(JSON.stringify(command)) });
      await drain.drained();
      return outcome;
    },
    close: () => drain.close(),
  };
}

/** What is still in the journal was acknowledged: a resend of it is a repeated one. */
async function remember(journal: Journal, recent: RecentIds): Promise<void> {
  for (let at = journal.start(); ; ) {
    const records = await journal.read(at, 4 * 1024 * 1024);
    for (const { kind, payload } of records) {
      if (kind === "command") recent.clear();
      if (kind !== "events") continue;
      for (const line of payload.toString("utf8", 0, payload.length - 1).split("\n")) recent.add(identityOf(line));
    }
    const last = records.at(-1);
    if (!last) return;
    at = last.to;
  }
}

function sinkOn(engine: Engine, erased: Set<bigint>, tell: (token: string, touched: number) => void): Sink {
  const { database, pool } = engine;
  const load = engine.kind === "postgres" ? loadByCopy : loadByArrays;

  const perform = async (command: Command): Promise<number> => {
    switch (command.kind) {
      case "erase-visitor":
        erased.add(BigInt(command.visitorKey));
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
        const inserted = await load(client, lines);
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
    async perform(command) {
      tell(command.token, await perform(command));
    },
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
