import { expect, it } from "vitest";
import { ada, bob, examplePurchase, grant, move, type Open, post } from "./examples.ts";

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

  it("[AC58] knows who ever had purchased credits, also when they are spent", async () => {
    const { book } = await open();
    await post(book, ada, [grant("free", 5), grant("granted", 5)]);
    expect((await book.read(ada, [])).hasBought).toBe(false);
    await post(book, ada, [grant("purchased", 5)]);
    expect((await book.read(ada, [])).hasBought).toBe(true);
    await post(book, ada, [move("charge", "purchased", -5, 0)]);
    expect((await book.read(ada, [])).hasBought).toBe(true);
    expect((await book.read(bob, [])).hasBought).toBe(false);
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
