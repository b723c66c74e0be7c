import type { Journal, Position } from "../journal/journal.ts";
import type { JournalRecord } from "../journal/record.ts";

/** A record of one row. */
export const exampleRecord = (text: string): JournalRecord => ({ kind: "events", rows: 1, payload: Buffer.from(text) });

/** What the records say that are still in a journal, oldest first. */
export async function textsIn(journal: Journal, mostBytes = 1_000_000): Promise<string[]> {
  const texts: string[] = [];
  for (let at: Position = journal.start(); ; ) {
    const { records, next } = await journal.read(at, mostBytes);
    if (records.length === 0) return texts;
    texts.push(...records.map(({ payload }) => payload.toString()));
    at = next;
  }
}
