import type { Batch, BatchedReceipt, BatchState } from "@flywheel/network/port";
import type { RequestId } from "@flywheel/vocabulary";
import { and, asc, desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Connection, Database } from "../database.ts";
import { insertNetworkEvents } from "../event-rows.ts";
import { batches, isUnbatched, isUnconfirmed, receipts } from "../schema/network.ts";
import { keepWhole } from "./keep-whole.ts";

export function keepBatches(database: Database): BatchState {
  return {
    async unbatched(limit) {
      const rows = await database
        .select()
        .from(receipts)
        .where(isUnbatched(receipts))
        .orderBy(asc(receipts.issuedAt), asc(receipts.requestId))
        .limit(limit);
      return rows.flatMap(toLeaf);
    },

    async saveBatch({ flushedMs, ...batch }, requestIds, facts) {
      return keepWhole(database, async (transaction) => {
        const { rowCount } = await transaction
          .insert(batches)
          .values({ ...batch, flushedAt: new Date(flushedMs), size: requestIds.length })
          .onConflictDoNothing();
        if (rowCount === 0 || !(await claimReceipts(transaction, batch.root, requestIds))) return false;
        await insertNetworkEvents(transaction, facts);
        return true;
      });
    },

    async unconfirmedBatches(limit) {
      const rows = await database
        .select()
        .from(batches)
        .where(isUnconfirmed(batches))
        .orderBy(asc(batches.flushedAt), asc(batches.sequence))
        .limit(limit);
      return rows.map(toBatch);
    },

    async confirmBatch(root, atMs, facts) {
      return keepWhole(database, async (transaction) => {
        const { rowCount } = await transaction
          .update(batches)
          .set({ confirmedAt: new Date(atMs) })
          .where(and(eq(batches.root, root), isUnconfirmed(batches)));
        if (rowCount === 0) return false;
        await insertNetworkEvents(transaction, facts);
        return true;
      });
    },

    async batchOf(requestId) {
      const [row] = await database
        .select(getTableColumns(batches))
        .from(receipts)
        .innerJoin(batches, eq(batches.root, receipts.batchRoot))
        .where(eq(receipts.requestId, requestId));
      if (!row) return null;
      const leaves = await database
        .select()
        .from(receipts)
        .where(eq(receipts.batchRoot, row.root))
        .orderBy(asc(receipts.leaf));
      return { batch: toBatch(row), receipts: leaves.flatMap(toLeaf) };
    },

    async batches(limit) {
      const rows = await database
        .select()
        .from(batches)
        .orderBy(desc(batches.flushedAt), desc(batches.sequence))
        .limit(limit);
      return rows.map(toBatch);
    },
  };
}

/** Puts receipts into a batch in the order that is given; false if one of them does not wait for it. */
async function claimReceipts(transaction: Connection, root: string, requestIds: readonly RequestId[]) {
  const ids = sql`${sql.param([...requestIds])}::text[]`;
  // In one order for everybody, so that two batches that want the same receipts never wait for each other in a circle.
  await transaction.execute(
    sql`select from ${receipts} where ${receipts.requestId} = any(${ids}) order by ${receipts.requestId} for update`,
  );
  const { rowCount } = await transaction.execute(sql`
    update ${receipts} set batch_root = ${root}, leaf = wanted.leaf
    from unnest(${ids}) with ordinality as wanted (request_id, leaf)
    where ${receipts.requestId} = wanted.request_id and ${isUnbatched(receipts)}`);
  return rowCount === requestIds.length;
}

function toBatch({ sequence: _, flushedAt, confirmedAt, ...row }: typeof batches.$inferSelect): Batch {
  return { ...row, flushedMs: flushedAt.getTime(), confirmedMs: confirmedAt?.getTime() ?? null };
}

/** None for a receipt that nobody here signed; the conditions above let no such through. */
function toLeaf({ requestId, receipt, issuedAt, settlement }: typeof receipts.$inferSelect): BatchedReceipt[] {
  return receipt.origin === "mock" ? [{ requestId, receipt, issuedMs: issuedAt.getTime(), settlement }] : [];
}
