import { crc32 } from "node:zlib";

/** What a record holds: events of visitors, facts of the network, refused events, or something to do at this place. */
export const recordKinds = ["events", "network", "refused", "command"] as const;
export type RecordKind = (typeof recordKinds)[number];

export type JournalRecord = {
  readonly kind: RecordKind;
  /** Events in it, so that a backlog can be counted without reading it. */
  readonly rows: number;
  readonly payload: Buffer;
};

/**
 * A record on disk: length of the payload, CRC-32 of all that follows it, kind, rows, payload. Numbers are little-endian
 * and of 4 bytes, the kind is one byte.
 */
const headBytes = 13;
const longestPayload = 64 * 1024 * 1024;

export const recordBytes = ({ payload }: JournalRecord): number => headBytes + payload.length;

export function encodeRecord({ kind, rows, payload }: JournalRecord): readonly Buffer[] {
  const head = Buffer.allocUnsafe(headBytes);
  head.writeUInt32LE(payload.length, 0);
  head.writeUInt8(recordKinds.indexOf(kind), 8);
  head.writeUInt32LE(rows, 9);
  head.writeUInt32LE(crc32(payload, crc32(head.subarray(8))), 4);
  return [head, payload];
}

export type Reading = {
  readonly records: readonly JournalRecord[];
  /** How many bytes the records take. */
  readonly bytes: number;
  /** Why reading stopped: nothing left, more bytes needed (or torn, if there are none), or a record that is damaged. */
  readonly stopped: "end" | "incomplete" | "damaged";
};

/** Whole records from the start of these bytes. Stops at the first that is not whole: what follows it cannot be trusted. */
export function readRecords(bytes: Buffer): Reading {
  const records: JournalRecord[] = [];
  let at = 0;
  const stop = (stopped: Reading["stopped"]): Reading => ({ records, bytes: at, stopped });
  while (at < bytes.length) {
    const record = recordAt(bytes, at);
    if (typeof record === "string") return stop(record);
    records.push(record);
    at += recordBytes(record);
  }
  return stop("end");
}

function recordAt(bytes: Buffer, at: number): JournalRecord | "incomplete" | "damaged" {
  if (bytes.length - at < headBytes) return "incomplete";
  const length = bytes.readUInt32LE(at);
  if (length > longestPayload) return "damaged";
  const end = at + headBytes + length;
  if (end > bytes.length) return "incomplete";
  const kind = recordKinds[bytes.readUInt8(at + 8)];
  if (kind === undefined || crc32(bytes.subarray(at + 8, end)) !== bytes.readUInt32LE(at + 4)) return "damaged";
  return { kind, rows: bytes.readUInt32LE(at + 9), payload: bytes.subarray(at + headBytes, end) };
}

/**
 * Where the next whole record begins, from a byte on; null if there is none. A length that is damaged tells nothing of
 * where its record ends, so every byte is tried: text has no lengths that fit, which makes it quick.
 */
export function nextRecordAt(bytes: Buffer, from: number): number | null {
  for (let at = from; at + headBytes <= bytes.length; at += 1) {
    if (typeof recordAt(bytes, at) !== "string") return at;
  }
  return null;
}
