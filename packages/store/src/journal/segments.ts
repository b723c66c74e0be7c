import { join } from "node:path";
import type { FileSystem } from "./file-system.ts";
import { type JournalRecord, nextRecordAt, readRecords } from "./record.ts";

/** One file of the journal, closed or growing. */
export type Segment = {
  readonly number: number;
  readonly path: string;
  /** Whole records end here; what follows is not durable yet. */
  bytes: number;
  rows: number;
};

/** Names the format too: a journal of another one is not read as this one. */
const nameOf = (number: number): string => `journal-1-${String(number).padStart(12, "0")}.log`;
const numberIn = (name: string): number | null => {
  const number = /^journal-1-(\d{12})\.log$/.exec(name)?.[1];
  return number === undefined ? null : Number(number);
};

export const segmentAt = (directory: string, number: number): Segment => ({
  number,
  path: join(directory, nameOf(number)),
  bytes: 0,
  rows: 0,
});

const chunkBytes = 4 * 1024 * 1024;

/** Bytes of a segment that are no whole record. */
export type Hole = { readonly segment: number; readonly offset: number; readonly bytes: number };

/**
 * The segments of a directory, oldest first, each cut where its whole records end. What is cut off was being written
 * when the server died, so nobody was told that it is safe: `onCut` hears of it. A hole in front of whole records is
 * another thing, the disk has damaged it: `onDamage` hears of that, and what follows is kept.
 */
export async function findSegments(
  fileSystem: FileSystem,
  directory: string,
  { onCut, onDamage }: { readonly onCut: (cut: Hole) => void; readonly onDamage: (damage: Hole) => void },
): Promise<readonly Segment[]> {
  const names = await fileSystem.list(directory);
  const numbers = names.flatMap((name) => numberIn(name) ?? []).sort((a, b) => a - b);
  const found: Segment[] = [];
  for (const number of numbers) {
    const segment = segmentAt(directory, number);
    const size = await fileSystem.size(segment.path);
    await measure(fileSystem, segment, size, onDamage);
    if (segment.bytes < size) {
      await fileSystem.truncate(segment.path, segment.bytes);
      onCut({ segment: number, offset: segment.bytes, bytes: size - segment.bytes });
    }
    found.push(segment);
  }
  return found;
}

async function measure(
  fileSystem: FileSystem,
  segment: Segment,
  size: number,
  onDamage: (damage: Hole) => void,
): Promise<void> {
  for (let at = 0; at < size; ) {
    const { records, start, end } = await readStretch(fileSystem, segment.path, { from: at, to: size }, chunkBytes);
    if (records.length === 0) return;
    if (start > at) onDamage({ segment: segment.number, offset: at, bytes: start - at });
    for (const { rows } of records) segment.rows += rows;
    segment.bytes = end;
    at = end;
  }
}

export type Stretch = { readonly records: readonly JournalRecord[]; readonly start: number; readonly end: number };

/**
 * Whole records of a file between two places, at least one if there is one. They start later than was asked where the
 * file is damaged, and at the end of it if no more are left.
 */
export async function readStretch(
  fileSystem: FileSystem,
  path: string,
  { from, to }: { readonly from: number; readonly to: number },
  mostBytes: number,
): Promise<Stretch> {
  for (let wanted = Math.max(mostBytes, 1); from < to; wanted *= 2) {
    const bytes = await fileSystem.read(path, from, Math.min(wanted, to - from));
    const { records, bytes: read, stopped } = readRecords(bytes);
    if (records.length > 0) return { records, start: from, end: from + read };
    // A record longer than what was read is read again with more.
    if (stopped === "damaged" || wanted >= to - from || bytes.length < wanted) break;
  }
  if (from >= to) return { records: [], start: to, end: to };
  const next = nextRecordAt(await fileSystem.read(path, from, to - from), 1);
  return next === null
    ? { records: [], start: to, end: to }
    : readStretch(fileSystem, path, { from: from + next, to }, mostBytes);
}
