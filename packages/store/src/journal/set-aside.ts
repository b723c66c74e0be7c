import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { QuarantinedEvent } from "@flywheel/telemetry/port";
import { visitorKeyOf } from "@flywheel/vocabulary";
import { identityOf } from "./event-lines.ts";
import { nodeFileSystem } from "./file-system.ts";
import { encodeRecord, type JournalRecord, readRecords } from "./record.ts";

type IsErased = (visitorKey: bigint) => boolean;

/**
 * A record that the database refuses for itself, kept in the journal's own form beside it. Only erasure takes it away:
 * what is of somebody who was erased is not kept.
 */
export async function appendSetAside(path: string, record: JournalRecord, isErased: IsErased): Promise<void> {
  const kept = withoutErased(record, isErased);
  if (kept === null) return;
  await using file = await open(path, "a", 0o600);
  await file.appendFile(Buffer.concat(encodeRecord(kept)));
  await file.sync();
  await nodeFileSystem.syncDirectory(dirname(path));
}

/** Takes everything of those who were erased out of what was set aside. */
export async function eraseSetAside(path: string, isErased: IsErased): Promise<void> {
  const bytes = await readFile(path).catch(ifAbsent);
  if (bytes === null) return;
  const kept = readRecords(bytes).records.flatMap((record) => withoutErased(record, isErased) ?? []);
  const draft = `${path}.draft`;
  await rm(draft, { force: true });
  {
    await using file = await open(draft, "wx", 0o600);
    await file.writeFile(Buffer.concat(kept.flatMap((record) => encodeRecord(record))));
    await file.sync();
  }
  await rename(draft, path);
  await nodeFileSystem.syncDirectory(dirname(path));
}

/** Null if nothing is left. */
function withoutErased(record: JournalRecord, isErased: IsErased): JournalRecord | null {
  if (record.kind === "events") {
    const lines = record.payload.toString("utf8", 0, record.payload.length - 1).split("\n");
    const left = lines.filter((line) => !isErased(identityOf(line).visitorKey));
    return kept(record, left.length, left.map((line) => `${line}\n`).join(""));
  }
  if (record.kind === "refused") {
    const refused = JSON.parse(record.payload.toString()) as QuarantinedEvent[];
    const left = refused.filter(({ kept }) => !kept?.visitorId || !isErased(visitorKeyOf(kept.visitorId)));
    return kept(record, left.length, JSON.stringify(left));
  }
  return record;
}

function kept(record: JournalRecord, rows: number, text: string): JournalRecord | null {
  if (rows === record.rows) return record;
  return rows === 0 ? null : { ...record, rows, payload: Buffer.from(text) };
}

function ifAbsent(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
