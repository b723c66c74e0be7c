import type { AccountState, Decision, Hold, Posting } from "@flywheel/accounts/port";
import { type Funding, fundings, type VisitorId, visitorKeyOf } from "@flywheel/vocabulary";
import { and, eq, inArray, sql } from "drizzle-orm";
import { moved } from "./account-movement.ts";
import type { Connection } from "./database.ts";
import { insertEvents } from "./event-rows.ts";
import { balances, claims, holds, ledger } from "./schema/accounts.ts";

type Written = {
  readonly id: VisitorId;
  readonly atMs: number;
  readonly state: AccountState;
  readonly decision: Decision<unknown>;
};

/** Makes a decision true; false if somebody else has made one of its claims. @throws LedgerBelowZeroError */
export async function writeDecision(transaction: Connection, { id, atMs, state, decision }: Written): Promise<boolean> {
  const after = moved(state, decision.postings);
  if (!(await claim(transaction, decision.claims, atMs))) return false;

  await writePostings(transaction, id, atMs, decision.postings);
  await writeBalances(transaction, id, after.balances, decision.postings);
  await writeHolds(transaction, id, after.holds);
  await insertEvents(transaction, decision.facts);
  return true;
}

/** In one order for everybody, so that two who want the same keys wait for each other in turn and never in a circle. */
async function claim(transaction: Connection, keys: readonly string[], atMs: number): Promise<boolean> {
  const wanted = [...new Set(keys)].sort();
  if (wanted.length === 0) return true;
  const claimedAt = new Date(atMs);
  const { rowCount } = await transaction
    .insert(claims)
    .values(wanted.map((key) => ({ key, claimedAt })))
    .onConflictDoNothing();
  return rowCount === wanted.length;
}

async function writePostings(transaction: Connection, id: VisitorId, atMs: number, postings: readonly Posting[]) {
  if (postings.length === 0) return;
  const [visitorKey, postedAt] = [visitorKeyOf(id), new Date(atMs)];
  await transaction.insert(ledger).values(
    postings.map(({ expiresAtMs, ...posting }) => ({
      ...posting,
      visitorKey,
      postedAt,
      expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs),
    })),
  );
}

async function writeBalances(
  transaction: Connection,
  id: VisitorId,
  after: AccountState["balances"],
  postings: readonly Posting[],
) {
  const changed = fundings.filter((funding) => postings.some((posting) => posting.funding === funding));
  if (changed.length === 0) return;
  await transaction
    .insert(balances)
    .values(changed.map((funding) => ({ visitorKey: visitorKeyOf(id), funding, ...after[funding] })))
    .onConflictDoUpdate({
      target: [balances.visitorKey, balances.funding],
      set: { available: sql`excluded.available`, held: sql`excluded.held` },
    });
}

async function writeHolds(transaction: Connection, id: VisitorId, touched: readonly Hold[]) {
  if (touched.length === 0) return;
  const visitorKey = visitorKeyOf(id);
  const ids = touched.map((hold) => hold.id);
  await transaction.delete(holds).where(and(eq(holds.visitorKey, visitorKey), inArray(holds.id, ids)));
  const left = touched.flatMap((hold) =>
    Object.entries(hold.parts).map(([funding, credits]) => ({
      visitorKey,
      visitorId: id,
      id: hold.id,
      requestId: hold.requestId,
      expiresAt: new Date(hold.expiresAtMs),
      funding: funding as Funding,
      credits,
    })),
  );
  if (left.length > 0) await transaction.insert(holds).values(left);
}
