import { expect, it } from "vitest";
import { ada, examplePurchase, type Open } from "./examples.ts";

export function describePurchases(open: Open): void {
  it("[AC14] keeps a purchase as it was started, and its end once it has one", async () => {
    const { book } = await open();
    const purchase = examplePurchase(ada);
    expect(await book.purchase(purchase.id)).toBeNull();
    await book.savePurchase(purchase);
    expect(await book.purchase(purchase.id)).toEqual(purchase);

    await book.savePurchase({ ...purchase, state: "paid" });
    await book.savePurchase({ ...purchase, state: "abandoned" });
    await book.savePurchase(purchase);
    expect(await book.purchase(purchase.id)).toEqual({ ...purchase, state: "paid" });
  });

  it("[AC14] keeps an abandoned purchase abandoned", async () => {
    const { book } = await open();
    const purchase = examplePurchase(ada);
    await book.savePurchase(purchase);
    await book.savePurchase({ ...purchase, state: "abandoned" });
    await book.savePurchase({ ...purchase, state: "paid" });
    expect((await book.purchase(purchase.id))?.state).toBe("abandoned");
  });
}
