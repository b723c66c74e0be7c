import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type { Pool, PoolClient } from "pg";

export type Database = NodePgDatabase;

/** A database, or a transaction on it. */
export type Connection = Pick<Database, "select" | "insert" | "update" | "delete" | "execute">;

export const databaseOn = (client: Pool | PoolClient): Database => drizzle(client);
