import type { BulkColumn } from "../bulk-insert.ts";

/** Rows as `COPY ... TO STDOUT (FORMAT csv)` would write these columns, in one piece of memory that is used again and again. */
export type CsvPage<Row> = {
  add(rows: readonly Row[]): void;
  readonly rows: () => number;
  /** What was added since the last time. Valid until something is added. */
  take(): Uint8Array;
};

/** Short texts byte by byte: put together first, they are garbage for the most part of the time that a load takes. */
export function createCsvPage<Row>(columns: readonly BulkColumn<Row>[]): CsvPage<Row> {
  let bytes = Buffer.allocUnsafe(1 << 20);
  let at = 0;
  let rows = 0;

  const makeRoom = (needed: number): void => {
    if (at + needed <= bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * bytes.length + needed);
    larger.set(bytes.subarray(0, at));
    bytes = larger;
  };
  /** At most three bytes for each of a text's units, or two when quotes are doubled. */
  const put = (text: string, isQuoted: boolean): void => {
    makeRoom(3 * text.length + 2);
    const start = at;
    if (text.length > shortText) {
      at += bytes.write(isQuoted ? `"${text.replaceAll('"', '""')}"` : text, at);
      return;
    }
    if (isQuoted) bytes[at++] = quote;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code > lastAscii) {
        at = start;
        at += bytes.write(isQuoted ? `"${text.replaceAll('"', '""')}"` : text, at);
        return;
      }
      if (code === quote) bytes[at++] = quote;
      bytes[at++] = code;
    }
    if (isQuoted) bytes[at++] = quote;
  };

  return {
    add(added) {
      for (const row of added) {
        for (let place = 0; place < columns.length; place += 1) {
          const [, type, read] = columns[place] ?? nothing;
          makeRoom(1);
          if (place > 0) bytes[at++] = comma;
          const value = read(row);
          // An empty field is null; an empty text is quoted.
          if (typeof value === "string") put(value, type === "jsonb" || (type === "text" && !isPlain.test(value)));
          else if (value !== null) put(String(value), false);
        }
        makeRoom(1);
        bytes[at++] = newline;
      }
      rows += added.length;
    },
    rows: () => rows,
    take() {
      const taken = bytes.subarray(0, at);
      [at, rows] = [0, 0];
      return taken;
    },
  };
}

const [quote, comma, newline, lastAscii] = [0x22, 0x2c, 0x0a, 0x7f];
const isPlain = /^[^",\r\n]+$/;
/** The longest whose letters are written faster one by one. */
const shortText = 24;
const nothing = [null, "text", () => null] as const;
