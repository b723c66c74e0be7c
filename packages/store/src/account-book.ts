import type { AccountBook, Decision } from "@flywheel/accounts/port";
import { visitorKeyOf } from "@flywheel/vocabulary";
import { asc, desc, eq, sql } from "drizzle-orm";
import { writeDecision } from "./account-decision.ts";
import { dueHolds, readAccount, toEntry } from "./account-rows.ts";
import type { Database } from "./database.ts";
import { balances, holds, ledger, purchases, visitors } from "./schema/accounts.ts";

export function createAccountBook(database: Database): AccountBook {
  return {
    async visitor(id) {
      const [row] = await database
        .select()
        .from(visitors)
        .where(eq(visitors.visitorKey, visitorKeyOf(id)));
      return row ? { id: row.id, consent: row.consent, firstSeenMs: row.firstSeenAt.getTime() } : null;
    },

    async saveVisitor({ id, consent, firstSeenMs }) {
      await database
        .insert(visitors)
        .values({ visitorKey: visitorKeyOf(id), id, consent, firstSeenAt: new Date(firstSeenMs) })
        .onConflictDoUpdate({
          target: visitors.visitorKey,
          set: { consent: sql`excluded.consent` },
          setWhere: sql`excluded.consent <> 'unknown'`,
        });
    },

    async read(id, asked) {
      return database.transaction((snapshot) => readAccount(snapshot, id, asked), {
        isolationLevel: "repeatable read",
        accessMode: "read only",
      });
    },

    async transact(id, atMs, asked, decide) {
      // Who loses a claim sees it taken the next time, so there are no more losses than claims.
      for (let losses = 0; losses <= asked.length; losses += 1) {
        const decision = await attempt(database, { id, atMs, asked, decide });
        if (decision !== "claim-lost") return decision.result;
      }
      throw new Error("an account decision claims a key that it did not ask about, or that it was shown as taken");
    },

    async ledger(id, limit) {
      const rows = await database
        .select()
        .from(ledger)
        .where(eq(ledger.visitorKey, visitorKeyOf(id)))
        .orderBy(desc(ledger.sequence))
        .limit(limit);
      return rows.map(toEntry);
    },

    async expiredHolds(nowMs, limit) {
      return dueHolds(database, nowMs, limit);
    },

    async purchase(id) {
      const [row] = await database
        .select()
        .from(purchases)
        .where(eq(purchases.id, id))
        .orderBy(asc(purchases.startedAt));
      if (!row) return null;
      const { visitorKey: _, startedAt, ...columns } = row;
      return { ...columns, startedMs: startedAt.getTime() };
    },

    async savePurchase({ startedMs, ...purchase }) {
      const visitorKey = visitorKeyOf(purchase.visitorId);
      await database
        .insert(purchases)
        .values({ ...purchase, visitorKey, startedAt: new Date(startedMs) })
        .onConflictDoUpdate({
          target: [purchases.visitorKey, purchases.id],
          set: { state: purchase.state },
          setWhere: eq(purchases.state, "open"),
        });
    },

    async erase(id) {
      const key = visitorKeyOf(id);
      await database.transaction(async (transaction) => {
        await lockAccount(transaction, key);
        for (const table of [holds, balances, ledger, purchases, visitors]) {
          await transaction.delete(table).where(eq(table.visitorKey, key));
        }
      });
    },
  };
}

type Attempt<Result> = {
  readonly id: Parameters<AccountBook["transact"]>[0];
  readonly atMs: number;
  readonly asked: readonly string[];
  readonly decide: (state: Awaited<ReturnType<AccountBook["read"]>>) => Decision<Result>;
};

/** Everything of a decision or nothing: a lost claim takes back what was written with it. */
async function attempt<Result>(
  database: Database,
  { id, atMs, asked, decide }: Attempt<Result>,
): Promise<Decision<Result> | "claim-lost"> {
  try {
    return await database.transaction(async (transaction) => {
      await lockAccount(transaction, visitorKeyOf(id));
      const state = await readAccount(transaction, id, asked);
      const decision = decide(state);
      if (!(await writeDecision(transaction, { id, atMs, state, decision }))) throw new ClaimLost();
      return decision;
    });
  } catch (error) {
    if (error instanceof ClaimLost) return "claim-lost";
    throw error;
  }
}

/** Thrown to roll back, caught a line later; nobody else sees it. */
class ClaimLost extends Error {}

/** One after another for each visitor. What is read after this is what the one before has left. */
async function lockAccount(transaction: Pick<Database, "execute">, visitorKey: bigint): Promise<void> {
  await transaction.execute(sql`select pg_advisory_xact_lock(${String(visitorKey)}::bigint)`);
}
