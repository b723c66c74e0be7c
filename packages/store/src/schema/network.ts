import type { Batch, Party, Receipt, SettledBecause, SettlementType, Weather } from "@flywheel/network/port";
import type { NodeId, RequestId, SessionId } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  type PgColumn,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { amount, utc } from "./columns.ts";

// What waits for something, in the words of the index that finds it: an index is used only where its words are repeated.

type Columns<Name extends string> = Readonly<Record<Name, PgColumn>>;

/** Of a session: it is not settled. */
export const isOpen = ({ settledAt }: Columns<"settledAt">): SQL => sql`${settledAt} is null`;

/** Of a batch. */
export const isUnconfirmed = ({ confirmedAt }: Columns<"confirmedAt">): SQL => sql`${confirmedAt} is null`;

/** Of a receipt: signed here, in no batch, and not private. */
export const isUnbatched = ({ batchRoot, settlement, receipt }: Columns<"batchRoot" | "settlement" | "receipt">): SQL =>
  sql`${batchRoot} is null and ${settlement} <> 'private' and ${receipt} ->> 'origin' = 'mock'`;

/** Of a bill: something is owed for it that no epoch has paid or withheld. */
export const isUnpaid = ({ epoch, billed }: Columns<"epoch" | "billed">): SQL =>
  sql`${epoch} is null and ${billed} > 0`;

/** One row per node of the mock network: the key it signs with, made once. */
export const nodeKeys = pgTable("node_keys", {
  name: text("name").primaryKey(),
  privateKey: text("private_key").notNull(),
  publicKey: text("public_key").notNull(),
});

/** One row per app: the key its wallet signs with, made once. */
export const walletKeys = pgTable("wallet_keys", {
  app: text("app").primaryKey(),
  privateKey: text("private_key").notNull(),
  publicKey: text("public_key").notNull(),
});

/** One row, once somebody has turned the dial. */
export const weatherDial = pgTable(
  "weather_dial",
  {
    isOnly: boolean("is_only").primaryKey().default(true),
    weather: text("weather").$type<Weather>().notNull(),
  },
  (table) => [check("weather_dial_is_one", sql`${table.isOnly}`)],
);

/** One row per payment into a wallet, append-only. */
export const deposits = pgTable(
  "deposits",
  {
    id: text("id").primaryKey(),
    wallet: text("wallet").notNull(),
    amount: amount("amount").notNull(),
    depositedAt: utc("deposited_at").notNull(),
  },
  (table) => [check("deposits_not_negative", sql`${table.amount} >= 0`)],
);

/** One row per address that was paid into. Every promise and every settlement of a payer passes through its row. */
export const wallets = pgTable(
  "wallets",
  {
    address: text("address").primaryKey(),
    balance: amount("balance").notNull(),
    reserved: amount("reserved").notNull(),
  },
  (table) => [
    check("wallets_reserved_not_negative", sql`${table.reserved} >= 0`),
    check("wallets_reserved_covered", sql`${table.reserved} <= ${table.balance}`),
  ],
);

/** One row per signed promise to pay. What was billed to it is kept beside its bills, so that no bill has to add them up. */
export const paymentSessions = pgTable(
  "payment_sessions",
  {
    id: text("id").$type<SessionId>().primaryKey(),
    payer: text("payer").notNull(),
    nonce: text("nonce").notNull(),
    paymentHash: text("payment_hash").notNull(),
    cap: amount("cap").notNull(),
    openedAt: utc("opened_at").notNull(),
    deadlineAt: utc("deadline_at").notNull(),
    usedAt: utc("used_at").notNull(),
    requests: integer("requests").notNull(),
    billed: amount("billed").notNull(),
    unbilled: amount("unbilled").notNull(),
    settledBecause: text("settled_because").$type<SettledBecause>(),
    settledAt: utc("settled_at"),
    settledBy: text("settled_by"),
  },
  (table) => [
    uniqueIndex("payment_sessions_nonce").on(table.payer, table.nonce),
    index("payment_sessions_open").on(table.openedAt, table.id).where(isOpen(table)),
    check("payment_sessions_billed_in_cap", sql`${table.billed} between 0 and ${table.cap}`),
    check("payment_sessions_unbilled_not_negative", sql`${table.unbilled} >= 0`),
    check(
      "payment_sessions_settled_whole",
      sql`num_nulls(${table.settledBecause}, ${table.settledAt}, ${table.settledBy}) in (0, 3)`,
    ),
  ],
);

