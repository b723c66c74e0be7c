import type { EventLog, LogCursor, QuarantineFilter } from "@flywheel/telemetry/port";
import { visitorKeyOf } from "@flywheel/vocabulary";
import { and, asc, count, desc, eq, gte, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Connection, Database } from "./database.ts";
import { insertEvents, insertNetworkEvents, insertQuarantined, toEvent, toQuarantined } from "./event-rows.ts";
import { countErased, eraseVisitor, releaseQuarantined, removeSimulated } from "./removals.ts";
import { events, quarantine } from "./schema/events.ts";

/** The event log as the database has it: what it returns from `append` is committed. */
export type StoredEventLog = Omit<EventLog, "isErased">;

export function createStoredEventLog(database: Database): StoredEventLog {
  return {
    async append(offered) {
      return database.transaction(async (transaction) => {
        const accepted = await insertEvents(transaction, offered);
        const erased = accepted < offered.length ? await countErased(transaction, offered) : 0;
        return { accepted, repeated: offered.length - accepted - erased, erased };
      });
    },

    async appendNetwork(offered) {
      const accepted = await database.transaction((transaction) => insertNetworkEvents(transaction, offered));
      return { accepted, repeated: offered.length - accepted };
    },

    async quarantine(refused) {
      await database.transaction((transaction) => insertQuarantined(transaction, refused));
    },

    async quarantineList(limit, which) {
      const rows = await database
        .select()
        .from(quarantine)
        .where(which && meant(which))
        .orderBy(desc(quarantine.receivedAt), desc(quarantine.id))
        .limit(limit);
      return rows.map(toQuarantined);
    },

    releaseQuarantined: (ids) => releaseQuarantined(database, ids),

    async quarantined(sinceMs) {
      return database
        .select({ reason: quarantine.reason, name: quarantine.name, count: count() })
        .from(quarantine)
        .where(gte(quarantine.receivedAt, new Date(sinceMs)))
        .groupBy(quarantine.reason, quarantine.name)
        .orderBy(desc(count()), asc(quarantine.reason), asc(quarantine.name));
    },

    async tail(cursor, limit) {
      return cursor === null
        ? { events: [], cursor: await newestEnd(database) }
        : readOn(database, parse(cursor), cursor, limit);
    },

    async newest(limit, { simulated }) {
      const rows = await database
        .select()
        .from(events)
        .where(eq(events.simulated, simulated))
        .orderBy(desc(events.xid), desc(events.ts), desc(events.seq), desc(events.id))
        .limit(limit);
      return rows.map(toEvent);
    },

    async ofVisitor(visitorId) {
      const rows = await database
        .select()
        .from(events)
        .where(eq(events.visitorKey, visitorKeyOf(visitorId)))
        .orderBy(asc(events.ts), asc(events.seq), asc(events.id));
      return rows.map(toEvent);
    },

    erase: (visitorId) => eraseVisitor(database, visitorKeyOf(visitorId)),
    removeSimulated: () => removeSimulated(database),
  };
}

function meant(which: QuarantineFilter): SQL | undefined {
  if ("ids" in which) return inArray(quarantine.id, [...which.ids]);
  if ("visitorId" in which) return eq(quarantine.visitorKey, visitorKeyOf(which.visitorId));
  const named = which.name === null ? isNull(quarantine.name) : eq(quarantine.name, which.name);
  return and(eq(quarantine.reason, which.reason), named);
}

/** After which row a reader goes on: rows are read in the order of (transaction, visitor, id). */
type Position = { readonly xid: string; readonly visitorKey: string; readonly id: string };

const format = ({ xid, visitorKey, id }: Position) => `${xid}:${visitorKey}:${id}` as LogCursor;

function parse(cursor: LogCursor): Position {
  const [xid = "", visitorKey = "", id = ""] = cursor.split(":");
  return { xid, visitorKey, id };
}

/**
 * Transactions are numbered when they begin to write but may commit in any order. Every one older than the oldest still
 * open has ended, so nothing can appear any more at or before a row that this has given out.
 */
const oldestOpen = sql`pg_snapshot_xmin(pg_current_snapshot())`;

async function readOn(connection: Connection, after: Position, cursor: LogCursor, limit: number) {
  const position = sql`(${after.xid}::xid8, ${after.visitorKey}::bigint, ${after.id}::text)`;
  const rows = await connection
    .select()
    .from(events)
    .where(
      and(sql`(${events.xid}, ${events.visitorKey}, ${events.id}) > ${position}`, sql`${events.xid} < ${oldestOpen}`),
    )
    .orderBy(asc(events.xid), asc(events.visitorKey), asc(events.id))
    .limit(limit);
  const last = rows.at(-1);
  const next = last ? format({ xid: last.xid, visitorKey: String(last.visitorKey), id: last.id }) : cursor;
  return { events: rows.map(toEvent), cursor: next };
}

/** Before the first row of the oldest transaction still open, or of the next one to come. */
async function newestEnd(connection: Connection): Promise<LogCursor> {
  const { rows } = await connection.execute<{ xid: string }>(sql`select ${oldestOpen}::text as xid`);
  return format({ xid: rows[0]?.xid ?? "0", visitorKey: String(-(2n ** 63n)), id: "" });
}
