import { describe } from "vitest";
import { describeClaims } from "./exam/claims.ts";
import type { ExaminedBook } from "./exam/examples.ts";
import { describeHolds } from "./exam/holds.ts";
import { describePurchases } from "./exam/purchases.ts";
import { describeTransactions } from "./exam/transactions.ts";
import { describeErasure, describeVisitors } from "./exam/visitors.ts";

export type { ExaminedBook } from "./exam/examples.ts";

/** What every account book promises. A new backend is finished when this passes. `open` gives an empty book each time. */
export function describeAccountBook(backend: string, open: () => Promise<ExaminedBook>): void {
  describe(`account book on ${backend}`, () => {
    describeVisitors(open);
    describeTransactions(open);
    describeClaims(open);
    describeHolds(open);
    describePurchases(open);
    describeErasure(open);
  });
}
