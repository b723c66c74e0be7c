import type { SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Question } from "./asking.ts";
import type { Parameter } from "./messages.ts";

/** A question as DuckDB is asked it. */
export function questionOf(question: SQL): Question {
  const { sql: text, params } = dialect.sqlToQuery(question);
  return { text, parameters: params.map(parameterOf) };
}

const dialect = new PgDialect();

function parameterOf(value: unknown): Parameter {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString().slice(0, -1); // UTC without a zone, as every timestamp of the store
  if (
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "bigint" ||
    typeof value === "boolean"
  ) {
    return value;
  }
  throw new TypeError("a question's parameters are texts, numbers, booleans and moments");
}
