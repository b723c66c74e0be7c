import { fileURLToPath } from "node:url";
import { migrate as applyMigrations } from "drizzle-orm/node-postgres/migrator";
import { databaseOn } from "./database.ts";
import type { Engine } from "./engines/engine.ts";

/** Any number will do, as long as every server of one database uses the same. */
const migrationLock = 7_018_240_211;

/** Brings the tables up to date; of several servers that start at once, one does it and the others wait. */
export async function migrate({ pool }: Engine, folder = migrationsFolder(import.meta.url)): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [migrationLock]);
    await applyMigrations(databaseOn(client), { migrationsFolder: folder });
    await client.query("select pg_advisory_unlock($1)", [migrationLock]);
    client.release();
  } catch (error) {
    client.release(true); // closing the session is what certainly gives the lock back
    throw error;
  }
}

/** From source the folder lies beside `src`; a bundle has it beside itself. */
export function migrationsFolder(moduleUrl: string): string {
  return fileURLToPath(new URL(moduleUrl.endsWith(".ts") ? "../migrations" : "./migrations", moduleUrl));
}
