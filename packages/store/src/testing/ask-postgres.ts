import { sql } from "drizzle-orm";
import pg from "pg";
import { databaseOn } from "../database.ts";
import { projectedTables, sourceColumns } from "../projection/projected-tables.ts";
import type { QuestionEngine } from "../questions.ts";

/** PostgreSQL in the shape of the projection, so that one text can be asked of both: the same answers, another engine. */
export type PostgresQuestions = QuestionEngine & { close(): Promise<void> };

export async function askPostgres(databaseUrl: string): Promise<PostgresQuestions> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on("error", () => {}); // the server may be stopped first
  await pool.query("create schema if not exists questions");
  for (const table of projectedTables) {
    await pool.query(
      `create or replace view questions.${table.name} as select ${sourceColumns(table)} from public.${table.name}`,
    );
  }
  return {
    async rows(question, { signal } = {}) {
      signal?.throwIfAborted();
      return databaseOn(pool).transaction(
        async (reading) => {
          await reading.execute(sql`set local search_path = questions`);
          return (await reading.execute(question)).rows;
        },
        { accessMode: "read only" },
      );
    },
    close: () => pool.end(),
  };
}
