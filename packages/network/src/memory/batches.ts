import type { RequestId } from "@flywheel/vocabulary";
import type { Batch, BatchedReceipt, BatchState } from "../state.ts";
import { type Books, byText, type Tell } from "./books.ts";

export function keepBatches({ receipts, unbatched, batches, batchOf }: Books, tell: Tell): BatchState {
  const oldestFirst = () => [...batches.values()].map(({ batch }) => batch).sort((a, b) => a.flushedMs - b.flushedMs);
  const leavesOf = (ids: Iterable<RequestId>) =>
    [...ids].flatMap((id): BatchedReceipt[] => {
      const stored = receipts.get(id);
      return stored?.receipt.origin === "mock" ? [{ ...stored, receipt: stored.receipt }] : [];
    });

  return {
    async unbatched(limit) {
      return leavesOf(unbatched)
        .sort((a, b) => a.issuedMs - b.issuedMs || byText(a.requestId, b.requestId))
        .slice(0, limit);
    },

    async saveBatch(batch, requestIds, facts) {
      const { root } = batch;
      if (batches.has(root) || !areDifferentAndIn(requestIds, unbatched)) return false;

      tell(facts);
      batches.set(root, { batch: { ...batch, confirmedMs: null, size: requestIds.length }, leaves: [...requestIds] });
      for (const id of requestIds) {
        unbatched.delete(id);
        batchOf.set(id, root);
      }
      return true;
    },

    async unconfirmedBatches(limit) {
      return oldestFirst()
        .filter(({ confirmedMs }) => confirmedMs === null)
        .slice(0, limit);
    },

    async confirmBatch(root, atMs, facts) {
      const kept = batches.get(root);
      if (!kept || kept.batch.confirmedMs !== null) return false;
      tell(facts);
      kept.batch = { ...kept.batch, confirmedMs: atMs };
      return true;
    },

    async batchOf(requestId) {
      const kept = batches.get(batchOf.get(requestId) ?? "");
      return kept ? { batch: kept.batch, receipts: leavesOf(kept.leaves) } : null;
    },

    async batches(limit): Promise<readonly Batch[]> {
      return oldestFirst().reverse().slice(0, limit);
    },
  };
}

/** Whether all of these wait, and none is named twice. */
export const areDifferentAndIn = (ids: readonly RequestId[], waiting: ReadonlySet<RequestId>): boolean =>
  new Set(ids).size === ids.length && ids.every((id) => waiting.has(id));
