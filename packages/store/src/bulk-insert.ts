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

/** A moment as PostgreSQL reads a timestamp without a zone. */
export const utcText = (atMs: number): string => new Date(atMs).toISOString().slice(0, -1);

const list = (parts: readonly SQL[] | readonly ReturnType<typeof sql.identifier>[]) => sql.join([...parts], sql`, `);
