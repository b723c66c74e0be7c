import { expect, it } from "vitest";
import { LedgerBelowZeroError } from "../port.ts";
import {
  ada,
  balances,
  bob,
  byId,
  descends,
  fact,
  grant,
  holdThreeIfThere,
  move,
  type Open,
  post,
} from "./examples.ts";

export function describeTransactions(open: Open): void {
  it("[AC3] shows a visitor it never met as empty", async () => {
    const { book } = await open();
    const state = await book.read(ada, ["allowance:a"]);
    expect(state).toEqual({ balances: balances({}), holds: [], hasBought: false, claimed: new Set() });
    expect(await book.ledger(ada, 10)).toEqual([]);
  });

  it("[AC4] makes postings true, gives the result back, and writes the ledger newest first", async () => {
    const { book } = await open();
    const credited = [grant("free", 50), grant("purchased", 1_000)];
    expect(await post(book, ada, credited, { atMs: 1_000 })).toBe("done");
    await post(book, ada, [grant("granted", 7)], { atMs: 2_000 });
    await post(book, bob, [grant("free", 3)], { atMs: 1_500 });

    const { balances: held } = await book.read(ada, []);
    expect(held).toEqual(balances({ free: [50, 0], granted: [7, 0], purchased: [1_000, 0] }));
    const ledger = await book.ledger(ada, 10);
    expect(ledger.map(({ sequence: _, ...entry }) => entry)).toEqual([
      { ...grant("granted", 7), atMs: 2_000 },
      { ...grant("purchased", 1_000), atMs: 1_000 },
      { ...grant("free", 50), atMs: 1_000 },
    ]);
    expect(descends(ledger.map(({ sequence }) => sequence))).toBe(true);
    expect(await book.ledger(ada, 2)).toEqual(ledger.slice(0, 2));
  });

  it.each([
    ["available", [grant("free", 5), move("charge", "granted", -1, 0)]],
    ["held", [grant("free", 5), move("charge", "free", 0, -1)]],
  ] as const)(
    "[AC5] refuses to take %s credits below zero, and stores nothing of that decision",
    async (side, postings) => {
      const { book, factsOf } = await open();
      await post(book, ada, [grant("purchased", 9)]);
      const refused = post(book, ada, postings, { asked: ["k"], claims: ["k"], facts: [fact(ada)] });
      await expect(refused).rejects.toThrow(LedgerBelowZeroError);
      await expect(refused).rejects.toMatchObject({ facts: { side } });

      expect(await book.read(ada, ["k"])).toMatchObject({
        balances: balances({ purchased: [9, 0] }),
        claimed: new Set(),
      });
      expect(await book.ledger(ada, 10)).toHaveLength(1);
      expect(await factsOf(ada)).toEqual([]);
    },
  );

  it("[AC5] judges the postings of one decision together, in any order", async () => {
    const { book } = await open();
    await post(book, ada, [move("charge", "free", -5, 0), grant("free", 5)]);
    expect((await book.read(ada, [])).balances.free).toEqual({ available: 0, held: 0 });
  });

  it("[AC6] stores nothing when the decision throws", async () => {
    const { book, factsOf } = await open();
    const broken = book.transact(ada, 1_000, ["k"], () => {
      throw new RangeError("a broken rule");
    });
    await expect(broken).rejects.toThrow("a broken rule");
    expect(await book.read(ada, ["k"])).toMatchObject({ balances: balances({}), claimed: new Set() });
    expect(await factsOf(ada)).toEqual([]);
  });

  it("[AC7] stores facts with their postings, and also with none", async () => {
    const { book, factsOf } = await open();
    const [first, second] = [fact(ada), fact(ada)];
    await post(book, ada, [grant("free", 5)], { facts: [first] });
    await post(book, ada, [], { facts: [second] });
    expect(byId(await factsOf(ada))).toEqual(byId([first, second]));
    expect(await factsOf(bob)).toEqual([]);
  });

  it("[AC8] lets 50 holds at once spend what is there and no more", async () => {
    const { book, factsOf } = await open();
    await post(book, ada, [grant("free", 20)]);
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => holdThreeIfThere(book, ada)));

    expect(outcomes.filter((outcome) => outcome === "held")).toHaveLength(6);
    const { balances: left, holds } = await book.read(ada, []);
    expect(left.free).toEqual({ available: 2, held: 18 });
    expect(holds).toHaveLength(6);
    expect(await book.ledger(ada, 100)).toHaveLength(7);
    expect(await factsOf(ada)).toHaveLength(6);
  });
}
