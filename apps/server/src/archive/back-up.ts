import { existsSync } from "node:fs";
import { link, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { holdDirectory, holdsStore, migrationTags, openStore } from "@flywheel/store";
import { listMembers } from "./list-members.ts";
import { manifestOf } from "./manifest.ts";
import { readArchive } from "./read-archive.ts";
import { ArchiveRefusedError } from "./refused.ts";
import { syncFolder } from "./sync-folder.ts";
import { writeArchive } from "./write-archive.ts";

export type BackUpParts = {
  readonly dataDir: string;
  /** The file to make. */
  readonly archive: string;
  readonly now: () => number;
  readonly log: (line: string) => void;
};

export type BackedUp = { readonly files: number; readonly bytes: number; readonly archiveBytes: number };

/**
 * Puts all of an embedded store that cannot be made again into one file, which only its owner can read. The file is
 * there under its name when it is whole, on disk and has been read back.
 * @throws ArchiveRefusedError, DataDirectoryInUseError
 */
export async function backUp({ dataDir, archive, now, log }: BackUpParts): Promise<BackedUp> {
  const file = resolve(archive);
  if (existsSync(file)) throw new ArchiveRefusedError(`${file} exists already: give another name`);
  if (!holdsStore(dataDir)) {
    throw new ArchiveRefusedError(`there is no store in ${dataDir}: set FLYWHEEL_DATA_DIR to the directory of one`);
  }
  // Opening brings what waits in the journal into the database. What cannot go there now goes along in the journal.
  const store = await openStore({ dataDir, now, log });
  await store.close();

  const held = await holdDirectory(dataDir);
  const draft = join(dirname(file), `.${basename(file)}.${process.pid}.unfinished`);
  try {
    const migrations = [...(await migrationTags())];
    const createdAt = new Date(now()).toISOString();
    const manifest = manifestOf({ createdAt, migrations, ...(await listMembers(dataDir)) });
    await writeArchive(draft, dataDir, manifest);
    await readArchive(draft, migrations);
    await giveName(draft, file);
    const bytes = manifest.files.reduce((sum, member) => sum + member.bytes, 0);
    return { files: manifest.files.length, bytes, archiveBytes: (await stat(file)).size };
  } finally {
    await rm(draft, { force: true });
    await held.release();
  }
}

/** A link never takes the place of a file that has come meanwhile; not every file system has links. */
async function giveName(draft: string, file: string): Promise<void> {
  try {
    await link(draft, file);
  } catch {
    if (existsSync(file)) throw new ArchiveRefusedError(`${file} exists already: give another name`);
    await rename(draft, file);
  }
  await syncFolder(dirname(file));
}
