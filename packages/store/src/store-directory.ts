import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { lockDataDirectory } from "./engines/data-directory-lock.ts";
import { DataDirectoryInUseError } from "./errors.ts";

/** Where a server keeps what is its own: the journal and the projection. */
export type StoreDirectory = { readonly path: string; close(): Promise<void> };

/**
 * The data directory, or one that goes with the store for `memory:`. PGlite's process locks it; a server of PostgreSQL
 * has no such process and takes the same lock itself, so that two servers never write one journal, whatever their
 * databases are.
 */
export async function openDirectory(dataDir: string, isServer: boolean): Promise<StoreDirectory> {
  if (dataDir === "memory:") {
    const path = await mkdtemp(join(tmpdir(), "flywheel-store-"));
    return { path, close: () => rm(path, { recursive: true, force: true }) };
  }
  const path = resolve(dataDir);
  if (!isServer) return { path, close: async () => {} };
  const here = { pid: process.pid, parentPid: process.pid };
  if (heldHere.has(path)) throw new DataDirectoryInUseError({ dataDir: path, ...here });
  heldHere.add(path);
  try {
    const lock = await lockDataDirectory(path, process.pid);
    if (lock.outcome === "in-use") throw new DataDirectoryInUseError({ dataDir: path, ...lock });
    return {
      path,
      async close() {
        await lock.release();
        heldHere.delete(path);
      },
    };
  } catch (error) {
    heldHere.delete(path);
    throw error;
  }
}

/** The operating system's lock is a process's own: a second opener in the same one would not feel it, and break it. */
const heldHere = new Set<string>();
