import type { LedgerState, PaymentSession } from "@flywheel/network/port";
import { and, asc, eq, lte, or, sql } from "drizzle-orm";
import { utcText } from "../bulk-insert.ts";
import type { Database } from "../database.ts";
import { insertNetworkEvents } from "../event-rows.ts";
import { deposits, isOpen, paymentSessions as sessions, wallets } from "../schema/network.ts";
import { keepWhole } from "./keep-whole.ts";
import { sumUp } from "./sums.ts";

export function keepLedger(database: Database): LedgerState {
  return {
    async deposit({ id, wallet, amount, atMs }) {
      await database.execute(sql`
        with kept as (
          insert into ${deposits} (id, wallet, amount, deposited_at)
          values (${id}, ${wallet}, ${sql.param(amount, deposits.amount)}, ${utcText(atMs)})
          on conflict do nothing
          returning wallet, amount
        )
        insert into ${wallets} (address, balance, reserved) select wallet, amount, 0 from kept
        on conflict (address) do update set balance = ${wallets.balance} + excluded.balance`);
    },

    async wallet(address) {
      const [row] = await database.select().from(wallets).where(eq(wallets.address, address));
      return { balance: row?.balance ?? 0n, reserved: row?.reserved ?? 0n };
    },

    async openSession({ openedMs, deadlineMs, ...session }) {
      let refusal: { outcome: "nonce-used" } | { outcome: "insufficient"; available: bigint } | undefined;
      const [openedAt, deadlineAt] = [new Date(openedMs), new Date(deadlineMs)];
      await keepWhole(database, async (transaction) => {
        const { rowCount } = await transaction
          .insert(sessions)
          .values({ ...session, openedAt, deadlineAt, usedAt: openedAt, requests: 0, billed: 0n, unbilled: 0n })
          .onConflictDoNothing();
        if (rowCount === 0) refusal = { outcome: "nonce-used" };
        if (refusal) return false;

        const ofPayer = eq(wallets.address, session.payer);
        const [wallet] = await transaction.select().from(wallets).where(ofPayer).for("update");
        const available = wallet ? wallet.balance - wallet.reserved : 0n;
        if (available < session.cap) refusal = { outcome: "insufficient", available };
        if (refusal) return false;

        const reserved = (wallet?.reserved ?? 0n) + session.cap;
        await transaction.update(wallets).set({ reserved }).where(ofPayer);
        return true;
      });
      return refusal ?? { outcome: "opened" };
    },

    async session(id) {
      const [row] = await database.select().from(sessions).where(eq(sessions.id, id));
      return row ? toSession(row) : null;
    },

    async touchSession(id, atMs) {
      const usedAt = sql`greatest(${sessions.usedAt}, ${sql.param(new Date(atMs), sessions.usedAt)})`;
      await database.update(sessions).set({ usedAt }).where(eq(sessions.id, id));
    },

    async dueSessions({ idleSinceMs, deadlineByMs, limit }) {
      const rows = await database
        .select()
        .from(sessions)
        .where(
          and(
            isOpen(sessions),
            or(
              lte(sessions.usedAt, new Date(idleSinceMs)),
              lte(sessions.deadlineAt, new Date(deadlineByMs)),
              sql`${sessions.billed} >= ${sessions.cap}`,
            ),
          ),
        )
        .orderBy(asc(sessions.openedAt), asc(sessions.id))
        .limit(limit);
      return rows.map(toSession);
    },

    async settleSession({ session: read, settled }, facts) {
      // Somebody who was let in since then is not idle.
      const asRead = settled.because === "idle" ? eq(sessions.usedAt, new Date(read.usedMs)) : undefined;
      return keepWhole(database, async (transaction) => {
        const [session] = await transaction
          .update(sessions)
          .set({ settledBecause: settled.because, settledAt: new Date(settled.atMs), settledBy: settled.transaction })
          .where(and(eq(sessions.id, read.id), isOpen(sessions), eq(sessions.requests, read.requests), asRead))
          .returning();
        if (!session) return false;

        const { payer, billed, cap } = session;
        const balance = sql`${wallets.balance} - ${sql.param(billed, wallets.balance)}`;
        const reserved = sql`${wallets.reserved} - ${sql.param(cap, wallets.reserved)}`;
        await transaction.update(wallets).set({ balance, reserved }).where(eq(wallets.address, payer));
        await insertNetworkEvents(transaction, facts);
        return true;
      });
    },

    ledger: () => sumUp(database),
  };
}

function toSession(row: typeof sessions.$inferSelect): PaymentSession {
  const { openedAt, deadlineAt, usedAt, settledBecause, settledAt, settledBy, ...columns } = row;
  const settled =
    settledBecause && settledAt && settledBy !== null
      ? { because: settledBecause, atMs: settledAt.getTime(), transaction: settledBy }
      : null;
  return {
    ...columns,
    openedMs: openedAt.getTime(),
    deadlineMs: deadlineAt.getTime(),
    usedMs: usedAt.getTime(),
    settled,
  };
}
