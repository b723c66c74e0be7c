import { closeSync, openSync } from "node:fs";
import pg from "pg";
import { copyToFile } from "./copy-to-file.ts";
import type { Order } from "./messages.ts";
import { type ProjectedTable, projectedTables, sourceColumns } from "./projected-tables.ts";

/** A transaction id, as text: it has 64 bits. */
export type Xid = string;

/** Rows that were written by transactions in [from, until). */
export type Window = { readonly from: Xid; readonly until: Xid };

/** What the store looks like at one moment. */
export type Look = {
  /** Every transaction below it has ended, and nothing can appear below it any more. */
  readonly oldestOpen: Xid;
  /** The next transaction will have this number or a higher one. */
  readonly next: Xid;
  /** Which database this is, and which file each table is: another one after a TRUNCATE or a rewrite. */
  readonly origin: string;
};

export type Removal = { readonly xid: Xid } & (
  | { readonly kind: "visitor"; readonly visitorKey: string }
  | { readonly kind: "simulated" }
  | { readonly kind: "before"; readonly beforeTs: string }
);

/** One row of the last transaction that was copied: if the store no longer has it, this is another store. */
export type Witness = { readonly xid: Xid; readonly key: readonly string[] };

/**
 * The store's database, as the projection reads it: one short statement after another, never a transaction held open. Every
 * "order by" names the table: of a bare "xid" PostgreSQL would take the text that is given out, where 999 follows 1000.
 */
export type Source = {
  look(): Promise<Look>;
  removals(window: Window): Promise<readonly Removal[]>;
  newestRemoval(before: Xid): Promise<Xid | null>;
  /** The first row's transaction, and that of the row after so many; null where there is no such row. */
  cut(
    table: ProjectedTable,
    window: Window,
    rows: number,
  ): Promise<{ readonly first: Xid | null; readonly over: Xid | null }>;
  /** The newest row in a window. */
  newest(table: ProjectedTable, window: Window): Promise<Witness | null>;
  hasRow(table: ProjectedTable, witness: Witness): Promise<boolean>;
  /** The blocks of a table that hold rows of a window: [first, after the last). */
  blocks(table: ProjectedTable, window: Window | null): Promise<{ readonly first: number; readonly end: number }>;
  /** Writes rows as CSV; says how many. */
  copy(table: ProjectedTable, window: Window, file: string, blocks?: Blocks): Promise<number>;
  close(): Promise<void>;
};
export type Blocks = { readonly first: number; readonly end: number };

export async function connectSource({ engine, database }: Order): Promise<Source> {
  const client = new pg.Client({
    ...database,
    application_name: "flywheel projection",
    connectionTimeoutMillis: 8_000,
    // The session of the embedded engine is everybody's, so nothing is set there.
    ...(engine === "postgres" ? { options: "-c datestyle=ISO -c statement_timeout=120000" } : {}),
  });
  client.on("error", () => {}); // the next statement fails and tells
  await client.connect();

  const rows = async (text: string, values: readonly string[] = []): Promise<readonly Row[]> =>
    (await client.query<Row>(text, [...values])).rows;

  return {
    async look() {
      const [row] = await rows(lookSql);
      return { oldestOpen: text(row, "oldest_open"), next: text(row, "next"), origin: text(row, "origin") };
    },

    async removals({ from, until }) {
      const found = await rows(removalsSql, [from, until]);
      return found.map((row) => {
        const [xid, kind] = [text(row, "xid"), text(row, "kind")];
        if (kind === "visitor") return { xid, kind, visitorKey: text(row, "visitor_key") };
        if (kind === "before") return { xid, kind, beforeTs: text(row, "before_ts") };
        if (kind === "simulated") return { xid, kind };
        throw new TypeError("the store has removals of a kind that this program does not know");
      });
    },

    async newestRemoval(before) {
      const [row] = await rows(
        "select xid::text from removals where xid < $1::xid8 order by removals.xid desc limit 1",
        [before],
      );
      return row === undefined ? null : text(row, "xid");
    },

    async cut({ name }, { from, until }, limit) {
      const inWindow = `from ${name} where xid >= $1::xid8 and xid < $2::xid8 order by ${name}.xid`;
      const [row] = await rows(
        `select (select xid::text ${inWindow} limit 1) as first, (select xid::text ${inWindow} offset ${limit} limit 1) as over`,
        [from, until],
      );
      return { first: textOrNull(row?.first), over: textOrNull(row?.over) };
    },

    async newest({ name, key }, { from, until }) {
      const [row] = await rows(
        `select xid::text, array[${key.join(", ")}]::text[] as key from ${name}
          where xid >= $1::xid8 and xid < $2::xid8 order by ${name}.xid desc limit 1`,
        [from, until],
      );
      return row === undefined ? null : { xid: text(row, "xid"), key: row.key as readonly string[] };
    },

    async hasRow({ name, key }, witness) {
      const same = key.map((column, index) => `${column} = $${index + 2}`).join(" and ");
      return (
        (await rows(`select 1 from ${name} where xid = $1::xid8 and ${same}`, [witness.xid, ...witness.key])).length > 0
      );
    },

    async blocks({ name }, window) {
      if (window === null) {
        const [row] = await rows(`select pg_relation_size('${name}') / current_setting('block_size')::bigint as end`);
        return { first: 0, end: Number(row?.end) };
      }
      const [row] = await rows(
        `select (min(ctid)::text::point)[0] as first, (max(ctid)::text::point)[0] as last from ${name}
          where xid >= $1::xid8 and xid < $2::xid8`,
        [window.from, window.until],
      );
      return { first: Number(row?.first ?? 0), end: Number(row?.last ?? -1) + 1 };
    },

    async copy(table, { from, until }, file, blocks) {
      const descriptor = openSync(file, "w", 0o600);
      const inBlocks = blocks ? `and ctid >= '(${blocks.first},0)' and ctid < '(${blocks.end},0)'` : "";
      try {
        return await copyToFile(
          client,
          `copy (select ${sourceColumns(table)} from ${table.name}
            where xid >= '${BigInt(from)}' and xid < '${BigInt(until)}' ${inBlocks}) to stdout (format csv)`,
          descriptor,
        );
      } finally {
        closeSync(descriptor);
      }
    },

    close: () => client.end(),
  };
}

type Row = Readonly<Record<string, unknown>>;

function text(row: Row | undefined, name: string): string {
  const value = row?.[name];
  if (typeof value !== "string") throw new TypeError(`the store gave no ${name}`);
  return value;
}

const textOrNull = (value: unknown): string | null => (typeof value === "string" ? value : null);

const lookSql = `
  select pg_snapshot_xmin(pg_current_snapshot())::text as oldest_open,
    pg_snapshot_xmax(pg_current_snapshot())::text as next,
    concat_ws('/', (select system_identifier from pg_control_system()),
      (select oid from pg_database where datname = current_database()),
      ${projectedTables.map(({ name }) => `pg_relation_filenode('${name}')`).join(", ")}) as origin`;

const removalsSql = `
  select xid::text, kind, visitor_key::text, before_ts::text from removals
  where xid >= $1::xid8 and xid < $2::xid8 order by removals.xid, sequence`;
