import type { QuarantinedEvent } from "@flywheel/telemetry/port";
import type { NetworkEvent, TakenEvent } from "@flywheel/vocabulary";
import { sql } from "drizzle-orm";
import { bigint, boolean, doublePrecision, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
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

/** One row per event that intake turned away: enough to find the sender, none of the values. */
export const quarantine = pgTable(
  "quarantine",
  {
    sequence: bigint("sequence", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    receivedAt: utc("received_at").notNull(),
    reason: text("reason").$type<QuarantinedEvent["reason"]>().notNull(),
    name: text("name").$type<NonNullable<QuarantinedEvent["name"]>>(),
    app: text("app"),
    paths: jsonb("paths").$type<readonly string[]>().notNull(),
  },
  (table) => [index("quarantine_received_at").on(table.receivedAt)],
);
