import { describe, expect, it } from "vitest";
import { dayMs, noon, openAccounts } from "./testing/open-accounts.ts";

describe("the free allowance", () => {
  it("[AC27] is there before it is claimed, and claimed by the first hold of the day", async () => {
    const { accounts, hold, newVisitor, range } = openAccounts();
    const visitor = newVisitor();
    const before = await accounts.summary(visitor, range());
    expect(before).toMatchObject({ allowance: { state: "available", credits: 50 }, spendableCredits: 50 });
    expect(before.balances.free).toEqual({ available: 0, held: 0 });

    expect(await hold(visitor, 8)).toMatchObject({ outcome: "held", parts: { free: 8 }, allowanceCredits: 50 });
    expect(await hold(visitor, 8)).toMatchObject({ outcome: "held", parts: { free: 8 }, allowanceCredits: 0 });
    expect(await accounts.summary(visitor, range())).toMatchObject({
      balances: { free: { available: 34, held: 16 } },
      allowance: { state: "taken", credits: 0 },
      spendableCredits: 34,
    });
    const kinds = (await accounts.ledger(visitor, 10)).map(({ kind, reference }) => [kind, reference]);
    expect(kinds).toEqual([
      ["hold", null],
      ["hold", null],
      ["allowance", "2026-01-31"],
    ]);
  });

  it("[AC27] comes back the next day in UTC, once", async () => {
    const { clock, hold, newVisitor, balancesOf } = openAccounts();
    const visitor = newVisitor();
    clock.nowMs = Date.UTC(2026, 0, 31, 23, 59, 59, 999);
    expect((await hold(visitor, 50)).outcome).toBe("held");
    expect((await hold(visitor, 1)).outcome).toBe("refused");
    clock.nowMs += 1;
    expect((await hold(visitor, 1)).outcome).toBe("refused"); // 50 are still held
    clock.nowMs += dayMs;
    expect((await balancesOf(visitor)).free).toEqual([0, 50]);
  });

  it("[AC28] tops free credits up, never above, and counts what is held", async () => {
    const { accounts, clock, hold, newVisitor, balancesOf, range } = openAccounts();
    const visitor = newVisitor();
    const first = await hold(visitor, 30);
    if (first.outcome !== "held") throw new Error("unreachable");
    await accounts.charge({ visitorId: visitor, holdId: first.holdId, credits: 25, facts: () => [] });
    const second = await hold(visitor, 10);
    if (second.outcome !== "held") throw new Error("unreachable");
    expect((await balancesOf(visitor)).free).toEqual([15, 10]);

    clock.nowMs += dayMs;
    expect((await accounts.summary(visitor, range())).allowance).toEqual({ state: "available", credits: 25 });
    await hold(visitor, 1);
    expect((await balancesOf(visitor)).free).toEqual([39, 11]);
    await accounts.release({ visitorId: visitor, holdId: second.holdId, facts: () => [] });
    expect((await balancesOf(visitor)).free).toEqual([49, 1]);
  });

  it("[AC28] is taken also when nothing was missing: a day gives one, early or late", async () => {
    const { accounts, clock, hold, newVisitor, range, told } = openAccounts();
    const visitor = newVisitor();
    const first = await hold(visitor, 20);
    if (first.outcome !== "held") throw new Error("unreachable");
    await accounts.release({ visitorId: visitor, holdId: first.holdId, facts: () => [] });
    clock.nowMs += dayMs;
    const { length } = told();
    expect((await hold(visitor, 50)).outcome).toBe("held");
    expect(told().slice(length)).toEqual([["credits.held", 50]]);
    expect((await accounts.summary(visitor, range())).allowance).toEqual({ state: "taken", credits: 0 });
    expect((await hold(visitor, 1)).outcome).toBe("refused");
  });

  it("[AC29] is not minted by clearing cookies: one address range gets only so many a day", async () => {
    const { accounts, clock, hold, newVisitor, range } = openAccounts({ allowancesPerRange: 3 });
    const spent: string[] = [];
    for (let cleared = 0; cleared < 10; cleared += 1) spent.push((await hold(newVisitor(), 50)).outcome);
    expect(spent.filter((outcome) => outcome === "held")).toHaveLength(3);
    expect(spent.slice(3)).toEqual(Array(7).fill("refused"));
    expect(await accounts.summary(newVisitor(), range())).toMatchObject({
      allowance: { state: "taken-by-range", credits: 0 },
      spendableCredits: 0,
    });

    const elsewhere = range("198.51.100.1");
    expect((await hold(newVisitor(), 50, { range: elsewhere })).outcome).toBe("held");
    clock.nowMs += dayMs;
    expect((await hold(newVisitor(), 50)).outcome).toBe("held");
  });

  it("[AC29] is not minted by a crowd of new cookies at once, nor by moving from range to range", async () => {
    const { hold, newVisitor, range, balancesOf } = openAccounts({ allowancesPerRange: 3 });
    const crowd = await Promise.all(Array.from({ length: 30 }, () => hold(newVisitor(), 50)));
    expect(crowd.filter(({ outcome }) => outcome === "held")).toHaveLength(3);

    const traveller = newVisitor();
    const ranges = ["192.0.2.1", "198.51.100.1", "2001:db8::1"].map((address) => range(address));
    for (const from of ranges) await hold(traveller, 20, { range: from });
    expect((await balancesOf(traveller)).free).toEqual([10, 40]);
  });

  it("[AC29] is not minted by erasing oneself", async () => {
    const { accounts, hold, newVisitor } = openAccounts({ allowancesPerRange: 3 });
    const visitor = newVisitor();
    expect((await hold(visitor, 50)).outcome).toBe("held");
    await accounts.erase(visitor);
    expect((await hold(visitor, 1)).outcome).toBe("refused");
  });

  it("[AC30] leaves a visitor whose range has none left what they hold besides", async () => {
    const { accounts, grant, hold, newVisitor, range } = openAccounts({ allowancesPerRange: 1 });
    await hold(newVisitor(), 1);
    const visitor = newVisitor();
    await grant(visitor, 40);
    expect((await accounts.summary(visitor, range())).spendableCredits).toBe(40);
    expect(await hold(visitor, 41)).toMatchObject({ outcome: "refused", availableCredits: 40 });
    expect(await hold(visitor, 40)).toMatchObject({ outcome: "held", parts: { granted: 40 } });
  });

  it("[AC30] keeps no visitor id in what outlives an erasure", async () => {
    const { accounts, book, hold, newVisitor } = openAccounts();
    const asked: string[] = [];
    const read = book.transact.bind(book);
    book.transact = (id, atMs, claims, decide) => {
      asked.push(...claims);
      return read(id, atMs, claims, decide);
    };
    const visitor = newVisitor();
    await hold(visitor, 1);
    expect(asked.some((key) => key.startsWith("allowance:2026-01-31:visitor:"))).toBe(true);
    expect(asked.join()).not.toContain(visitor);
    expect(await accounts.visitor(visitor)).toMatchObject({ firstSeenMs: noon });
  });
});
