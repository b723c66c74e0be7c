import type { Bill, ReceiptState, StoredReceipt } from "@flywheel/network/port";
import { eq, sql } from "drizzle-orm";
import { utcText } from "../bulk-insert.ts";
import type { Database } from "../database.ts";
import { bills, receipts, paymentSessions as sessions } from "../schema/network.ts";

export function keepReceipts(database: Database): ReceiptState {
  return {
    async saveReceipt(stored, bill) {
      if (bill) return saveBilled(database, stored, bill);
      const { requestId, receipt, issuedMs, settlement } = stored;
      const { rowCount } = await database
        .insert(receipts)
        .values({ requestId, receipt, settlement, issuedAt: new Date(issuedMs) })
        .onConflictDoNothing();
      return rowCount === 0 ? { outcome: "repeated" } : { outcome: "kept", billed: 0n, unbilled: 0n };
    },

    async receipt(requestId) {
      const [row] = await database.select().from(receipts).where(eq(receipts.requestId, requestId));
      if (!row) return null;
      const { receipt, issuedAt, settlement } = row;
      return { requestId, receipt, issuedMs: issuedAt.getTime(), settlement };
    },
  };
}

/**
 * One statement, because every answer waits for it: many requests of an app share a session, whose row is locked only as
 * long as one round trip. Whoever waited for the lock bills what the one before has left of the cap. A session that
 * nobody opened leaves `billed` empty, which the table refuses, and the receipt with it.
 */
async function saveBilled(database: Database, stored: StoredReceipt, bill: Bill) {
  const { requestId, receipt, settlement } = stored;
  const issuedAt = utcText(stored.issuedMs);
  const cost = sql.param(bill.cost, bills.cost);
  const { rows } = await database.execute<{ billed: string; unbilled: string }>(sql`
    with kept as (
      insert into ${receipts} (request_id, receipt, issued_at, settlement)
      values (${requestId}, ${JSON.stringify(receipt)}, ${issuedAt}, ${settlement})
      on conflict do nothing
      returning request_id
    ), bill as (
      insert into ${bills} (request_id, session_id, node, publisher, cost, billed_at, billed)
      select request_id, ${bill.sessionId}, ${bill.node}, ${bill.publisher}, ${cost}, ${issuedAt}::timestamp, (
        select case when settled_at is null then least(${cost}, cap - billed) else 0 end
        from ${sessions} where id = ${bill.sessionId} for update
      )
      from kept
      returning session_id, billed, cost - billed as unbilled
    )
    update ${sessions} set
      requests = requests + 1,
      billed = ${sessions.billed} + bill.billed,
      unbilled = ${sessions.unbilled} + bill.unbilled,
      used_at = greatest(used_at, ${issuedAt})
    from bill where ${sessions.id} = bill.session_id
    returning bill.billed, bill.unbilled`);
  const [kept] = rows;
  if (!kept) return { outcome: "repeated" } as const;
  return { outcome: "kept", billed: BigInt(kept.billed), unbilled: BigInt(kept.unbilled) } as const;
}
