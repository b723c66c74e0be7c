import type { PurchaseId } from "@flywheel/vocabulary";
import { microUsdPerCredit } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { openAccounts } from "./testing/open-accounts.ts";

async function openWithPurchase() {
  const opened = openAccounts();
  const visitor = opened.newVisitor();
  const started = await opened.accounts.startPurchase({ visitorId: visitor, pack: "medium" });
  if (started.outcome === "refused") throw new Error("unreachable");
  const purchaseId = started.purchase.id;
  const confirm = (visitorId = visitor, id: PurchaseId = purchaseId) =>
    opened.accounts.confirmPurchase({
      visitorId,
      purchaseId: id,
      facts: ({ credits }) => opened.fact(visitorId, "credits.purchased", credits),
    });
  const abandon = (visitorId = visitor) => opened.accounts.abandonPurchase({ visitorId, purchaseId });
  return { ...opened, visitor, started, purchaseId, confirm, abandon };
}

describe("buying credits", () => {
  it("[AC37] offers packs at one price for a credit", () => {
    const { packs } = openAccounts().accounts;
    expect(packs.length).toBeGreaterThan(1);
    expect(new Set(packs.map(({ id }) => id)).size).toBe(packs.length);
    for (const { credits, priceMicroUsd } of packs) expect(priceMicroUsd).toBe(credits * microUsdPerCredit);
  });

  it("[AC37] refuses a pack that is not offered", async () => {
    const { accounts, newVisitor } = openAccounts();
    const refused = await accounts.startPurchase({ visitorId: newVisitor(), pack: "__proto__" });
    expect(refused).toEqual({ outcome: "refused", code: "unknown-pack" });
  });

  it("[AC38] credits when it is confirmed, and not before", async () => {
    const { accounts, visitor, started, confirm, balancesOf, told } = await openWithPurchase();
    expect(started).toMatchObject({ title: "Medium pack", purchase: { credits: 5_000, state: "open" } });
    expect((await balancesOf(visitor)).purchased).toEqual([0, 0]);
    expect(await confirm()).toMatchObject({ outcome: "credited", purchase: { state: "paid", credits: 5_000 } });
    expect((await balancesOf(visitor)).purchased).toEqual([5_000, 0]);
    expect(told()).toEqual([["credits.purchased", 5_000]]);
    expect(await accounts.ledger(visitor, 10)).toMatchObject([{ kind: "purchase", reference: "medium" }]);
  });

  it("[AC38] credits once, whatever is repeated, one after the other or at once", async () => {
    const { visitor, confirm, balancesOf, told } = await openWithPurchase();
    const outcomes = await Promise.all([confirm(), confirm(), confirm()]);
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(["already-paid", "already-paid", "credited"]);
    expect((await confirm()).outcome).toBe("already-paid");
    expect((await balancesOf(visitor)).purchased).toEqual([5_000, 0]);
    expect(told()).toHaveLength(1);
  });

  it("[AC38] credits once, also when the server fell between the credits and the note that it is paid", async () => {
    const { book, visitor, purchaseId, confirm, abandon, balancesOf } = await openWithPurchase();
    const save = book.savePurchase;
    book.savePurchase = () => Promise.reject(new Error("the server fell"));
    await expect(confirm()).rejects.toThrow("the server fell");
    book.savePurchase = save;
    expect((await book.purchase(purchaseId))?.state).toBe("open");
    expect(await abandon()).toEqual({ outcome: "refused", code: "paid" });
    expect((await confirm()).outcome).toBe("already-paid");
    expect((await book.purchase(purchaseId))?.state).toBe("paid");
    expect((await balancesOf(visitor)).purchased).toEqual([5_000, 0]);
  });

  it("[AC39] is over once it is abandoned", async () => {
    const { visitor, abandon, confirm, balancesOf } = await openWithPurchase();
    expect(await abandon()).toMatchObject({ outcome: "abandoned", purchase: { state: "abandoned" } });
    expect(await abandon()).toEqual({ outcome: "already-abandoned" });
    expect(await confirm()).toEqual({ outcome: "refused", code: "abandoned" });
    expect((await balancesOf(visitor)).purchased).toEqual([0, 0]);
  });

  it("[AC39] ends in one way when it is confirmed and abandoned at once", async () => {
    const { visitor, abandon, confirm, balancesOf } = await openWithPurchase();
    const [abandoned, confirmed] = await Promise.all([abandon(), confirm()]);
    const [credits] = (await balancesOf(visitor)).purchased;
    expect(confirmed.outcome === "credited").toBe(abandoned.outcome === "refused");
    expect(credits).toBe(confirmed.outcome === "credited" ? 5_000 : 0);
  });

  it("[AC39] is nobody else's to confirm or abandon", async () => {
    const { newVisitor, visitor, abandon, confirm, balancesOf } = await openWithPurchase();
    const other = newVisitor();
    expect(await confirm(other)).toEqual({ outcome: "refused", code: "unknown" });
    expect(await abandon(other)).toEqual({ outcome: "refused", code: "unknown" });
    expect(await confirm(visitor, "pur_none0000000000000000" as PurchaseId)).toEqual({
      outcome: "refused",
      code: "unknown",
    });
    expect((await balancesOf(other)).purchased).toEqual([0, 0]);
    expect((await confirm()).outcome).toBe("credited");
  });
});
