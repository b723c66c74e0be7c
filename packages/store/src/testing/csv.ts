import type { BulkColumn } from "../bulk-insert.ts";

/** Rows as `COPY ... TO STDOUT (FORMAT csv)` would write those columns: an empty field is null, an empty text is quoted. */
export function csvOf<Row>(columns: readonly BulkColumn<Row>[], rows: readonly Row[]): string {
  let text = "";
  for (const row of rows) {
    for (let place = 0; place < columns.length; place += 1) {
      const column = columns[place];
      text += (place === 0 ? "" : ",") + (column ? field(column[2](row)) : "");
    }
    text += "\n";
  }
  return text;
}

const needsNoQuotes = /^[^",\r\n]+$/;

function field(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "string") return String(value);
  return needsNoQuotes.test(value) ? value : `"${value.replaceAll('"', '""')}"`;
}
