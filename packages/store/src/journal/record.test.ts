import { describe, expect, it } from "vitest";
import vectors from "../../fixtures/journal-records.json" with { type: "json" };
import { encodeRecord, nextRecordAt, type RecordKind, readRecords } from "./record.ts";

const records = vectors.map(({ kind, rows, text, hex }) => ({
  record: { kind: kind as RecordKind, rows, payload: Buffer.from(text) },
  bytes: Buffer.from(hex, "hex"),
}));

describe("a record of the journal", () => {
  it("[ST50] is written byte for byte as another program writes it", () => {
    for (const { record, bytes } of records) {
      expect(Buffer.concat(encodeRecord(record)).toString("hex")).toBe(bytes.toString("hex"));
    }
  });

  it("[ST50] is read back, one behind the other", () => {
    const all = Buffer.concat(records.map(({ bytes }) => bytes));
    expect(readRecords(all)).toEqual({
      records: records.map(({ record }) => record),
      bytes: all.length,
      stopped: "end",
    });
    expect(readRecords(Buffer.alloc(0))).toEqual({ records: [], bytes: 0, stopped: "end" });
  });

  it("[ST51] is not there while a byte of it is missing", () => {
    for (const { bytes } of records) {
      for (let length = 1; length < bytes.length; length += 1) {
        expect(readRecords(bytes.subarray(0, length))).toEqual({ records: [], bytes: 0, stopped: "incomplete" });
      }
    }
  });

  it("[ST52] is noticed to be damaged when any one bit of it is another", () => {
    for (const { bytes } of records) {
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const damaged = Buffer.from(bytes);
        damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(readRecords(damaged).records, `bit ${bit}`).toEqual([]);
      }
    }
  });

  it.each([0, 255])("[ST52] is never found in bytes that are all %i", (value) => {
    expect(readRecords(Buffer.alloc(4_096, value)).records).toEqual([]);
    expect(nextRecordAt(Buffer.alloc(4_096, value), 0)).toBeNull();
  });

  it("[ST52] is found again behind damage, wherever it begins", () => {
    for (const { bytes } of records) {
      for (const damage of [1, 12, 13, 14, 500]) {
        const behind = Buffer.concat([Buffer.alloc(damage, "evt_1\t"), bytes, Buffer.from("torn")]);
        expect(nextRecordAt(behind, 0)).toBe(damage);
      }
    }
  });
});
