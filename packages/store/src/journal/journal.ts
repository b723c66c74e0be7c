import { JournalFullError } from "../errors.ts";
import type { AppendFile, FileSystem } from "./file-system.ts";
import { encodeRecord, type JournalRecord, recordBytes } from "./record.ts";
import { findSegments, type Hole, readStretch, type Segment, segmentAt } from "./segments.ts";

/** A place between two records. `row` counts the rows before it since the journal was opened. */
export type Position = { readonly segment: number; readonly offset: number; readonly row: number };

/** A record as it is read back, and the place after it. */
export type KeptRecord = JournalRecord & { readonly to: Position };

export type KeptRecords = {
  readonly records: readonly KeptRecord[];
  /** The place to read on from: after them, and after what is damaged. */
  readonly next: Position;
};

export type JournalStatus = { readonly segments: number; readonly bytes: number };

export type Journal = {
  /**
   * Resolves when the record is on disk. Records that wait at the same time share one write and one sync.
   * @throws JournalFullError when it could not be written: nobody will find it there then.
   */
  append(record: JournalRecord): Promise<void>;
  /** Resolves when everything that was given before has been written or refused. */
  settled(): Promise<void>;
  /** The oldest record that is kept. */
  start(): Position;
  /** The end of what is on disk. */
  end(): Position;
  /** Whole records from a place on, at least one if there is one; durable ones only. What is damaged is passed over. */
  read(from: Position, mostBytes: number): Promise<KeptRecords>;
  /** Resolves when there is more to read after this place, or the journal closes. */
  grown(after: Position): Promise<void>;
  /** What comes from now on goes into a new segment, so that those before can be released whole. */
  rotate(): Promise<void>;
  /** Removes the segments that end at this place or before. */
  release(upTo: Position): Promise<void>;
  status(): JournalStatus;
  close(): Promise<void>;
};

export type JournalParts = {
  readonly directory: string;
  readonly fileSystem: FileSystem;
  readonly log: (sentence: string) => void;
  readonly segmentBytes?: number;
  /** All segments together; beyond it new events are refused, so that a database that is down cannot fill the disk. */
  readonly mostBytes?: number;
};

const groupBytes = 8 * 1024 * 1024;
const waitingBytesAtMost = 64 * 1024 * 1024;

type Waiting = {
  readonly buffers: readonly Buffer[];
  readonly bytes: number;
  readonly rows: number;
  readonly thenRotate: boolean;
  resolve(): void;
  reject(error: unknown): void;
};

