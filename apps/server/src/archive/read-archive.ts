import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { Parser, type ReadEntry } from "tar";
import { type Manifest, type MemberFile, manifestBytesAtMost, manifestPath, readManifest } from "./manifest.ts";
import { ArchiveRefusedError, NewerArchiveError } from "./refused.ts";

/** Where the members go, in their order; each call is over when it returns. */
export type Destination = {
  folder(path: string): void;
  file(path: string): { write(chunk: Buffer): void; end(): void };
};

/** Reading for the sake of knowing that it can be read. */
const nowhere: Destination = { folder: () => {}, file: () => ({ write: () => {}, end: () => {} }) };

/**
 * Reads a backup from its beginning to its end and compares every member with the list that it begins with.
 * @throws ArchiveRefusedError at the first thing that is not as it should be.
 */
export async function readArchive(
  archive: string,
  ownMigrations: readonly string[],
  destination: Destination = nowhere,
): Promise<Manifest> {
  const reading = new Reading(archive, ownMigrations, destination);
  const parser = new Parser({ strict: true, onReadEntry: (entry) => reading.enter(entry) });
  parser.on("error", () => reading.refuse(reading.unreadable()));
  try {
    await pipeline(createReadStream(archive), createGunzip(), async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) {
        parser.write(chunk);
        reading.check();
      }
    });
    parser.end();
  } catch (cause) {
    if (reading.saysNewer() && !(await isWhole(archive))) throw reading.damaged();
    reading.check();
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
    if (code === "ENOENT") throw new ArchiveRefusedError(`there is no file ${archive}`);
    throw code.startsWith("Z_") ? reading.unreadable() : cause;
  }
  return reading.finish();
}

/** Whether the checksum at the end of the file is that of what comes before it. */
async function isWhole(archive: string): Promise<boolean> {
  try {
    await pipeline(createReadStream(archive), createGunzip(), async (source: AsyncIterable<Buffer>) => {
      for await (const _ of source);
    });
    return true;
  } catch {
    return false;
  }
}

class Reading {
  #manifest: Manifest | null = null;
  /** What the list names and has not come yet; a folder has no facts. */
  readonly #awaited = new Map<string, MemberFile | null>();
  #refusal: unknown = null;

  constructor(
    readonly archive: string,
    readonly ownMigrations: readonly string[],
    readonly destination: Destination,
  ) {}

  /** The first refusal stands. Not thrown here: it would go through the parser, which is in the middle of something. */
  refuse(reason: unknown): void {
    this.#refusal ??= reason;
  }

  check(): void {
    if (this.#refusal !== null) throw this.#refusal;
  }

  saysNewer = (): boolean => this.#refusal instanceof NewerArchiveError;

  unreadable(): ArchiveRefusedError {
    return this.#manifest === null
      ? new ArchiveRefusedError(`${this.archive} is not a backup of flywheel`)
      : this.damaged();
  }

  damaged = () => new ArchiveRefusedError(`${this.archive} is damaged or cut short`);

  enter(entry: ReadEntry): void {
    try {
      this.check();
      if (this.#manifest === null) this.#readList(entry);
      else if (entry.type === "Directory") this.#enterFolder(entry);
      else this.#enterFile(entry);
    } catch (cause) {
      this.refuse(cause);
      entry.resume();
    }
  }

  #readList(entry: ReadEntry): void {
    const isList = entry.path === manifestPath && entry.type === "File" && entry.size <= manifestBytesAtMost;
    if (!isList) throw this.unreadable();
    const chunks: Buffer[] = [];
    entry.on("data", (chunk) => chunks.push(chunk));
    this.#whenOver(entry, () => {
      const manifest = readManifest(Buffer.concat(chunks).toString(), this.archive, this.ownMigrations);
      for (const path of manifest.folders) this.#awaited.set(path, null);
      for (const file of manifest.files) this.#awaited.set(file.path, file);
      this.#manifest = manifest;
    });
  }

  #enterFolder(entry: ReadEntry): void {
    const path = entry.path.replace(/\/$/, "");
    if (this.#awaited.get(path) !== null) throw this.#unexpected();
    this.#awaited.delete(path);
    this.destination.folder(path);
    entry.resume();
  }

  #enterFile(entry: ReadEntry): void {
    const expected = this.#awaited.get(entry.path);
    if (!expected || entry.type !== "File" || entry.size !== expected.bytes) throw this.#unexpected();
    this.#awaited.delete(entry.path);
    const hash = createHash("sha256");
    const file = this.destination.file(entry.path);
    entry.on("data", (chunk) => {
      hash.update(chunk);
      this.#attempt(() => file.write(chunk));
    });
    this.#whenOver(entry, () => {
      file.end();
      if (hash.digest("hex") !== expected.sha256) {
        throw new ArchiveRefusedError(`${this.archive} is damaged: ${expected.path} is not what was backed up`);
      }
    });
  }

  #unexpected = () => new ArchiveRefusedError(`${this.archive} is damaged: it does not hold what its list names`);

  #whenOver(entry: ReadEntry, then: () => void): void {
    entry.on("end", () => this.#attempt(then));
  }

  #attempt(step: () => void): void {
    try {
      step();
    } catch (cause) {
      this.refuse(cause);
    }
  }

  /** The list of what was there, once all of it was. */
  finish(): Manifest {
    this.check();
    if (this.#manifest === null || this.#awaited.size > 0) throw this.unreadable();
    return this.#manifest;
  }
}
