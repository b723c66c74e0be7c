import type { KeptCandidate, QuarantinedEvent } from "@flywheel/telemetry/port";
import type { NetworkEvent, TakenEvent } from "@flywheel/vocabulary";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { utc, visitorKey, xid8 } from "./columns.ts";

/** One row per event of a visitor, append-only. Typed columns are what questions group by; the rest is in `props`. */
export const events = pgTable(
  "events",
  {
    visitorKey: visitorKey(),
    id: text("id").$type<TakenEvent["id"]>().notNull(),
    ts: utc("ts").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    receivedAt: utc("received_at").notNull(),
    name: text("name").$type<TakenEvent["name"]>().notNull(),
    app: text("app").$type<TakenEvent["app"]>().notNull(),
    layer: text("layer").$type<TakenEvent["layer"]>().notNull(),
    writer: text("writer").$type<TakenEvent["writer"]>().notNull(),
    build: text("build"),
    sessionId: text("session_id").$type<NonNullable<TakenEvent["sessionId"]>>(),
    device: text("device").$type<TakenEvent["device"]>().notNull(),
    browser: text("browser").notNull(),
    simulated: boolean("simulated").notNull(),
    bot: boolean("bot").notNull(),
    requestId: text("request_id").$type<NonNullable<TakenEvent["requestId"]>>(),
    model: text("model").$type<NonNullable<TakenEvent["model"]>>(),
    funding: text("funding").$type<NonNullable<TakenEvent["funding"]>>(),
    experiment: text("experiment"),
    variant: text("variant"),
    value: doublePrecision("value"),
    props: jsonb("props").$type<TakenEvent["fields"]>().notNull(),
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
  },
  // Few indexes, because every event pays for each: questions are asked of the projection.
  (table) => [primaryKey({ columns: [table.visitorKey, table.id] }), index("events_xid").on(table.xid)],
);

/** One row per fact of the network that belongs to no visitor. */
export const networkEvents = pgTable(
  "network_events",
  {
    id: text("id").$type<NonNullable<NetworkEvent["id"]>>().primaryKey(),
    ts: utc("ts").notNull(),
    name: text("name").$type<NetworkEvent["name"]>().notNull(),
    layer: text("layer").$type<NetworkEvent["layer"]>().notNull(),
    node: text("node"),
    model: text("model").$type<NonNullable<NetworkEvent["model"]>>(),
    value: doublePrecision("value"),
    simulated: boolean("simulated").notNull(),
    props: jsonb("props").$type<TakenEvent["fields"]>().notNull(),
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [index("network_events_ts").on(table.ts), index("network_events_xid").on(table.xid)],
);

/** One row per event that intake turned away, until it is released. */
export const quarantine = pgTable(
  "quarantine",
  {
    id: text("id").primaryKey().default(sql`gen_random_uuid()::text`),
    receivedAt: utc("received_at").notNull(),
    reason: text("reason").$type<QuarantinedEvent["reason"]>().notNull(),
    name: text("name").$type<NonNullable<QuarantinedEvent["name"]>>(),
    app: text("app"),
    paths: jsonb("paths").$type<readonly string[]>().notNull(),
    kept: jsonb("kept").$type<KeptCandidate>(),
    /** Of `kept`, for erasure. */
    visitorKey: bigint("visitor_key", { mode: "bigint" }),
  },
  (table) => [
    index("quarantine_received_at").on(table.receivedAt),
    index("quarantine_visitor").on(table.visitorKey).where(sql`${table.visitorKey} is not null`),
  ],
);

/**
 * One row per removal of events, append-only. `visitor`: everything of one visitor, and whatever still comes of them.
 * `simulated`: what was simulated so far. `before`: what happened before a moment. Whoever follows the log by `xid`
 * does the same at this place of it.
 */
export const removals = pgTable(
  "removals",
  {
    sequence: bigint("sequence", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    kind: text("kind").$type<"visitor" | "simulated" | "before">().notNull(),
    visitorKey: bigint("visitor_key", { mode: "bigint" }),
    beforeTs: utc("before_ts"),
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [
    uniqueIndex("removals_visitor").on(table.visitorKey).where(sql`${table.kind} = 'visitor'`),
    index("removals_xid").on(table.xid),
  ],
);
