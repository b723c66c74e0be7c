import { type HoldId, mint } from "@flywheel/vocabulary";
import { expect, it } from "vitest";
import { ada, balances, bob, exampleBytes, examplePurchase, grant, holding, type Open, post } from "./examples.ts";

export function describeVisitors(open: Open): void {
  it("[AC1] keeps the first time a visitor was seen, and their newest answer about consent", async () => {
    const { book } = await open();
    expect(await book.visitor(ada)).toBeNull();
    await book.saveVisitor({ id: ada, consent: "unknown", firstSeenMs: 2_000 });
    await book.saveVisitor({ id: ada, consent: "granted", firstSeenMs: 1_000 });
    expect(await book.visitor(ada)).toEqual({ id: ada, consent: "granted", firstSeenMs: 2_000 });
    await book.saveVisitor({ id: ada, consent: "denied", firstSeenMs: 3_000 });
    expect(await book.visitor(ada)).toEqual({ id: ada, consent: "denied", firstSeenMs: 2_000 });
    expect(await book.visitor(bob)).toBeNull();
  });

  it("[AC2] never lets `unknown` replace an answer: a slow first page cannot undo what was said since", async () => {
    const { book } = await open();
    await book.saveVisitor({ id: ada, consent: "denied", firstSeenMs: 1_000 });
    await book.saveVisitor({ id: ada, consent: "unknown", firstSeenMs: 1_000 });
    expect((await book.visitor(ada))?.consent).toBe("denied");
  });
}

export function describeErasure(open: Open): void {
  it("[AC15] forgets one visitor wholly, leaves the others, and keeps claims", async () => {
    const { book } = await open();
    const purchases = [examplePurchase(ada), examplePurchase(bob)] as const;
    for (const visitor of [ada, bob]) {
      await book.saveVisitor({ id: visitor, consent: "granted", firstSeenMs: 1_000 });
      await post(book, visitor, [grant("free", 10), grant("purchased", 1)], { claims: [`claim of ${visitor}`] });
      await post(book, visitor, [holding(mint<HoldId>("hld", exampleBytes), "free", 4, 2_000)]);
    }
    for (const purchase of purchases) await book.savePurchase(purchase);

    await book.erase(ada);
    await book.erase(ada);
    expect(await book.visitor(ada)).toBeNull();
    expect(await book.ledger(ada, 10)).toEqual([]);
    expect(await book.purchase(purchases[0].id)).toBeNull();
    const claims = [`claim of ${ada}`, `claim of ${bob}`];
    const forgotten = { balances: balances({}), holds: [], hasBought: false, claimed: new Set(claims) };
    expect(await book.read(ada, claims)).toEqual(forgotten);

    expect(await book.visitor(bob)).not.toBeNull();
    expect((await book.read(bob, [])).balances.free).toEqual({ available: 6, held: 4 });
    expect((await book.read(bob, [])).hasBought).toBe(true);
    expect((await book.expiredHolds(9_000, 10)).map(({ visitorId }) => visitorId)).toEqual([bob]);
    expect(await book.purchase(purchases[1].id)).toEqual(purchases[1]);
  });
}
