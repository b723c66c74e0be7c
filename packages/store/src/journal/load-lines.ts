import { once } from "node:events";
import type { PoolClient } from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { eventLineColumns, valuesOf } from "./event-lines.ts";

/** Inserts lines of events inside the client's transaction; returns how many were new and of nobody who was erased. */
export type LoadLines = (client: PoolClient, lines: Buffer) => Promise<number>;

const columns = eventLineColumns.join(", ");
const erased = "select 1 from removals r where r.kind = 'visitor' and r.visitor_key = incoming.visitor_key";
const insertion = (source: string) =>
  `insert into events (${columns}) select ${columns} from ${source} where not exists (${erased}) on conflict do nothing`;

/** PostgreSQL: the bytes as they are, through a temporary table, because COPY itself cannot pass over what is known. */
export const loadByCopy: LoadLines = async (client, lines) => {
  await client.query(
    `create temporary table if not exists incoming on commit delete rows as select ${columns} from events with no data`,
  );
  const copy = client.query(copyFrom(`copy incoming (${columns}) from stdin`));
  copy.end(lines);
  await once(copy, "finish");
  const { rowCount } = await client.query(insertion("incoming"));
  return rowCount ?? 0;
};

const columnTypes: Readonly<Partial<Record<(typeof eventLineColumns)[number], string>>> = {
  visitor_key: "bigint",
  ts: "timestamp",
  seq: "bigint",
  received_at: "timestamp",
  simulated: "boolean",
  bot: "boolean",
  value: "double precision",
  props: "jsonb",
};

const unnested = insertion(
  `unnest(${eventLineColumns.map((name, index) => `$${index + 1}::${columnTypes[name] ?? "text"}[]`).join(", ")}) as incoming (${columns})`,
);

/** PGlite has no COPY behind its socket: one array a column, written here because that is cheaper than quoting each value. */
export const loadByArrays: LoadLines = async (client, lines) => {
  const rows = lines
    .toString("utf8", 0, lines.length - 1)
    .split("\n")
    .map(valuesOf);
  const arrays = eventLineColumns.map((_, column) => `{${rows.map((row) => element(row[column] ?? null)).join()}}`);
  const { rowCount } = await client.query(unnested, arrays);
  return rowCount ?? 0;
};

/** Source: PostgreSQL documentation, "Array Input and Output Syntax". */
const element = (value: string | null): string => {
  if (value === null) return "NULL";
  return `"${/["\\]/.test(value) ? value.replace(/["\\]/g, "\\$&") : value}"`;
};
