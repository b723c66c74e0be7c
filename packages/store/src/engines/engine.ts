import type { Pool, PoolClient, PoolConfig } from "pg";
import type { Database } from "../database.ts";

/** One database, opened. What differs between the two is in here; everything else is the same SQL. */
export type Engine = {
  readonly kind: "pglite" | "postgres";
  readonly pool: Pool;
  /** How another process reaches the same database. */
  readonly connection: () => PoolConfig;
  readonly database: Database;
  /** For error messages: the directory, or host, port and database. Never a user or a password. */
  readonly where: string;
  /** What a person can do when it does not answer. */
  readonly advice: string;
  /** Stops what a client is doing; the embedded engine cannot. */
  readonly cancel: (client: PoolClient) => Promise<void>;
  /** Resolves when everything committed before survives a power cut. */
  readonly makeDurable: () => Promise<void>;
  /** Told when the engine has been started again and may lack what it had not made durable. */
  readonly onRestart: (listener: () => void) => void;
  close(): Promise<void>;
};
