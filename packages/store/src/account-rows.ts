import type { AccountState, Balances, Hold, LedgerEntry } from "@flywheel/accounts/port";
import { type VisitorId, visitorKeyOf } from "@flywheel/vocabulary";
import { and, asc, eq, inArray, lte, min } from "drizzle-orm";
import { noBalance } from "./account-movement.ts";
import type { Connection } from "./database.ts";
import { balances, claims, holds, type ledger } from "./schema/accounts.ts";

/** The account of a visitor, and which of the claims asked about are made. */
export async function readAccount(
  connection: Connection,
  id: VisitorId,
  asked: readonly string[],
): Promise<AccountState> {
  const key = visitorKeyOf(id);
  const balanceRows = await connection.select().from(balances).where(eq(balances.visitorKey, key));
  const holdRows = await connection
    .select()
    .from(holds)
    .where(eq(holds.visitorKey, key))
    .orderBy(asc(holds.expiresAt), asc(holds.id));
  const made =
    asked.length === 0
      ? []
      : await connection
          .select({ key: claims.key })
          .from(claims)
          .where(inArray(claims.key, [...asked]));
  return {
    balances: toBalances(balanceRows),
    holds: toHolds(holdRows).map(({ hold }) => hold),
    hasBought: balanceRows.some(({ funding }) => funding === "purchased"), // a row stays when its credits are spent
    claimed: new Set(made.map((claim) => claim.key)),
  };
}

/** Holds whose time is over, the longest over first. The limit counts holds, each of which has a row per funding. */
export async function dueHolds(connection: Connection, nowMs: number, limit: number) {
  const due = connection
    .select({ visitorKey: holds.visitorKey, id: holds.id, over: min(holds.expiresAt).as("over") })
    .from(holds)
    .where(lte(holds.expiresAt, new Date(nowMs)))
    .groupBy(holds.visitorKey, holds.id)
    .orderBy(asc(min(holds.expiresAt)), asc(holds.id))
    .limit(limit)
    .as("due");
  const rows = await connection
    .select({ row: holds })
    .from(holds)
    .innerJoin(due, and(eq(holds.visitorKey, due.visitorKey), eq(holds.id, due.id)))
    .orderBy(asc(holds.expiresAt), asc(holds.id));
  return toHolds(rows.map(({ row }) => row));
}

export function toEntry(row: typeof ledger.$inferSelect): LedgerEntry {
  const { visitorKey: _, postedAt, expiresAt, ...columns } = row;
  return { ...columns, atMs: postedAt.getTime(), expiresAtMs: expiresAt?.getTime() ?? null };
}

function toBalances(rows: readonly (typeof balances.$inferSelect)[]): Balances {
  const known = { free: noBalance, granted: noBalance, purchased: noBalance };
  for (const { funding, available, held } of rows) known[funding] = { available, held };
  return known;
}

/** Rows of one hold follow each other or not; holds come in the order of their first row. */
function toHolds(rows: readonly (typeof holds.$inferSelect)[]): { visitorId: VisitorId; hold: Hold }[] {
  const found = new Map<string, { visitorId: VisitorId; hold: Hold }>();
  for (const { visitorId, id, requestId, funding, credits, expiresAt } of rows) {
    const parts = { ...found.get(id)?.hold.parts, [funding]: credits };
    found.set(id, { visitorId, hold: { id, requestId, parts, expiresAtMs: expiresAt.getTime() } });
  }
  return [...found.values()];
}
