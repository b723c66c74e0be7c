import type { HoldId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { ChargeAboveHoldError } from "./end-hold.ts";
import { NotWholeCreditsError } from "./spending.ts";
import { noon, openAccounts } from "./testing/open-accounts.ts";

/** A visitor with 50 free (claimed and spent down to 20), 30 granted and 1,000 purchased credits. */
async function openWithAll() {
  const opened = openAccounts();
  const visitor = opened.newVisitor();
  const first = await opened.hold(visitor, 30);
  if (first.outcome !== "held") throw new Error("unreachable");
  await opened.accounts.charge({ visitorId: visitor, holdId: first.holdId, credits: 30, facts: () => [] });
  await opened.grant(visitor, 30);
  await opened.buy(visitor);
  expect(await opened.balancesOf(visitor)).toEqual({ free: [20, 0], granted: [30, 0], purchased: [1_000, 0] });

  const heldFor = async (credits: number): Promise<HoldId> => {
    const held = await opened.hold(visitor, credits);
    if (held.outcome !== "held") throw new Error(`not held: ${held.outcome}`);
    return held.holdId;
  };
  return { ...opened, visitor, heldFor };
}

describe("a visitor", () => {
  it("[AC16] is written down at their first ask or answer, not by being looked at", async () => {
    const { accounts, clock, hold, newVisitor, range } = openAccounts();
    const [looking, asking, answering, buying] = [newVisitor(), newVisitor(), newVisitor(), newVisitor()];
    await accounts.summary(looking, range());
    expect(await accounts.visitor(looking)).toBeNull();

    await hold(asking, 1);
    await accounts.setConsent(answering, "denied");
    await accounts.startPurchase({ visitorId: buying, pack: "small" });
    clock.nowMs += 1_000;
    await accounts.setConsent(asking, "granted");
    await hold(answering, 1);
    expect(await accounts.visitor(asking)).toEqual({ id: asking, consent: "granted", firstSeenMs: noon });
    expect(await accounts.visitor(answering)).toEqual({ id: answering, consent: "denied", firstSeenMs: noon });
    expect(await accounts.visitor(buying)).toEqual({ id: buying, consent: "unknown", firstSeenMs: noon });
  });
});

describe("a hold", () => {
  it("[AC17] takes free credits first, then granted, then purchased ones", async () => {
    const { accounts, visitor, heldFor, balancesOf } = await openWithAll();
    await heldFor(15);
    expect(await balancesOf(visitor)).toEqual({ free: [5, 15], granted: [30, 0], purchased: [1_000, 0] });
    await heldFor(40);
    expect(await balancesOf(visitor)).toEqual({ free: [0, 20], granted: [0, 30], purchased: [995, 5] });
    expect(await accounts.ledger(visitor, 3)).toMatchObject([
      { kind: "hold", funding: "purchased", availableDelta: -5, heldDelta: 5, expiresAtMs: noon + 15 * 60_000 },
      { kind: "hold", funding: "granted", availableDelta: -30, heldDelta: 30 },
      { kind: "hold", funding: "free", availableDelta: -5, heldDelta: 5 },
    ]);
  });

  it("[AC18] is refused above what can be spent, and the refusal changes and tells nothing", async () => {
    const { accounts, grant, hold, newVisitor, told, range } = openAccounts();
    const visitor = newVisitor();
    await grant(visitor, 10);
    expect(await hold(visitor, 61)).toEqual({
      outcome: "refused",
      code: "over-budget",
      neededCredits: 61,
      availableCredits: 60,
    });
    expect(told()).toEqual([]);
    expect(await accounts.ledger(visitor, 10)).toHaveLength(1);
    expect((await accounts.summary(visitor, range())).allowance).toEqual({ state: "available", credits: 50 });
    expect((await hold(visitor, 60)).outcome).toBe("held");
  });

  it("[AC19] is made once for a request, whoever sends it again and however it ended, but a refused one may come again", async () => {
    const opened = openAccounts();
    const [visitor, other] = [opened.newVisitor(), opened.newVisitor()];
    const requestId = opened.newRequest();
    expect((await opened.hold(visitor, 51, { requestId })).outcome).toBe("refused");
    await opened.grant(visitor, 100);
    const outcomes = await Promise.all([visitor, visitor, other].map((who) => opened.hold(who, 51, { requestId })));
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["held", "repeated", "repeated"]);

    const [held] = outcomes;
    if (held?.outcome !== "held") throw new Error("unreachable");
    await opened.accounts.release({ visitorId: visitor, holdId: held.holdId, facts: () => [] });
    expect((await opened.hold(visitor, 51, { requestId })).outcome).toBe("repeated");
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("[AC20] of %s credits is a mistake", async (credits) => {
    const opened = openAccounts();
    await expect(opened.hold(opened.newVisitor(), credits)).rejects.toThrow(NotWholeCreditsError);
    await expect(opened.grant(opened.newVisitor(), credits)).rejects.toThrow(NotWholeCreditsError);
  });
});

describe("a charge", () => {
  it("[AC21] takes what was served in the order of spending; the rest goes back to where it came from", async () => {
    const { accounts, visitor, heldFor, balancesOf } = await openWithAll();
    const holdId = await heldFor(60);
    expect(await balancesOf(visitor)).toEqual({ free: [0, 20], granted: [0, 30], purchased: [990, 10] });
    const charged = await accounts.charge({ visitorId: visitor, holdId, credits: 27, facts: () => [] });
    expect(charged).toEqual({ outcome: "charged", credits: 27, parts: { free: 20, granted: 7 }, releasedCredits: 33 });
    expect(await balancesOf(visitor)).toEqual({ free: [0, 0], granted: [23, 0], purchased: [1_000, 0] });
  });

  it("[AC21] of nothing gives everything back", async () => {
    const { accounts, visitor, heldFor, balancesOf } = await openWithAll();
    const before = await balancesOf(visitor);
    const holdId = await heldFor(60);
    const charged = await accounts.charge({ visitorId: visitor, holdId, credits: 0, facts: () => [] });
    expect(charged).toEqual({ outcome: "charged", credits: 0, parts: {}, releasedCredits: 60 });
    expect(await balancesOf(visitor)).toEqual(before);
  });

  it("[AC22] happens once: of many charges and releases at once one wins, and the others are told `gone`", async () => {
    const { accounts, visitor, heldFor, balancesOf, fact, told } = await openWithAll();
    const holdId = await heldFor(20);
    const before = told().length;
    const charge = () =>
      accounts.charge({ visitorId: visitor, holdId, credits: 20, facts: () => fact(visitor, "credits.spent", 20) });
    const release = () =>
      accounts.release({ visitorId: visitor, holdId, facts: () => fact(visitor, "credits.released", 20) });
    const outcomes = await Promise.all([charge(), charge(), release(), charge(), release()]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["charged", "gone", "gone", "gone", "gone"]);
    expect(told().slice(before)).toEqual([["credits.spent", 20]]);
    expect((await balancesOf(visitor)).free).toEqual([0, 0]);
  });

  it("[AC22] of somebody else's hold is a charge of one that is gone", async () => {
    const { accounts, heldFor, newVisitor, visitor, balancesOf } = await openWithAll();
    const holdId = await heldFor(20);
    const theirs = { visitorId: newVisitor(), holdId, facts: () => [] };
    expect(await accounts.charge({ ...theirs, credits: 20 })).toEqual({ outcome: "gone" });
    expect(await accounts.release(theirs)).toEqual({ outcome: "gone" });
    expect((await balancesOf(visitor)).free).toEqual([0, 20]);
  });

  it("[AC23] above the hold, or of less than a whole credit, is a mistake and changes nothing", async () => {
    const { accounts, visitor, heldFor, balancesOf } = await openWithAll();
    const holdId = await heldFor(20);
    const charge = (credits: number) => accounts.charge({ visitorId: visitor, holdId, credits, facts: () => [] });
    await expect(charge(21)).rejects.toThrow(ChargeAboveHoldError);
    await expect(charge(0.5)).rejects.toThrow(NotWholeCreditsError);
    await expect(charge(-1)).rejects.toThrow(NotWholeCreditsError);
    expect((await balancesOf(visitor)).free).toEqual([0, 20]);
    expect((await charge(20)).outcome).toBe("charged");
  });
});

describe("a release", () => {
  it("[AC24] gives every credit back to the funding it came from", async () => {
    const { accounts, visitor, heldFor, balancesOf } = await openWithAll();
    const before = await balancesOf(visitor);
    const holdId = await heldFor(60);
    const released = await accounts.release({ visitorId: visitor, holdId, facts: () => [] });
    expect(released).toEqual({ outcome: "released", releasedCredits: 60 });
    expect(await balancesOf(visitor)).toEqual(before);
  });

  it("[AC25] comes by itself when a hold's time is over, and not before", async () => {
    const { accounts, visitor, heldFor, balancesOf, clock, fact, told } = await openWithAll();
    const early = await heldFor(20);
    clock.nowMs += 1_000;
    const late = await heldFor(30);
    clock.nowMs = noon + 15 * 60_000 - 1;
    expect(await accounts.releaseExpired()).toBe(0);
    clock.nowMs += 1;
    const released = await accounts.releaseExpired((id, hold) => fact(id, "credits.released", hold.parts.free ?? 0));
    expect(released).toBe(1);
    expect(told().at(-1)).toEqual(["credits.released", 20]);
    expect(await balancesOf(visitor)).toEqual({ free: [20, 0], granted: [0, 30], purchased: [1_000, 0] });
    expect(await accounts.charge({ visitorId: visitor, holdId: early, credits: 1, facts: () => [] })).toEqual({
      outcome: "gone",
    });
    expect((await accounts.release({ visitorId: visitor, holdId: late, facts: () => [] })).outcome).toBe("released");
  });

  it("[AC25] reaches every expired hold, more than one page of them, once if two servers do it", async () => {
    const { accounts, book, clock, hold, newVisitor } = openAccounts({ allowancesPerRange: 1_000 });
    for (let index = 0; index < 120; index += 1) await hold(newVisitor(), 5);
    clock.nowMs += 20 * 60_000;
    const [one, other] = await Promise.all([accounts.releaseExpired(), accounts.releaseExpired()]);
    expect(one + other).toBe(120);
    expect(await book.expiredHolds(clock.nowMs, 1)).toEqual([]);
  });
});

describe("facts", () => {
  it("[AC26] are stored with their postings, and not when nothing was posted", async () => {
    const { accounts, hold, newVisitor, fact, told } = openAccounts();
    const visitor = newVisitor();
    const held = await hold(visitor, 20);
    if (held.outcome !== "held") throw new Error("unreachable");
    const claimedAndHeld = [
      ["credits.granted", 50],
      ["credits.held", 20],
    ] as const;
    expect(told()).toEqual(claimedAndHeld);

    const charge = (credits: number) =>
      accounts.charge({
        visitorId: visitor,
        holdId: held.holdId,
        credits,
        facts: (charged) => [
          ...fact(visitor, "credits.spent", charged.parts.free ?? 0),
          ...fact(visitor, "credits.released", charged.releasedCredits),
        ],
      });
    await expect(charge(21)).rejects.toThrow(ChargeAboveHoldError);
    expect(told()).toEqual(claimedAndHeld);
    await charge(12);
    await charge(12);
    await hold(visitor, 1_000);
    expect(told()).toEqual([...claimedAndHeld, ["credits.spent", 12], ["credits.released", 8]]);
  });
});
