import { expect, it } from "vitest";
import type { BulkColumn } from "../bulk-insert.ts";
import { events } from "../schema/events.ts";
import { createCsvPage } from "./csv-page.ts";

type Row = readonly [name: string | null, fields: string];
const columns: readonly BulkColumn<Row>[] = [
  [events.name, "text", ([name]) => name],
  [events.build, "text", () => ""],
  [events.model, "text", () => null],
  [events.props, "jsonb", ([, fields]) => fields],
];

const quoted = (text: string) => `"${text.split('"').join('""')}"`;
/** The words of RFC 4180, text by text. */
const slowly = (rows: readonly Row[]) =>
  rows
    .map(([name, fields]) => {
      const own = name !== null && (name === "" || /[",\r\n]/.test(name)) ? quoted(name) : (name ?? "");
      return `${own},"",,${quoted(fields)}\n`;
    })
    .join("");

it("[ST89] a page is the same at whatever byte its memory has to grow, and again when it is used again", () => {
  const various = Array.from({ length: 100 }, (_, place): Row => {
    return [[null, "a", 'ä",', ""][place % 4] ?? null, "x".repeat(place % 7)];
  });
  // Rows of eight bytes, more than the megabyte at which it grows first: each place in a row comes to its end once.
  const short = Array.from({ length: 140_000 }, (): Row => [null, ""]);
  for (let longer = 0; longer < 8; longer += 1) {
    const page = createCsvPage(columns);
    const shifted: Row[] = [["", "y".repeat(longer)], ...short, ...various];
    for (const given of [shifted, various]) {
      page.add(given);
      expect(page.rows()).toBe(given.length);
      expect(Buffer.from(page.take()).equals(Buffer.from(slowly(given)))).toBe(true);
    }
  }
});

it("[ST89] so is a page of long texts, quoted and not, with letters of several bytes", () => {
  const rows = Array.from({ length: 30_000 }, (_, place): Row => {
    const long = ["plain ", 'quo"ted, ', "zwölf ", "端 "][place % 4] ?? "";
    return [long.repeat(5 + (place % 11)), `{"a": "${long.repeat(4 + (place % 7))}"}`];
  });
  const page = createCsvPage(columns);
  page.add(rows);
  const taken = Buffer.from(page.take());
  expect(taken.length).toBeGreaterThan(3 * 2 ** 20);
  expect(taken.equals(Buffer.from(slowly(rows)))).toBe(true);
});
