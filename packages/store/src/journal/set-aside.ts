import { appendFile } from "node:fs/promises";
import { encodeRecord, type JournalRecord } from "./record.ts";

/** A record that the database refuses for itself, kept in the journal's own form beside it; nothing takes it away. */
export async function appendSetAside(path: string, record: JournalRecord): Promise<void> {
  await appendFile(path, Buffer.concat(encodeRecord(record)), { mode: 0o600, flush: true });
}