/** A log on disk that events go through on their way to the database: what it has taken survives whatever happens next. */
export async function openJournal(parts: JournalParts): Promise<Journal> {
  const { directory, fileSystem, log } = parts;
  const { segmentBytes = 16 * 1024 * 1024, mostBytes = 4 * 1024 * 1024 * 1024 } = parts;
  await fileSystem.makeDirectory(directory);
  const onDamage = ({ segment, offset, bytes }: Hole) =>
    log(`journal segment ${segment} is damaged on disk: ${bytes} bytes at ${offset} cannot be read; the rest is kept`);
  const segments: Segment[] = [
    ...(await findSegments(fileSystem, directory, {
      onDamage,
      onCut: ({ segment, bytes }) =>
        log(`journal segment ${segment}: its last ${bytes} bytes are no whole record and were cut off`),
    })),
  ];

  let growing: { readonly segment: Segment; readonly file: AppendFile } | null = null;
  let latestNumber = segments.at(-1)?.number ?? 0;
  let waiting: Waiting[] = [];
  let waitingBytes = 0;
  let isWriting = false;
  let isClosed = false;
  let releasedRows = 0;
  let wake = new Set<() => void>();

  const totalBytes = () => segments.reduce((sum, { bytes }) => sum + bytes, 0);
  const totalRows = () => segments.reduce((sum, { rows }) => sum + rows, releasedRows);
  const rowsBefore = (segment: Segment) =>
    segments.reduce((sum, { number, rows }) => (number < segment.number ? sum + rows : sum), releasedRows);

  async function workOff(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      const group = takeGroup();
      try {
        await write(group);
        for (const { resolve } of group) resolve();
      } catch (error) {
        await abandonSegment();
        const refusal = new JournalFullError({ directory, reason: reasonOf(error) });
        for (const { bytes, resolve, reject } of group) bytes === 0 ? resolve() : reject(refusal);
      }
      if (group.at(-1)?.thenRotate || (growing && growing.segment.bytes >= segmentBytes)) await endSegment();
      for (const tell of wake) tell();
      wake = new Set();
    }
    isWriting = false;
  }

  function takeGroup(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const it of waiting) {
      if (count > 0 && bytes + it.bytes > groupBytes) break;
      bytes += it.bytes;
      count += 1;
      if (it.thenRotate) break;
    }
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    waitingBytes -= bytes;
    return group;
  }

  async function write(group: readonly Waiting[]): Promise<void> {
    const bytes = group.reduce((sum, it) => sum + it.bytes, 0);
    if (bytes === 0) return;
    if (totalBytes() + bytes > mostBytes) throw new Error("it holds as much as it may");
    growing ??= await beginSegment();
    const { segment, file } = growing;
    await file.append(group.flatMap(({ buffers }) => buffers));
    await file.sync();
    segment.bytes += bytes;
    segment.rows += group.reduce((sum, { rows }) => sum + rows, 0);
  }

  async function beginSegment() {
    latestNumber += 1;
    const segment = segmentAt(directory, latestNumber);
    const file = await fileSystem.create(segment.path);
    try {
      // Without its name in the directory the segment would be gone after a power cut, synced or not.
      await fileSystem.syncDirectory(directory);
    } catch (error) {
      await file.close().catch(() => {});
      await fileSystem.remove(segment.path).catch(() => {}); // it is empty
      throw error;
    }
    segments.push(segment);
    return { segment, file };
  }

  async function endSegment(): Promise<void> {
    const ended = growing;
    growing = null;
    await ended?.file.close().catch(() => {}); // all it held is synced
  }

  /** After a failure nobody knows what the file's end holds: it is cut back to what is certain, and a new one begun. */
  async function abandonSegment(): Promise<void> {
    const failed = growing;
    if (!failed) return;
    await failed.file.truncate(failed.segment.bytes).catch(() => {}); // what stays was never acknowledged
    await endSegment();
    if (failed.segment.bytes > 0) return;
    segments.splice(segments.indexOf(failed.segment), 1);
    await fileSystem.remove(failed.segment.path).catch(() => {});
  }

  function enqueue(buffers: readonly Buffer[], rows: number, thenRotate = false): Promise<void> {
    const bytes = buffers.reduce((sum, { length }) => sum + length, 0);
    return new Promise((resolve, reject) => {
      if (isClosed) return reject(new JournalFullError({ directory, reason: "it is closed" }));
      if (waitingBytes + bytes > waitingBytesAtMost) {
        return reject(new JournalFullError({ directory, reason: "the disk is slower than what arrives" }));
      }
      waiting.push({ buffers, bytes, rows, thenRotate, resolve, reject });
      waitingBytes += bytes;
      if (!isWriting) void workOff();
    });
  }

  const start = (): Position => ({ segment: segments[0]?.number ?? latestNumber + 1, offset: 0, row: releasedRows });
  const end = (): Position => {
    const last = segments.at(-1);
    return { segment: last?.number ?? latestNumber + 1, offset: last?.bytes ?? 0, row: totalRows() };
  };
  /** The segment that holds what comes after a place; null if nothing does. */
  const segmentAfter = ({ segment, offset }: Position): Segment | null =>
    segments.find((it) => (it.number === segment ? offset < it.bytes : it.number > segment && it.bytes > 0)) ?? null;

  return {
    append: (record) => enqueue(encodeRecord(record), record.rows),
    settled: () => enqueue([], 0),
    start,
    end,

    async read(from, mostBytes) {
      for (let at = from; ; ) {
        const segment = segmentAfter(at);
        if (!segment) return { records: [], next: at };
        const before = rowsBefore(segment);
        // Rows are counted anew at every segment: what a place was told may lie in one that has been released.
        const start = segment.number === at.segment ? at : { segment: segment.number, offset: 0, row: before };
        const end: Position = { segment: segment.number, offset: segment.bytes, row: before + segment.rows };
        const range = { from: start.offset, to: end.offset };
        const stretch = await readStretch(fileSystem, segment.path, range, mostBytes);
        const lost = stretch.start - start.offset;
        if (lost > 0) onDamage({ segment: segment.number, offset: start.offset, bytes: lost });
        if (stretch.records.length > 0) {
          const records = withPlaces(stretch.records, { ...start, offset: stretch.start }, end);
          return { records, next: records.at(-1)?.to ?? end };
        }
        at = end;
      }
    },

    grown: (after) =>
      new Promise((resolve) => {
        if (isClosed || segmentAfter(after)) resolve();
        else wake.add(resolve);
      }),

    rotate: () => enqueue([], 0, true),

    async release({ segment, offset }) {
      const isOver = (it: Segment) =>
        it !== growing?.segment && (it.number < segment || (it.number === segment && offset >= it.bytes));
      for (const it of segments.filter(isOver)) {
        await fileSystem.remove(it.path);
        const at = segments.indexOf(it);
        if (at < 0) continue; // somebody else released it at the same time
        segments.splice(at, 1);
        releasedRows += it.rows;
        // One after another also on disk: a command must not come back without what followed it.
        await fileSystem.syncDirectory(directory);
      }
    },

    status: () => ({ segments: segments.length, bytes: totalBytes() }),

    async close() {
      if (isClosed) return;
      const settled = enqueue([], 0);
      isClosed = true;
      await settled;
      await endSegment();
      for (const tell of wake) tell();
    },
  };
}

function withPlaces(records: readonly JournalRecord[], from: Position, end: Position): readonly KeptRecord[] {
  let to = from;
  return records.map((record) => {
    const offset = to.offset + recordBytes(record);
    // At the segment's end all its rows are over, those included that were lost to damage.
    to = offset === end.offset ? end : { ...to, offset, row: to.row + record.rows };
    return { ...record, to };
  });
}

/** The system's word for it, such as ENOSPC; never more, because a path may say whose machine it is. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "an unknown failure";
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
