import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { createDirectorySync, holdDirectory, migrationTags } from "@flywheel/store";
import type { Manifest } from "./manifest.ts";
import { type Destination, readArchive } from "./read-archive.ts";
import { ArchiveRefusedError } from "./refused.ts";
import { syncFolder } from "./sync-folder.ts";

/**
 * Makes a data directory from a backup. The whole file is read and compared first; then it is written beside, and the
 * directory is there under its name when it is whole and on disk.
 * @throws ArchiveRefusedError, DataDirectoryInUseError
 */
export async function restore(archive: string, dataDir: string): Promise<Manifest> {
  const migrations = await migrationTags();
  await refuseUnlessFree(dataDir);
  await readArchive(resolve(archive), migrations);

  await mkdir(dirname(dataDir), { recursive: true });
  const draft = await mkdtemp(`${dataDir}.restoring-`);
  try {
    const manifest = await readArchive(resolve(archive), migrations, into(draft));
    await createDirectorySync(draft)();
    await rmdir(dataDir).catch(unlessAbsent);
    await rename(draft, dataDir);
    await syncFolder(dirname(dataDir));
    return manifest;
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    throw cause;
  }
}

/** A store is never restored over another: what is there might be the only one. */
async function refuseUnlessFree(dataDir: string): Promise<void> {
  const names = await readdir(dataDir).catch(unlessAbsent);
  if (!names || names.length === 0) return;
  if (names.includes("lock.duckdb")) await (await holdDirectory(dataDir)).release(); // says so if a server runs on it
  const what = names.includes("pglite") ? "holds a store already" : "is not empty";
  throw new ArchiveRefusedError(
    `${dataDir} ${what}: move it away, or set FLYWHEEL_DATA_DIR to another directory, and restore again`,
  );
}

/** Everything is its owner's only, whatever the archive says. One file after another: nobody else waits here. */
function into(directory: string): Destination {
  return {
    folder: (path) => void mkdirSync(join(directory, path), { recursive: true, mode: 0o700 }),
    file(path) {
      mkdirSync(dirname(join(directory, path)), { recursive: true, mode: 0o700 });
      const file = openSync(join(directory, path), "wx", 0o600);
      return {
        write(chunk) {
          for (let written = 0; written < chunk.length; ) written += writeSync(file, chunk, written);
        },
        end: () => closeSync(file),
      };
    },
  };
}

function unlessAbsent(cause: unknown): undefined {
  if (!(cause instanceof Error && "code" in cause && cause.code === "ENOENT")) throw cause;
}
