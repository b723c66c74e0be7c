import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openEmbedded } from "./engines/embedded.ts";
import { DataDirectoryInUseError } from "./errors.ts";
import { openDirectory } from "./store-directory.ts";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "flywheel-directory-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe("the data directory of a server", () => {
  it("[ST73] is refused to a second server of PostgreSQL and to one of the embedded engine, until the first closes", async () => {
    const first = await openDirectory(dataDir, true);
    await expect(openDirectory(dataDir, true)).rejects.toThrow(DataDirectoryInUseError);
    await expect(openEmbedded({ dataDir, log: () => {} })).rejects.toThrow(DataDirectoryInUseError);
    await first.close();
    const second = await openDirectory(dataDir, true);
    await second.close();
  });
});
