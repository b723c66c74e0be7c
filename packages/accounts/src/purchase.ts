import type { PurchaseId, TakenEvent } from "@flywheel/vocabulary";
import type { AccountState, Decision, Purchase } from "./port.ts";

/** How a checkout can end. The claims decide, because they are made with the credits; the purchase's state follows them. */
export type PurchaseClaims = { readonly paid: string; readonly abandoned: string };

export type ConfirmOutcome = "credited" | "already-paid" | "abandoned";
export type AbandonOutcome = "abandoned" | "already-abandoned" | "paid";

export const purchaseClaims = (id: PurchaseId): PurchaseClaims => ({
  paid: `purchase:${id}:paid`,
  abandoned: `purchase:${id}:abandoned`,
});

/** Credits a purchase, once whatever is repeated. */
export function decideConfirm(
  state: AccountState,
  purchase: Purchase,
  facts: (purchase: Purchase) => readonly TakenEvent[],
): Decision<ConfirmOutcome> {
  const { paid, abandoned } = purchaseClaims(purchase.id);
  if (state.claimed.has(paid)) return unchanged("already-paid");
  if (state.claimed.has(abandoned)) return unchanged("abandoned");
  const posting = {
    kind: "purchase",
    funding: "purchased",
    availableDelta: purchase.credits,
    heldDelta: 0,
    holdId: null,
    requestId: null,
    expiresAtMs: null,
    reference: purchase.pack,
  } as const;
  return { result: "credited", postings: [posting], claims: [paid], facts: facts({ ...purchase, state: "paid" }) };
}

export function decideAbandon(state: AccountState, purchase: Purchase): Decision<AbandonOutcome> {
  const { paid, abandoned } = purchaseClaims(purchase.id);
  if (state.claimed.has(paid)) return unchanged("paid");
  if (state.claimed.has(abandoned)) return unchanged("already-abandoned");
  return { result: "abandoned", postings: [], claims: [abandoned], facts: [] };
}

const unchanged = <Result>(result: Result): Decision<Result> => ({ result, postings: [], claims: [], facts: [] });
