import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { isMember, type Manifest } from "./manifest.ts";

/** What of a data directory is backed up, and what is in it. Nothing may change the directory meanwhile. */
export async function listMembers(dataDir: string): Promise<Pick<Manifest, "folders" | "files">> {
  const folders: string[] = [];
  const files: Manifest["files"] = [];
  const entries = await readdir(dataDir, { withFileTypes: true, recursive: true });
  const paths = entries.map((entry) => ({
    entry,
    path: join(entry.parentPath, entry.name)
      .slice(dataDir.length + 1)
      .replaceAll("\\", "/"),
  }));
  for (const { entry, path } of paths.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    if (!isMember(path)) continue;
    if (entry.isDirectory()) folders.push(path);
    else if (entry.isFile()) files.push({ path, ...(await contentOf(join(dataDir, path))) });
  }
  return { folders, files };
}

async function contentOf(path: string) {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return { bytes: (await stat(path)).size, sha256: hash.digest("hex") };
}
