import type { PostingKind, Purchase } from "@flywheel/accounts/port";
import type { Consent, Funding, HoldId, PurchaseId, RequestId, VisitorId } from "@flywheel/vocabulary";
import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { utc, visitorKey } from "./columns.ts";

const credits = (name: string) => bigint(name, { mode: "number" }).notNull();
const funding = () => text("funding").$type<Funding>().notNull();

/** One row per browser we have met. Locked by every change of its account, so that they happen one after another. */
export const visitors = pgTable("visitors", {
  visitorKey: visitorKey().primaryKey(),
  id: text("id").$type<VisitorId>().notNull(),
  consent: text("consent").$type<Consent>().notNull(),
  firstSeenAt: utc("first_seen_at").notNull(),
});

/** One row per visitor and funding: the sum of their ledger, kept beside it so that no ask has to add it up. */
export const balances = pgTable(
  "balances",
  {
    visitorKey: visitorKey(),
    funding: funding(),
    available: credits("available"),
    held: credits("held"),
  },
  (table) => [
    primaryKey({ columns: [table.visitorKey, table.funding] }),
    check("balances_available_not_negative", sql`${table.available} >= 0`),
    check("balances_held_not_negative", sql`${table.held} >= 0`),
  ],
);

/** One row per posting, append-only. */
export const ledger = pgTable(
  "ledger",
  {
    visitorKey: visitorKey(),
    sequence: bigint("sequence", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    postedAt: utc("posted_at").notNull(),
    kind: text("kind").$type<PostingKind>().notNull(),
    funding: funding(),
    availableDelta: credits("available_delta"),
    heldDelta: credits("held_delta"),
    holdId: text("hold_id").$type<HoldId>(),
    requestId: text("request_id").$type<RequestId>(),
    expiresAt: utc("expires_at"),
    reference: text("reference"),
  },
  (table) => [primaryKey({ columns: [table.visitorKey, table.sequence] })],
);

/** One row per hold and funding that still has credits set aside; the last charge or release removes it. */
export const holds = pgTable(
  "holds",
  {
    visitorKey: visitorKey(),
    id: text("id").$type<HoldId>().notNull(),
    funding: funding(),
    visitorId: text("visitor_id").$type<VisitorId>().notNull(),
    requestId: text("request_id").$type<RequestId>().notNull(),
    credits: credits("credits"),
    expiresAt: utc("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.visitorKey, table.id, table.funding] }),
    check("holds_credits_positive", sql`${table.credits} > 0`),
    index("holds_expires_at").on(table.expiresAt),
  ],
);

/** One row per key that may be used once ever. It names no visitor and outlives them: erasing must not mint credits. */
export const claims = pgTable("claims", {
  key: text("key").primaryKey(),
  claimedAt: utc("claimed_at").notNull(),
});

/** One row per checkout that was started. */
export const purchases = pgTable(
  "purchases",
  {
    visitorKey: visitorKey(),
    id: text("id").$type<PurchaseId>().notNull(),
    visitorId: text("visitor_id").$type<VisitorId>().notNull(),
    pack: text("pack").notNull(),
    credits: integer("credits").notNull(),
    priceMicroUsd: bigint("price_micro_usd", { mode: "number" }).notNull(),
    state: text("state").$type<Purchase["state"]>().notNull(),
    startedAt: utc("started_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.visitorKey, table.id] }), index("purchases_id").on(table.id)],
);
