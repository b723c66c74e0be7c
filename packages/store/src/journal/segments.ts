import { join } from "node:path";
import type { FileSystem } from "./file-system.ts";
import { readRecords } from "./record.ts";

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

/**
 * The segments of a directory, oldest first, each cut where its whole records end. What is cut off was being written
 * when the server died, so nobody was told that it is safe. `onCut` hears of it.
 */
export async function findSegments(
  fileSystem: FileSystem,
  directory: string,
  onCut: (cut: { readonly segment: number; readonly bytes: number }) => void,
): Promise<readonly Segment[]> {
  const names = await fileSystem.list(directory);
  const numbers = names.flatMap((name) => numberIn(name) ?? []).sort((a, b) => a - b);
  const found: Segment[] = [];
  for (const number of numbers) {
    const segment = segmentAt(directory, number);
    const size = await fileSystem.size(segment.path);
    await measure(fileSystem, segment, size);
    if (segment.bytes < size) {
      await fileSystem.truncate(segment.path, segment.bytes);
      onCut({ segment: number, bytes: size - segment.bytes });
    }
    found.push(segment);
  }
  return found;
}

async function measure(fileSystem: FileSystem, segment: Segment, size: number): Promise<void> {
  let wanted = chunkBytes;
  while (segment.bytes < size) {
    const bytes = await fileSystem.read(segment.path, segment.bytes, Math.min(wanted, size - segment.bytes));
    const reading = readRecords(bytes);
    segment.bytes += reading.bytes;
    for (const { rows } of reading.records) segment.rows += rows;
    const isWhole = segment.bytes - reading.bytes + bytes.length >= size;
    if (reading.stopped === "damaged" || (reading.stopped === "incomplete" && isWhole)) return;
    // A record longer than what was read is read again with more.
    wanted = reading.bytes === 0 ? wanted * 2 : chunkBytes;
  }
}
