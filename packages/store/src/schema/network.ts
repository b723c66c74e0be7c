import type { Receipt } from "@flywheel/network/port";
import type { RequestId } from "@flywheel/vocabulary";
import { jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { utc } from "./columns.ts";

/** One row per node of the mock network: the key it signs with, made once. */
export const nodeKeys = pgTable("node_keys", {
  name: text("name").primaryKey(),
  privateKey: text("private_key").notNull(),
  publicKey: text("public_key").notNull(),
});

/** One row per request that was served. No visitor: a receipt proves what a node did, not for whom. */
export const receipts = pgTable("receipts", {
  requestId: text("request_id").$type<RequestId>().primaryKey(),
  receipt: jsonb("receipt").$type<Receipt>().notNull(),
  issuedAt: utc("issued_at").notNull(),
});
