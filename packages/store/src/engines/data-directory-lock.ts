import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";

export type Lock =
  | { readonly outcome: "locked"; readonly release: () => Promise<void> }
  | { readonly outcome: "in-use"; readonly pid: number | null; readonly parentPid: number | null };

/** A holder whose server was killed needs a moment to notice and to close its database. */
const patience = { attempts: 100, pauseMs: 100 };

/**
 * Takes the data directory for this process. The lock is the operating system's, on an open DuckDB file, because that is
 * the one lock at hand that dies with its holder: a lock file would outlive a kill -9. Waits only for a holder whose
 * server is gone.
 */
export async function lockDataDirectory(dataDir: string, ownParentPid: number): Promise<Lock> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const holderFile = join(dataDir, "holder.json");
  for (let attempt = 1; ; attempt += 1) {
    const holder = await tryLock(join(dataDir, "lock.duckdb"));
    if (holder.outcome === "locked") {
      await writeFile(holderFile, JSON.stringify({ pid: process.pid, parentPid: ownParentPid }));
      return {
        outcome: "locked",
        async release() {
          await rm(holderFile, { force: true });
          await holder.release();
        },
      };
    }
    const parentPid = await parentOf(holder.pid, holderFile);
    if (parentPid !== null && isAlive(parentPid)) return { ...holder, parentPid };
    if (attempt === patience.attempts) return { ...holder, parentPid: null };
    await sleep(patience.pauseMs);
  }
}

type Attempt =
  | { readonly outcome: "locked"; readonly release: () => Promise<void> }
  | { readonly outcome: "in-use"; readonly pid: number | null };

async function tryLock(file: string): Promise<Attempt> {
  try {
    const instance = await DuckDBInstance.create(file, { threads: "1" });
    return { outcome: "locked", release: async () => instance.closeSync() };
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    if (!/lock|being used by another process/i.test(message)) throw error;
    const pid = /PID (\d+)/.exec(message)?.[1];
    return { outcome: "in-use", pid: pid === undefined ? null : Number(pid) };
  }
}

/** Which server the holder belongs to; null while the holder has not said so yet, or if the file is an older holder's. */
async function parentOf(pid: number | null, holderFile: string): Promise<number | null> {
  try {
    const holder: { pid?: unknown; parentPid?: unknown } = JSON.parse(await readFile(holderFile, "utf8"));
    const isCurrent = pid === null || holder.pid === pid;
    return isCurrent && typeof holder.parentPid === "number" ? holder.parentPid : null;
  } catch {
    return null;
  }
}

/** Signal 0 reaches nobody and tells whether somebody is there; a process of another user is there too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
