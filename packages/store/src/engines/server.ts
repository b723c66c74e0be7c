import pg from "pg";
import { databaseOn } from "../database.ts";
import { StoreUnavailableError } from "../errors.ts";
import { toStoreError } from "../guard.ts";
import { survivingBrokenConnections } from "./broken-connections.ts";
import type { Engine } from "./engine.ts";

type ServerOptions = { readonly databaseUrl: string; readonly log: (sentence: string) => void };

/** A PostgreSQL server that somebody else runs. @throws StoreUnavailableError within about ten seconds */
export async function openServer({ databaseUrl, log }: ServerOptions): Promise<Engine> {
  const where = describe(databaseUrl);
  const advice = "check that it runs and that DATABASE_URL is right, or unset DATABASE_URL to use the embedded store";
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 10,
    connectionTimeoutMillis: 8_000,
    keepAlive: true,
    // A network that swallows answers must not hold a caller, or the closing, for ever.
    query_timeout: 120_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: "flywheel",
  });
  survivingBrokenConnections(pool, () => log(`${where}: an idle connection was lost`));

  try {
    await pool.query("select 1");
  } catch (error) {
    await pool.end();
    throw toStoreError(error, "store.open", { where, advice });
  }
  return {
    kind: "postgres",
    pool,
    database: databaseOn(pool),
    connection: () => ({ connectionString: databaseUrl }),
    where,
    advice,
    makeDurable: async () => {}, // its commits are
    onRestart: () => {}, // nor does it lose any
    async cancel(client) {
      await pool.query("select pg_cancel_backend($1)", [processIdOf(client)]);
    },
    close: () => pool.end(),
  };
}

/** Host, port and database of a URL: what a person needs to find it, and nothing that opens it. */
function describe(databaseUrl: string): string {
  try {
    const { host, port, database } = new pg.Client({ connectionString: databaseUrl });
    return `PostgreSQL at ${host}:${port}, database ${database}`;
  } catch {
    // The parser's own error quotes the URL, its password included.
    throw new StoreUnavailableError({
      where: "DATABASE_URL",
      reason: "it is not a URL",
      advice: "write it as postgres://user:password@host:5432/database",
    });
  }
}

function processIdOf(client: pg.PoolClient): number | null {
  return "processID" in client && typeof client.processID === "number" ? client.processID : null;
}
