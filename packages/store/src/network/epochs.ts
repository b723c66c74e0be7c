import type { EpochState } from "@flywheel/network/port";
import type { RequestId } from "@flywheel/vocabulary";
import { and, asc, desc, eq, gte, type SQL, sql } from "drizzle-orm";
import type { Connection, Database } from "../database.ts";
import { insertNetworkEvents } from "../event-rows.ts";
import {
  batches,
  bills,
  epochs,
  isOpen,
  isUnconfirmed,
  isUnpaid,
  paymentSessions,
  payouts,
  receipts,
} from "../schema/network.ts";
import { keepWhole } from "./keep-whole.ts";
import { toEpochs, toPayoutRow } from "./payout-rows.ts";

export function keepEpochs(database: Database): EpochState {
  return {
    async payable(limit) {
      const rows = await database
        .select({ bill: bills, receipt: receipts.receipt })
        .from(bills)
        .innerJoin(receipts, eq(receipts.requestId, bills.requestId))
        .innerJoin(paymentSessions, eq(paymentSessions.id, bills.sessionId))
        .where(isPayable)
        .orderBy(asc(bills.billedAt), asc(bills.requestId))
        .limit(limit);
      return rows.flatMap(({ bill: { requestId, node, publisher, billed }, receipt }) =>
        receipt.origin === "mock" ? [{ requestId, receipt, node, publisher, gross: billed }] : [],
      );
    },

    async saveEpoch({ payouts: paidOut, openedMs, closedMs, ...epoch }, members, facts) {
      const { number, gross, withheld } = epoch;
      const [openedAt, closedAt] = [new Date(openedMs), new Date(closedMs)];
      return keepWhole(database, async (transaction) => {
        const { rowCount } = await transaction
          .insert(epochs)
          .values({ ...epoch, openedAt, closedAt, receipts: members.paid.length })
          .onConflictDoNothing();
        if (rowCount === 0) return false;
        await expectTheOneBefore(transaction, number);

        const claimed = await claimBills(transaction, number, members);
        if (claimed.count !== members.paid.length + members.withheld.length) return false;
        const fees = paidOut.reduce((sum, payout) => sum + payout.fees, 0n);
        if (claimed.paid !== gross || fees !== gross || claimed.withheld !== withheld) {
          throw new Error("an epoch pays out something else than its receipts were billed");
        }
        const rows = paidOut.map((payout, position) => toPayoutRow(number, position, payout));
        if (rows.length > 0) await transaction.insert(payouts).values(rows);
        await insertNetworkEvents(transaction, facts);
        return true;
      });
    },

    async epochs(limit) {
      const newest = await database.select().from(epochs).orderBy(desc(epochs.number)).limit(limit);
      const oldest = newest.at(-1);
      if (!oldest) return [];
      const paidOut = await database
        .select()
        .from(payouts)
        .where(gte(payouts.epoch, oldest.number))
        .orderBy(asc(payouts.epoch), asc(payouts.position));
      return toEpochs(newest, paidOut);
    },
  };
}

/** Of a bill with its receipt and its session: settled, proved by a root that can be relied on or private, and unpaid. */
const isPayable: SQL | undefined = and(
  isUnpaid(bills),
  sql`not (${isOpen(paymentSessions)})`,
  sql`${receipts.receipt} ->> 'origin' = 'mock'`,
  sql`(${receipts.settlement} = 'private' or exists (
    select from ${batches} where ${batches.root} = ${receipts.batchRoot} and not (${isUnconfirmed(batches)})
  ))`,
);

async function expectTheOneBefore(transaction: Connection, number: number): Promise<void> {
  if (number === 0) return;
  const [before] = await transaction
    .select({ number: epochs.number })
    .from(epochs)
    .where(eq(epochs.number, number - 1));
  if (!before) throw new Error("an epoch is closed before the one ahead of it");
}

type Members = { readonly paid: readonly RequestId[]; readonly withheld: readonly RequestId[] };

/** Puts bills into an epoch, and answers how many could be and what they come to. */
async function claimBills(transaction: Connection, number: number, { paid, withheld }: Members) {
  const ids = sql`${sql.param([...paid, ...withheld])}::text[]`;
  const arePaid = sql`${sql.param([...paid.map(() => true), ...withheld.map(() => false)])}::boolean[]`;
  // In one order for everybody, so that two epochs that want the same bills never wait for each other in a circle.
  await transaction.execute(
    sql`select from ${bills} where ${bills.requestId} = any(${ids}) order by ${bills.requestId} for update`,
  );
  const { rows } = await transaction.execute<{ count: number; paid: string; withheld: string }>(sql`
    with claimed as (
      update ${bills} set epoch = ${number}
      from ${receipts}, ${paymentSessions}, unnest(${ids}, ${arePaid}) as wanted (request_id, is_paid)
      where ${bills.requestId} = wanted.request_id
        and ${receipts.requestId} = wanted.request_id
        and ${paymentSessions.id} = ${bills.sessionId}
        and ${isPayable}
      returning wanted.is_paid, ${bills.billed} as billed
    )
    select count(*)::int as count,
      coalesce(sum(billed) filter (where is_paid), 0) as paid,
      coalesce(sum(billed) filter (where not is_paid), 0) as withheld
    from claimed`);
  const [sums] = rows;
  return { count: sums?.count ?? 0, paid: BigInt(sums?.paid ?? 0), withheld: BigInt(sums?.withheld ?? 0) };
}
