import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { holdDirectory, holdsStore, isIrreplaceable, migrationTags } from "./backup.ts";
import { DataDirectoryInUseError } from "./errors.ts";
import { openStore } from "./open-store.ts";

async function freshDirectory() {
  const directory = await mkdtemp(join(tmpdir(), "flywheel-backup-"));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

it("[ST86] a directory that is held lets no server in, and one that a server has cannot be held", {
  timeout: 90_000,
}, async () => {
  const dataDir = await freshDirectory();
  const store = await openStore({ dataDir, now: Date.now });
  await expect(holdDirectory(dataDir)).rejects.toThrow(DataDirectoryInUseError);
  await store.close();

  const held = await holdDirectory(dataDir);
  await expect(openStore({ dataDir, now: Date.now })).rejects.toThrow(DataDirectoryInUseError);
  await held.release();
  await (await holdDirectory(dataDir)).release();
});

it("[ST87] a directory holds a store when its first start is over", async () => {
  const dataDir = await freshDirectory();
  expect(holdsStore(dataDir)).toBe(false);
  await mkdir(join(dataDir, "pglite"));
  expect(holdsStore(dataDir)).toBe(true);
  await writeFile(join(dataDir, "first-start-unfinished"), "");
  expect(holdsStore(dataDir)).toBe(false);
});

it("[ST87] the database and the journal are irreplaceable; locks and what is made again are not", () => {
  const all = ["pglite", "pglite/base/1/112", "journal/journal-1-000000000001.log", "journal/set-aside.log"];
  expect(all.filter((path) => !isIrreplaceable(path))).toEqual([]);
  const others = ["lock.duckdb", "holder.json", "journal/lock.duckdb", "journal/deep/x.log", "projection/a", "pglite2"];
  expect(others.filter(isIrreplaceable)).toEqual([]);
});

it("[ST87] the migrations of a product are known by name, oldest first", async () => {
  const tags = await migrationTags();
  expect(tags[0]).toBe("0000_foundation");
  expect([...tags].sort()).toEqual(tags);
});
