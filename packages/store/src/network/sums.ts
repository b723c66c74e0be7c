import type { Ledger } from "@flywheel/network/port";
import { eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database.ts";
import { bills, deposits, epochs, isOpen, isUnpaid, paymentSessions, payouts, wallets } from "../schema/network.ts";

/** Every sum in one statement, so that all are of one moment. */
export async function sumUp(database: Database): Promise<Ledger> {
  const open = isOpen(paymentSessions);
  const { rows } = await database.execute<Record<keyof Ledger, string>>(sql`
    select * from
      (select ${sum(deposits.amount)} as deposited from ${deposits}) as paid_in,
      (select ${sum(wallets.balance)} as balances from ${wallets}) as held,
      (select
        ${sum(paymentSessions.cap, open)} as reserved,
        ${sum(paymentSessions.billed)} as billed,
        ${sum(paymentSessions.billed, open)} as unsettled,
        ${sum(paymentSessions.billed, sql`not (${open})`)} as settled,
        ${sum(paymentSessions.unbilled)} as unbilled
      from ${paymentSessions}) as promised,
      (select ${sum(payouts.fees)} as paid, ${sum(payouts.rewards)} as rewarded from ${payouts}) as paid_out,
      (select ${sum(epochs.withheld)} as withheld from ${epochs}) as closed,
      (select ${sum(bills.billed)} as awaiting
      from ${bills} join ${paymentSessions} on ${eq(paymentSessions.id, bills.sessionId)}
      where ${isUnpaid(bills)} and not (${open})) as waiting`);
  const [sums] = rows;
  if (!sums) throw new Error("the ledger's sums are always one row");
  return {
    deposited: BigInt(sums.deposited),
    balances: BigInt(sums.balances),
    reserved: BigInt(sums.reserved),
    billed: BigInt(sums.billed),
    unsettled: BigInt(sums.unsettled),
    settled: BigInt(sums.settled),
    unbilled: BigInt(sums.unbilled),
    paid: BigInt(sums.paid),
    withheld: BigInt(sums.withheld),
    awaiting: BigInt(sums.awaiting),
    rewarded: BigInt(sums.rewarded),
  };
}

const sum = (amount: Parameters<typeof eq>[0], where: SQL = sql`true`): SQL =>
  sql`coalesce(sum(${amount}) filter (where ${where}), 0)::text`;
