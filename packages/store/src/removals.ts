import type { TakenEvent } from "@flywheel/vocabulary";
import { and, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Connection, Database } from "./database.ts";
import { events, networkEvents, quarantine, removals } from "./schema/events.ts";

/** Any number will do, as long as every server of one database uses the same. */
const removalLock = 7_018_240_213;

/**
 * Taken, shared, before events are inserted, in a statement of its own: what follows then sees every removal that is
 * over, and none happens until the transaction ends. Without it an insertion under way would survive an erasure.
 */
export async function holdOffRemovals(transaction: Connection): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock_shared(${removalLock}::bigint)`);
}

/** Waits for insertions under way and holds off others until the transaction ends. */
async function holdOffInsertions(transaction: Connection): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock(${removalLock}::bigint)`);
}

/** A condition on a row of `incoming`: its visitor has not been erased. */
export const notErased: SQL = sql`not exists (
  select 1 from ${removals} where ${removals.kind} = 'visitor' and ${removals.visitorKey} = incoming.visitor_key
)`;

/** How many of these belong to visitors who have been erased. */
export async function countErased(connection: Connection, offered: readonly TakenEvent[]): Promise<number> {
  const keys = new Set(offered.map(({ visitorKey }) => visitorKey));
  const rows = await connection
    .select({ visitorKey: removals.visitorKey })
    .from(removals)
    .where(and(eq(removals.kind, "visitor"), inArray(removals.visitorKey, [...keys])));
  const erased = new Set(rows.map(({ visitorKey }) => visitorKey));
  return offered.filter(({ visitorKey }) => erased.has(visitorKey)).length;
}

/** Everything of one visitor, and a mark that keeps out what still comes of them. Returns how many events went. */
export async function eraseVisitor(database: Database, visitorKey: bigint): Promise<number> {
  return database.transaction(async (transaction) => {
    await holdOffInsertions(transaction);
    await transaction.insert(removals).values({ kind: "visitor", visitorKey }).onConflictDoNothing();
    await transaction.delete(quarantine).where(eq(quarantine.visitorKey, visitorKey));
    const { rowCount } = await transaction.delete(events).where(eq(events.visitorKey, visitorKey));
    return rowCount ?? 0;
  });
}

/** Takes refused events out of the quarantine; returns how many went. */
export async function releaseQuarantined(database: Database, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { rowCount } = await database.delete(quarantine).where(inArray(quarantine.id, [...ids]));
  return rowCount ?? 0;
}

/**
 * Lets go of refused events that were received before a moment; returns how many went. Not by the journal: one that it
 * brings back after a crash goes with the next removal.
 */
export const releaseQuarantinedBefore = (database: Database, beforeMs: number): Promise<number> =>
  deleteInParts(database, quarantine, lt(quarantine.receivedAt, new Date(beforeMs)));

/** What was simulated so far, of visitors and of the network. Returns how many events went. */
export async function removeSimulated(database: Database): Promise<number> {
  const gone =
    (await deleteInParts(database, events, sql`${events.simulated}`)) +
    (await deleteInParts(database, networkEvents, sql`${networkEvents.simulated}`));
  // What came in meanwhile, and the mark, in one step that no insertion can overlap.
  return database.transaction(async (transaction) => {
    await holdOffInsertions(transaction);
    await transaction.insert(removals).values({ kind: "simulated" });
    const late = [
      await transaction.delete(events).where(eq(events.simulated, true)),
      await transaction.delete(networkEvents).where(eq(networkEvents.simulated, true)),
    ];
    return late.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), gone);
  });
}

/** What happened before a moment, of visitors and of the network. Returns how many events went. */
export async function removeBefore(database: Database, beforeMs: number): Promise<number> {
  const beforeTs = new Date(beforeMs);
  const gone =
    (await deleteInParts(database, events, lt(events.ts, beforeTs))) +
    (await deleteInParts(database, networkEvents, lt(networkEvents.ts, beforeTs)));
  return database.transaction(async (transaction) => {
    await holdOffInsertions(transaction);
    const late = [
      await transaction.delete(events).where(lt(events.ts, beforeTs)),
      await transaction.delete(networkEvents).where(lt(networkEvents.ts, beforeTs)),
    ];
    // Also if nothing went: an attempt that was cut short may have removed it all and left no mark.
    await transaction.insert(removals).values({ kind: "before", beforeTs });
    return late.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), gone);
  });
}

/** Few enough rows a statement that others, who wait for it on the embedded engine, hardly notice. */
const partRows = 10_000;

async function deleteInParts(database: Database, table: PgTable, condition: SQL): Promise<number> {
  for (let gone = 0; ; ) {
    const { rowCount } = await database.execute(
      sql`delete from ${table} where ctid = any(array(select ctid from ${table} where ${condition} limit ${partRows}))`,
    );
    gone += rowCount ?? 0;
    if ((rowCount ?? 0) < partRows) return gone;
  }
}
