import { type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import type { Connection } from "./database.ts";

/** One column of a bulk insert: where it goes, its type in PostgreSQL, and its value as text. */
export type BulkColumn<Row> = readonly [
  column: PgColumn,
  type: "bigint" | "text" | "timestamp" | "boolean" | "double precision" | "jsonb",
  value: (row: Row) => string | number | boolean | null,
];

/**
 * Inserts any number of rows with one parameter per column, and returns how many were new. COPY would be the usual way
 * but the embedded engine has none. `where` is a condition on a row of `incoming`.
 */
export async function bulkInsert<Row>(
  connection: Connection,
  table: PgTable,
  columns: readonly BulkColumn<Row>[],
  rows: readonly Row[],
  where: SQL = sql`true`,
): Promise<number> {
  if (rows.length === 0) return 0;
  const names = list(columns.map(([column]) => sql.identifier(column.name)));
  const arrays = list(columns.map(([, type, value]) => sql`${sql.param(rows.map(value))}::${sql.raw(type)}[]`));
  const { rowCount } = await connection.execute(
    sql`insert into ${table} (${names})
      select * from unnest(${arrays}) as incoming (${names}) where ${where} on conflict do nothing`,
  );
  return rowCount ?? 0;
}

const dayMs = 86_400_000;
let latestDay = { number: Number.NaN, text: "" };

/** A moment as PostgreSQL reads a timestamp without a zone. Most are of the day of the one before, which is kept. */
export function utcText(atMs: number): string {
  const number = Math.floor(atMs / dayMs);
  if (number !== latestDay.number)
    latestDay = { number, text: new Date(number * dayMs).toISOString().slice(0, -"00:00:00.000Z".length) };
  const ms = atMs - number * dayMs;
  const thousandths = 1_000 + (ms % 1_000);
  return `${latestDay.text}${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / 60_000) % 60)}:${two(Math.floor(ms / 1_000) % 60)}.${String(thousandths).slice(1)}`;
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

const list = (parts: readonly SQL[] | readonly ReturnType<typeof sql.identifier>[]) => sql.join([...parts], sql`, `);
