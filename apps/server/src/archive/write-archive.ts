import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { Header, Pack, ReadEntry } from "tar";
import { type Manifest, manifestPath } from "./manifest.ts";

/** Writes a new file that only its owner can read: the list, then what it names. It is on disk when this resolves. */
export async function writeArchive(archive: string, dataDir: string, manifest: Manifest): Promise<void> {
  const pack = new Pack({ cwd: dataDir, portable: true, noDirRecurse: true, strict: true });
  pack.add(entryOf(manifest));
  for (const path of manifest.folders) pack.add(path);
  for (const { path } of manifest.files) pack.add(path);
  pack.end();
  const file = createWriteStream(archive, { flags: "wx", mode: 0o600, flush: true });
  await pipeline(Readable.from(pack), createGzip(), file);
}

function entryOf(manifest: Manifest): ReadEntry {
  const text = Buffer.from(JSON.stringify(manifest));
  const entry = new ReadEntry(new Header({ path: manifestPath, type: "File", size: text.length, mode: 0o600 }));
  entry.end(text);
  return entry;
}
