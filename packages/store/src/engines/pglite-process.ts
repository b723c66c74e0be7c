import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { lockDataDirectory } from "./data-directory-lock.ts";
import { createDirectorySync } from "./directory-sync.ts";
import type { LaterOrder, Listen, ProcessOrder, ProcessReport } from "./process-messages.ts";
import { createWireServer, type WireServer } from "./wire-server.ts";

/**
 * The process that runs PGlite, so that a slow statement never blocks the server that asked. It belongs to that server:
 * it closes its database and ends when told to, and also when the channel between them breaks, because then the server
 * is gone, by kill -9 perhaps.
 */
type Opened = {
  readonly database: PGlite;
  readonly wire: WireServer;
  readonly syncFiles: () => Promise<void>;
  readonly release: () => Promise<void>;
};

/** What is in memory can only be opened by this process. */
const unlocked = { outcome: "locked", release: async () => {} } as const;

const order: ProcessOrder = JSON.parse(process.argv[2] ?? "");

// A terminal signals every process of its group: the server closes this one when it has finished with it.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

const ended = new Promise<void>((resolve) => {
  process.once("disconnect", resolve);
  process.on("message", (order: LaterOrder) => {
    if (order.kind === "close") resolve();
  });
});

try {
  const opened = await open(order);
  if (opened !== null) {
    process.on("message", (later: LaterOrder) => {
      if (later.kind === "make-durable") void makeDurable(opened, later.number);
    });
    await ended;
    await close(opened, order.listen);
  }
  process.exit(0);
} catch (error) {
  await report({ kind: "failed", reason: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

async function open({ dataDir, listen, serverPid }: ProcessOrder): Promise<Opened | null> {
  const lock = dataDir === null ? unlocked : await lockDataDirectory(dataDir, serverPid);
  if (lock.outcome === "in-use") {
    await report({ ...lock, kind: "in-use" });
    return null;
  }
  const database = dataDir === null ? await PGlite.create() : await openDatabase(dataDir);
  const wire = createWireServer(database, () => process.exit(1));
  const port = await wire.listen("port" in listen ? listen : { path: await freeSocket(listen.directory) });
  await report({ kind: "ready", port });
  const syncFiles = dataDir === null ? async () => {} : createDirectorySync(join(dataDir, "pglite"));
  return { database, wire, syncFiles, release: lock.release };
}

/** PGlite never calls fsync: a checkpoint hands its pages to the operating system, and the files are synced here. */
async function makeDurable({ wire, syncFiles }: Opened, number: number): Promise<void> {
  try {
    await wire.checkpoint();
    await syncFiles();
    await report({ kind: "durable", number, failure: null });
  } catch (error) {
    await report({ kind: "durable", number, failure: error instanceof Error ? error.message : String(error) });
  }
}

/**
 * A first start that was cut short leaves half a database, which could never be opened again. Until the first start is
 * over nothing has been accepted, so it is made anew.
 */
async function openDatabase(dataDir: string): Promise<PGlite> {
  const [directory, unfinished] = [join(dataDir, "pglite"), join(dataDir, "first-start-unfinished")];
  if (existsSync(unfinished)) await rm(directory, { recursive: true, force: true });
  if (existsSync(directory)) return PGlite.create(directory);
  await writeFile(unfinished, "");
  await mkdir(directory, { mode: 0o700 });
  const database = await PGlite.create(directory);
  await rm(unfinished);
  return database;
}

/** The file of a process that was killed is still there; nobody listens on it. */
async function freeSocket(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, ".s.PGSQL.5432");
  await rm(path, { force: true });
  return path;
}

async function close({ database, wire, release }: Opened, listen: Listen): Promise<void> {
  await wire.close();
  await database.close();
  await release();
  if ("directory" in listen) await rm(listen.directory, { recursive: true, force: true });
}

/** Resolves when it is sent: a process that exits at once would take it along. Nobody may be there to hear it. */
function report(said: ProcessReport): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(said, undefined, undefined, () => resolve());
  });
}
