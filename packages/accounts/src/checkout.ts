import { mint, type PurchaseId, type TakenEvent, type VisitorId } from "@flywheel/vocabulary";
import { type Pack, packNamed, packs } from "./packs.ts";
import type { AccountBook, Purchase } from "./port.ts";
import { decideAbandon, decideConfirm, purchaseClaims } from "./purchase.ts";

type OfPurchase = { readonly visitorId: VisitorId; readonly purchaseId: PurchaseId };

export type StartPurchaseOutcome =
  | { readonly outcome: "started"; readonly purchase: Purchase; readonly title: string }
  | { readonly outcome: "refused"; readonly code: "unknown-pack" };

/** `unknown` is also what somebody else's purchase is. */
export type ConfirmPurchaseOutcome =
  | { readonly outcome: "credited" | "already-paid"; readonly purchase: Purchase }
  | { readonly outcome: "refused"; readonly code: "unknown" | "abandoned" };

export type AbandonPurchaseOutcome =
  | { readonly outcome: "abandoned"; readonly purchase: Purchase }
  | { readonly outcome: "already-abandoned" }
  | { readonly outcome: "refused"; readonly code: "unknown" | "paid" };

/** Buying credits. The checkout is a mock: confirming is all the paying there is, and the page says so. */
export type Checkout = {
  readonly packs: readonly Pack[];
  startPurchase(ask: { readonly visitorId: VisitorId; readonly pack: string }): Promise<StartPurchaseOutcome>;
  confirmPurchase(
    ask: OfPurchase & { readonly facts: (purchase: Purchase) => readonly TakenEvent[] },
  ): Promise<ConfirmPurchaseOutcome>;
  abandonPurchase(ask: OfPurchase): Promise<AbandonPurchaseOutcome>;
};

export function createCheckout(parts: {
  readonly book: AccountBook;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly meet: (id: VisitorId) => Promise<void>;
}): Checkout {
  const { book, now, randomBytes, meet } = parts;

  async function own({ visitorId, purchaseId }: OfPurchase): Promise<Purchase | null> {
    const purchase = await book.purchase(purchaseId);
    return purchase?.visitorId === visitorId ? purchase : null;
  }
  const claimsOf = ({ purchaseId }: OfPurchase) => Object.values(purchaseClaims(purchaseId));

  return {
    packs,

    async startPurchase({ visitorId, pack }) {
      const chosen = packNamed(pack);
      if (!chosen) return { outcome: "refused", code: "unknown-pack" };
      const { title, credits, priceMicroUsd } = chosen;
      const id = mint<PurchaseId>("pur", randomBytes);
      const purchase: Purchase = { id, visitorId, pack, credits, priceMicroUsd, state: "open", startedMs: now() };
      await meet(visitorId);
      await book.savePurchase(purchase);
      return { outcome: "started", purchase, title };
    },

    async confirmPurchase({ facts, ...ask }) {
      const purchase = await own(ask);
      if (!purchase) return { outcome: "refused", code: "unknown" };
      const outcome = await book.transact(ask.visitorId, now(), claimsOf(ask), (state) =>
        decideConfirm(state, purchase, facts),
      );
      if (outcome === "abandoned") return { outcome: "refused", code: "abandoned" };
      const paid: Purchase = { ...purchase, state: "paid" };
      await book.savePurchase(paid); // also when it was paid before: a crash may have come between the credits and this
      return { outcome, purchase: paid };
    },

    async abandonPurchase(ask) {
      const purchase = await own(ask);
      if (!purchase) return { outcome: "refused", code: "unknown" };
      const outcome = await book.transact(ask.visitorId, now(), claimsOf(ask), (state) =>
        decideAbandon(state, purchase),
      );
      if (outcome === "paid") return { outcome: "refused", code: "paid" };
      const abandoned: Purchase = { ...purchase, state: "abandoned" };
      await book.savePurchase(abandoned);
      return outcome === "abandoned" ? { outcome, purchase: abandoned } : { outcome };
    },
  };
}
