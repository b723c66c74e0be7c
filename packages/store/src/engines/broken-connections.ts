import type { Pool } from "pg";

/**
 * A connection that breaks between two statements has no caller to tell and emits an error, which would end the server
 * if nobody listened: on the pool while it is idle, on the connection itself while a transaction has it.
 */
export function survivingBrokenConnections(pool: Pool, onIdleLost: () => void): void {
  pool.on("error", onIdleLost);
  pool.on("connect", (client) => client.on("error", () => {})); // the transaction's next statement fails and tells
}
