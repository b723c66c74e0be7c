import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Clocks of file systems tick in steps: a file that was changed in the last one may be changed again and look the same. */
const longestStepMs = 2_000;

/** Returns a function that syncs what has changed in a directory since it last did so, all the way down. */
export function createDirectorySync(directory: string): () => Promise<void> {
  let known: ReadonlyMap<string, number> = new Map();

  return async () => {
    const seen = new Map<string, number>();
    await syncAll(directory, known, seen);
    const newestMs = [...seen.values()].reduce((newest, mtimeMs) => Math.max(newest, mtimeMs), 0);
    known = new Map([...seen].filter(([, mtimeMs]) => mtimeMs < newestMs - longestStepMs));
  };
}

async function syncAll(folder: string, known: ReadonlyMap<string, number>, seen: Map<string, number>): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // Windows syncs only what is open for writing.
    const done = entry.isDirectory() ? syncAll(path, known, seen) : syncPath(path, "r+", known, seen);
    await done.catch(unlessGone);
  }
  if (process.platform !== "win32") await syncPath(folder, "r", known, seen);
}

async function syncPath(
  path: string,
  flags: "r" | "r+",
  known: ReadonlyMap<string, number>,
  seen: Map<string, number>,
): Promise<void> {
  // Looked at before: what changes meanwhile is newer than this and is synced the next time.
  const { mtimeMs } = await stat(path);
  seen.set(path, mtimeMs);
  if (known.get(path) === mtimeMs) return;
  await using file = await open(path, flags);
  await file.sync();
}

/** Files of a database come and go. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}
