import { StoreError } from "../errors.ts";
import type { JournalRecord, RecordKind } from "./record.ts";

/** Records of one kind that are stored together. */
export type Chunk<Kept extends JournalRecord = JournalRecord> = {
  readonly kind: RecordKind;
  readonly records: readonly Kept[];
};

export const rowsOf = (records: readonly JournalRecord[]): number => records.reduce((sum, { rows }) => sum + rows, 0);

/**
 * Whether the database refuses what it was given for what is in it, so that it always will. Everything else may pass, a
 * full disk for one: then the record waits, because aside nobody would store it.
 * Source: PostgreSQL documentation, error codes: data exceptions, integrity constraints, program limits.
 */
export function isOfTheRecord(error: unknown): boolean {
  if (error instanceof StoreError) return /^(22|23|54)/.test(error.facts.sqlstate ?? "");
  return error instanceof RangeError || error instanceof SyntaxError || error instanceof TypeError;
}

/** Records of one kind that follow each other, up to a number of rows. */
export function chunksOf<Kept extends JournalRecord>(
  records: readonly Kept[],
  mostRows: number,
): readonly Chunk<Kept>[] {
  const chunks: { kind: RecordKind; records: Kept[]; rows: number }[] = [];
  for (const record of records) {
    const last = chunks.at(-1);
    if (last && last.kind === record.kind && last.rows + record.rows <= mostRows) {
      last.records.push(record);
      last.rows += record.rows;
    } else {
      chunks.push({ kind: record.kind, records: [record], rows: record.rows });
    }
  }
  return chunks;
}

/** A record of several events as records of one each. */
export function partsOf({ kind, rows, payload }: JournalRecord): readonly JournalRecord[] {
  if (rows <= 1) return [{ kind, rows, payload }];
  const parts =
    kind === "events"
      ? payload
          .toString("utf8", 0, payload.length - 1)
          .split("\n")
          .map((line) => `${line}\n`)
      : (JSON.parse(payload.toString()) as unknown[]).map((one) => JSON.stringify([one]));
  return parts.map((part) => ({ kind, rows: 1, payload: Buffer.from(part) }));
}