/** One row per Merkle root that was published. */
export const batches = pgTable(
  "batches",
  {
    root: text("root").primaryKey(),
    /** Tells apart those of one moment. */
    sequence: bigint("sequence", { mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    because: text("because").$type<Batch["because"]>().notNull(),
    flushedAt: utc("flushed_at").notNull(),
    confirmedAt: utc("confirmed_at"),
    blobId: text("blob_id").notNull(),
    size: integer("size").notNull(),
  },
  (table) => [
    index("batches_flushed_at").on(table.flushedAt, table.sequence),
    index("batches_unconfirmed").on(table.flushedAt, table.sequence).where(isUnconfirmed(table)),
  ],
);

/** One row per request that was served. No visitor: a receipt proves what a node did, not for whom. */
export const receipts = pgTable(
  "receipts",
  {
    requestId: text("request_id").$type<RequestId>().primaryKey(),
    receipt: jsonb("receipt").$type<Receipt>().notNull(),
    issuedAt: utc("issued_at").notNull(),
    settlement: text("settlement").$type<SettlementType>().notNull(),
    batchRoot: text("batch_root").references(() => batches.root),
    /** In its batch, from 1. */
    leaf: integer("leaf"),
  },
  (table) => [
    uniqueIndex("receipts_leaf").on(table.batchRoot, table.leaf).where(sql`${table.batchRoot} is not null`),
    index("receipts_unbatched").on(table.issuedAt, table.requestId).where(isUnbatched(table)),
    check("receipts_leaf_of_batch", sql`(${table.batchRoot} is null) = (${table.leaf} is null)`),
    check("receipts_private_unbatched", sql`${table.settlement} <> 'private' or ${table.batchRoot} is null`),
  ],
);

/** One row per epoch that was closed. */
export const epochs = pgTable(
  "epochs",
  {
    number: integer("number").primaryKey(),
    openedAt: utc("opened_at").notNull(),
    closedAt: utc("closed_at").notNull(),
    receipts: integer("receipts").notNull(),
    gross: amount("gross").notNull(),
    withheld: amount("withheld").notNull(),
  },
  (table) => [check("epochs_not_negative", sql`least(${table.gross}, ${table.withheld}) >= 0`)],
);

/** One row per receipt that a session was billed for: who is owed, and which epoch paid or withheld it. */
export const bills = pgTable(
  "bills",
  {
    requestId: text("request_id")
      .$type<RequestId>()
      .primaryKey()
      .references(() => receipts.requestId),
    sessionId: text("session_id")
      .$type<SessionId>()
      .notNull()
      .references(() => paymentSessions.id),
    node: text("node").$type<NodeId>().notNull(),
    publisher: text("publisher").notNull(),
    cost: amount("cost").notNull(),
    billed: amount("billed").notNull(),
    billedAt: utc("billed_at").notNull(),
    epoch: integer("epoch").references(() => epochs.number),
  },
  (table) => [
    index("bills_unpaid").on(table.billedAt, table.requestId).where(isUnpaid(table)),
    check("bills_billed_in_cost", sql`${table.billed} between 0 and ${table.cost}`),
  ],
);

/** One row per party and epoch, in the order in which it was decided. */
export const payouts = pgTable(
  "payouts",
  {
    epoch: integer("epoch")
      .notNull()
      .references(() => epochs.number),
    position: integer("position").notNull(),
    party: text("party").$type<Party["kind"]>().notNull(),
    node: text("node").$type<NodeId>(),
    publisher: text("publisher"),
    fees: amount("fees").notNull(),
    rewards: amount("rewards").notNull(),
    cost: amount("cost").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.epoch, table.position] }),
    check("payouts_not_negative", sql`least(${table.fees}, ${table.rewards}, ${table.cost}) >= 0`),
    check(
      "payouts_party_named",
      sql`(${table.party} = 'node') = (${table.node} is not null)
        and (${table.party} = 'publisher') = (${table.publisher} is not null)`,
    ),
  ],
);
