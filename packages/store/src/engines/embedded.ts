import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { databaseOn } from "../database.ts";
import { DataDirectoryInUseError, StoreUnavailableError } from "../errors.ts";
import { survivingBrokenConnections } from "./broken-connections.ts";
import type { Engine } from "./engine.ts";
import { type PgliteChild, startPglite } from "./pglite-child.ts";
import type { Listen } from "./process-messages.ts";

type EmbeddedOptions = { readonly dataDir: string; readonly log: (sentence: string) => void };

/** PostgreSQL without a server: PGlite in a process of its own, spoken to by the same driver. */
export async function openEmbedded({ dataDir, log }: EmbeddedOptions): Promise<Engine> {
  const directory = dataDir === "memory:" ? null : resolve(dataDir);
  const where = directory === null ? "the embedded store in memory" : `the embedded store in ${directory}`;
  const advice =
    "it is restarted by itself; if it keeps failing, look at the lines above and at the free space of the disk";
  const listen = await privateAddress();

  let child = await start(directory, listen, { where, advice });
  const pool = new pg.Pool({ ...addressOf(listen, child), user: "postgres", database: "postgres", max: 8 });
  survivingBrokenConnections(pool, () => {}); // `keepRunning` reports once what broke them

  let isClosing = false;
  let onRestart = () => {};
  const keepRunning = async (): Promise<void> => {
    for (let failures = 0; ; ) {
      await child.ended;
      if (isClosing) return;
      if (directory === null) return log(`${where} stopped, and with it everything it held`);
      log(`${where} stopped unexpectedly and is started again`);
      await sleep(Math.min(200 * 2 ** failures, 10_000));
      if (isClosing) return;
      const again = await startPglite({ dataDir: directory, listen: sameAddress(listen, child) });
      failures = "ended" in again ? 0 : failures + 1;
      if (!("ended" in again)) continue;
      child = again;
      onRestart();
      if (isClosing) await child.close();
    }
  };
  const running = keepRunning();

  return {
    kind: "pglite",
    pool,
    database: databaseOn(pool),
    connection: () => ({ ...addressOf(listen, child), user: "postgres", database: "postgres" }),
    where,
    advice,
    makeDurable: () => child.makeDurable(),
    onRestart(listener) {
      onRestart = listener;
    },
    cancel: async () => {}, // PGlite runs a statement to its end
    async close() {
      isClosing = true;
      await Promise.race([pool.end(), sleep(5_000, undefined, { ref: false })]);
      await child.close();
      await running;
    },
  };
}

async function start(
  dataDir: string | null,
  listen: Listen,
  origin: { where: string; advice: string },
): Promise<PgliteChild> {
  const started = await startPglite({ dataDir, listen });
  if ("ended" in started) return started;
  if ("directory" in listen) await rm(listen.directory, { recursive: true, force: true });
  if (started.kind === "in-use") throw new DataDirectoryInUseError({ dataDir: dataDir ?? "", ...started });
  const advice = "check the free space and the permissions of the data directory (FLYWHEEL_DATA_DIR)";
  throw new StoreUnavailableError({ where: origin.where, reason: started.reason, advice });
}

/** A socket file in a directory that only this user may enter. Its path must stay below some 100 bytes. */
async function privateAddress(): Promise<Listen> {
  if (process.platform === "win32") return { port: 0 };
  const parent = Buffer.byteLength(tmpdir()) <= 60 ? tmpdir() : "/tmp";
  return { directory: await mkdtemp(join(parent, "flywheel-")) };
}

const addressOf = (listen: Listen, { port }: PgliteChild) =>
  "directory" in listen ? { host: listen.directory, port: 5432 } : { host: "127.0.0.1", port: port ?? listen.port };

/** The pool keeps its address, so a process that takes over listens where the one before did. */
const sameAddress = (listen: Listen, { port }: PgliteChild): Listen =>
  "directory" in listen ? listen : { port: port ?? listen.port };
