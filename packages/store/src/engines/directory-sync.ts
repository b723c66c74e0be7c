import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Returns a function that syncs what has changed in a directory since it last did so, all the way down. */
export function createDirectorySync(directory: string): () => Promise<void> {
  const synced = new Map<string, number>();

  async function syncPath(path: string): Promise<void> {
    // Looked at before: what changes meanwhile is newer than this and is synced the next time.
    const { mtimeMs } = await stat(path);
    if (synced.get(path) === mtimeMs) return;
    await using file = await open(path, "r");
    await file.sync();
    synced.set(path, mtimeMs);
  }

  async function syncAll(folder: string): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries) {
      const path = join(folder, entry.name);
      await (entry.isDirectory() ? syncAll(path) : syncPath(path)).catch(unlessGone);
    }
    if (process.platform !== "win32") await syncPath(folder);
  }

  return () => syncAll(directory);
}

/** Files of a database come and go. */
function unlessGone(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
}
