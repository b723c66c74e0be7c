/** A column of the projection: its type in DuckDB, and how PostgreSQL gives it. */
type ProjectedColumn = { readonly name: string; readonly type: string; readonly source: string };

export type ProjectedTable = {
  readonly name: "events" | "network_events";
  readonly columns: readonly ProjectedColumn[];
  /** What lies together on disk; null leaves rows in the order in which they came. */
  readonly order: string | null;
  /** What tells one row from another, for the witness. */
  readonly key: readonly string[];
};

const column = (name: string, type: string, source = name): ProjectedColumn => ({ name, type, source });
/** 64 bits are enough to tell ids apart, and a third of their text; PostgreSQL's own hash, so that it can be asked too. */
const hashed = (name: string) => column(name, "BIGINT", `hashtextextended(${name}, 0)`);

/** Names as the store has them. `props` stays text: PostgreSQL has checked that it is JSON, and `->>` reads it. */
export const projectedTables: readonly ProjectedTable[] = [
  {
    name: "events",
    columns: [
      column("visitor_key", "BIGINT"),
      hashed("id"),
      column("ts", "TIMESTAMP"),
      column("seq", "BIGINT"),
      column("name", "VARCHAR"),
      column("app", "VARCHAR"),
      column("layer", "VARCHAR"),
      column("writer", "VARCHAR"),
      column("build", "VARCHAR"),
      hashed("session_id"),
      column("device", "VARCHAR"),
      column("browser", "VARCHAR"),
      column("simulated", "BOOLEAN"),
      column("bot", "BOOLEAN"),
      hashed("request_id"),
      column("model", "VARCHAR"),
      column("funding", "VARCHAR"),
      column("experiment", "VARCHAR"),
      column("variant", "VARCHAR"),
      column("value", "DOUBLE"),
      column("props", "VARCHAR"),
    ],
    order: "visitor_key, ts, seq, id",
    key: ["visitor_key", "id"],
  },
  {
    name: "network_events",
    columns: [
      hashed("id"),
      column("ts", "TIMESTAMP"),
      column("name", "VARCHAR"),
      column("layer", "VARCHAR"),
      column("node", "VARCHAR"),
      column("model", "VARCHAR"),
      column("value", "DOUBLE"),
      column("simulated", "BOOLEAN"),
      column("props", "VARCHAR"),
    ],
    order: null,
    key: ["id"],
  },
];

/** The columns as PostgreSQL gives them; a view of this shape answers the same questions there. */
export const sourceColumns = ({ columns }: ProjectedTable): string =>
  columns.map(({ name, source }) => (name === source ? name : `${source} as ${name}`)).join(", ");
