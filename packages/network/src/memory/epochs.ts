import type { RequestId } from "@flywheel/vocabulary";
import type { EpochState, PayableReceipt } from "../state.ts";
import { areDifferentAndIn } from "./batches.ts";
import { type Books, byText, sum, type Tell } from "./books.ts";

export function keepEpochs(
  { receipts, bills, unpaid, sessions, batches, batchOf, epochs }: Books,
  tell: Tell,
): EpochState {
  /** Empty for what cannot be paid yet. */
  const payableOf = (requestId: RequestId): (PayableReceipt & { readonly issuedMs: number })[] => {
    const [stored, bill] = [receipts.get(requestId), bills.get(requestId)];
    if (stored?.receipt.origin !== "mock" || !bill) return [];
    const batch = batches.get(batchOf.get(requestId) ?? "")?.batch;
    const isProved = stored.settlement === "private" || (batch?.confirmedMs ?? null) !== null;
    if (!isProved || !sessions.get(bill.sessionId)?.settled) return [];
    const { node, publisher, billed: gross } = bill;
    return [{ requestId, receipt: stored.receipt, node, publisher, gross, issuedMs: stored.issuedMs }];
  };

  return {
    async payable(limit) {
      return [...unpaid]
        .flatMap(payableOf)
        .sort((a, b) => a.issuedMs - b.issuedMs || byText(a.requestId, b.requestId))
        .slice(0, limit)
        .map(({ issuedMs: _, ...payable }) => payable);
    },

    async saveEpoch(epoch, { paid, withheld }, facts) {
      if (epoch.number < epochs.length) return false;
      if (epoch.number > epochs.length) throw new Error("an epoch is closed before the one ahead of it");
      const members = [...paid, ...withheld];
      if (!areDifferentAndIn(members, unpaid) || members.flatMap(payableOf).length < members.length) return false;
      const grossOf = (ids: readonly RequestId[]) => sum(ids.flatMap(payableOf).map(({ gross }) => gross));
      const fees = sum(epoch.payouts.map((payout) => payout.fees));
      if (grossOf(paid) !== epoch.gross || fees !== epoch.gross || grossOf(withheld) !== epoch.withheld) {
        throw new Error("an epoch pays out something else than its receipts were billed");
      }

      tell(facts);
      epochs.push({ ...structuredClone(epoch), receipts: paid.length });
      for (const id of members) unpaid.delete(id);
      return true;
    },

    async epochs(limit) {
      return epochs.toReversed().slice(0, limit);
    },
  };
}
