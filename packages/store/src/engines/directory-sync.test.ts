import { mkdir, mkdtemp, open, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createDirectorySync } from "./directory-sync.ts";

let directory: string;
let synced: string[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "flywheel-sync-"));
  const probe = await open(directory, "r");
  const prototype = Object.getPrototypeOf(probe) as { sync(): Promise<void> };
  await probe.close();
  synced = [];
  vi.spyOn(prototype, "sync").mockImplementation(async function (this: { fd: number }) {
    const { readlink } = await import("node:fs/promises");
    synced.push((await readlink(`/proc/self/fd/${this.fd}`)).slice(directory.length));
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(directory, { recursive: true, force: true });
});

const age = (name: string, seconds: number) => utimes(join(directory, name), seconds, seconds);
const syncedBy = async (sync: () => Promise<void>) => {
  synced.length = 0;
  await sync();
  return synced.toSorted();
};

describe.skipIf(process.platform !== "linux")("syncing the files of PGlite", () => {
  it("[ST74] syncs what is new or has changed, folders too, and leaves what has not", async () => {
    await mkdir(join(directory, "base"));
    await writeFile(join(directory, "base", "1"), "one");
    await writeFile(join(directory, "wal"), "log");
    await age("base/1", 1_000);
    await age("base", 1_000);
    const sync = createDirectorySync(directory);
    expect(await syncedBy(sync)).toEqual(["", "/base", "/base/1", "/wal"]);
    // What changed last may have changed again in the same step of the clock, so it is never taken for synced.
    expect(await syncedBy(sync)).toEqual(["", "/wal"]);
    await writeFile(join(directory, "base", "1"), "two");
    expect(await syncedBy(sync)).toEqual(["", "/base/1", "/wal"]);
    await rm(join(directory, "base", "1"));
    expect(await syncedBy(sync)).toContain("/base");
  });

  it("[ST74] fails when a file cannot be synced, so that nothing is released for it", async () => {
    await writeFile(join(directory, "wal"), "log");
    vi.restoreAllMocks();
    const probe = await open(directory, "r");
    const prototype = Object.getPrototypeOf(probe) as { sync(): Promise<void> };
    await probe.close();
    const sync = createDirectorySync(directory);
    const broken = vi.spyOn(prototype, "sync").mockRejectedValueOnce(Object.assign(new Error("EIO"), { code: "EIO" }));
    await expect(sync()).rejects.toThrow("EIO");
    broken.mockClear();
    await sync();
    expect(broken).toHaveBeenCalledTimes(2);
  });
});
