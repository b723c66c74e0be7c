import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { lockDataDirectory } from "./engines/data-directory-lock.ts";
import { DataDirectoryInUseError } from "./errors.ts";
import { migrationsFolder } from "./migrate.ts";

export { createDirectorySync } from "./engines/directory-sync.ts";

/** Whether there is an embedded store in a directory; one whose first start was cut short has accepted nothing yet. */
export const holdsStore = (dataDir: string): boolean =>
  existsSync(join(dataDir, "pglite")) && !existsSync(join(dataDir, "first-start-unfinished"));

/**
 * Which files of the directory hold what cannot be made again, by their paths in it: the database, and of the journal
 * what is not in the database. The projection is made again, locks are a running server's.
 */
export const isIrreplaceable = (path: string): boolean =>
  path === "pglite" || path.startsWith("pglite/") || /^journal\/[^/]+\.log$/.test(path);

/** Keeps servers off a directory until it is released. @throws DataDirectoryInUseError if one is there. */
export async function holdDirectory(dataDir: string): Promise<{ release(): Promise<void> }> {
  const lock = await lockDataDirectory(resolve(dataDir), process.pid);
  if (lock.outcome === "in-use") throw new DataDirectoryInUseError({ dataDir: resolve(dataDir), ...lock });
  return { release: lock.release };
}

/** The names of the migrations that this product knows, oldest first. */
export async function migrationTags(folder = migrationsFolder(import.meta.url)): Promise<readonly string[]> {
  const journal: { entries: { tag: string }[] } = JSON.parse(
    await readFile(join(folder, "meta/_journal.json"), "utf8"),
  );
  return journal.entries.map(({ tag }) => tag);
}
