import { sql } from "drizzle-orm";
import { bigint, boolean, doublePrecision, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { utc, visitorKey, xid8 } from "./columns.ts";

/** One row per event of a visitor, append-only. Typed columns are what questions group by; the rest is in `props`. */
export const events = pgTable(
  "events",
  {
    visitorKey: visitorKey(),
    id: text("id").notNull(),
    ts: utc("ts").notNull(),
    seq: bigint("seq", { mode: "number" }).notNull(),
    receivedAt: utc("received_at").notNull(),
    name: text("name").notNull(),
    app: text("app").notNull(),
    layer: text("layer").notNull(),
    writer: text("writer").notNull(),
    build: text("build"),
    sessionId: text("session_id"),
    device: text("device").notNull(),
    browser: text("browser").notNull(),
    simulated: boolean("simulated").notNull(),
    bot: boolean("bot").notNull(),
    requestId: text("request_id"),
    model: text("model"),
    funding: text("funding"),
    experiment: text("experiment"),
    variant: text("variant"),
    value: doublePrecision("value"),
    props: jsonb("props").$type<Record<string, string | number | boolean>>().notNull(),
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [
    primaryKey({ columns: [table.visitorKey, table.id] }),
    index("events_xid").on(table.xid),
    index("events_ts").on(table.ts),
    index("events_name_ts").on(table.name, table.ts),
  ],
);

/** One row per fact of the network that belongs to no visitor. */
export const networkEvents = pgTable(
  "network_events",
  {
    id: text("id").primaryKey(),
    ts: utc("ts").notNull(),
    name: text("name").notNull(),
    layer: text("layer").notNull(),
    node: text("node"),
    model: text("model"),
    value: doublePrecision("value"),
    simulated: boolean("simulated").notNull(),
    props: jsonb("props").$type<Record<string, string | number | boolean>>().notNull(),
    xid: xid8("xid").notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [index("network_events_ts").on(table.ts), index("network_events_xid").on(table.xid)],
);

/** One row per event that intake turned away: enough to find the sender, none of the values. */
export const quarantine = pgTable(
  "quarantine",
  {
    sequence: bigint("sequence", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    receivedAt: utc("received_at").notNull(),
    reason: text("reason").notNull(),
    name: text("name"),
    app: text("app"),
    paths: jsonb("paths").$type<readonly string[]>().notNull(),
  },
  (table) => [index("quarantine_received_at").on(table.receivedAt)],
);
