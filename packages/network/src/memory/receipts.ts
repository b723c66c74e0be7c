import type { ReceiptState, StoredReceipt } from "../state.ts";
import type { Books } from "./books.ts";
import { billable, notBelowZero } from "./ledger.ts";

export function keepReceipts({ receipts, unbatched, sessions, bills, unpaid }: Books): ReceiptState {
  const keep = (stored: StoredReceipt) => {
    receipts.set(stored.requestId, structuredClone(stored));
    if (stored.receipt.origin === "mock" && stored.settlement !== "private") unbatched.add(stored.requestId);
  };

  return {
    async saveReceipt(stored, bill) {
      const { requestId } = stored;
      if (receipts.has(requestId)) return { outcome: "repeated" };
      if (bill === null) {
        keep(stored);
        return { outcome: "kept", billed: 0n, unbilled: 0n };
      }
      const { sessionId, cost, node, publisher } = bill;
      notBelowZero(cost);
      const session = sessions.get(sessionId);
      if (!session) throw new Error("a receipt is billed to a session that nobody opened");

      keep(stored);
      const left = billable(session);
      const unbilled = cost > left ? cost - left : 0n;
      const billed = cost - unbilled;
      bills.set(requestId, { sessionId, node, publisher, billed });
      if (billed > 0n) unpaid.add(requestId);
      sessions.set(sessionId, {
        ...session,
        usedMs: Math.max(session.usedMs, stored.issuedMs),
        requests: session.requests + 1,
        billed: session.billed + billed,
        unbilled: session.unbilled + unbilled,
      });
      return { outcome: "kept", billed, unbilled };
    },

    async receipt(requestId) {
      return receipts.get(requestId) ?? null;
    },
  };
}
