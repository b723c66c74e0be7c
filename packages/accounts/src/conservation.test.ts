import { fundings, type HoldId, type VisitorId } from "@flywheel/vocabulary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "./port.ts";
import { dayMs, openAccounts } from "./testing/open-accounts.ts";

type Step =
  | { readonly does: "grant"; readonly credits: number }
  | { readonly does: "hold"; readonly credits: number }
  | { readonly does: "charge"; readonly which: number; readonly share: number }
  | { readonly does: "release"; readonly which: number }
  | { readonly does: "buy" }
  | { readonly does: "wait" };

const credits = fc.integer({ min: 1, max: 120 });
const which = fc.nat({ max: 12 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant("hold" as const), credits }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("charge" as const),
      which,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("release" as const), which }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("grant" as const), credits }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("buy" as const, "wait" as const) }) },
);

describe("credits", () => {
  it("[AC57] are neither made nor lost by any sequence of asks: everything credited is available, held or charged", async () => {
    const seen = { held: 0, charged: 0, gone: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        const opened = openAccounts();
        const visitor = opened.newVisitor();
        const made: { id: HoldId; credits: number }[] = [];
        for (const next of steps) {
          await take(opened, visitor, made, next, seen);
          await expectConserved(opened, visitor);
        }
      }),
      { numRuns: 200, seed: 20_260_131 },
    );
    expect(Math.min(seen.held, seen.charged, seen.gone)).toBeGreaterThan(100);
  });
});

type Opened = ReturnType<typeof openAccounts>;

/** Charges and releases name any hold ever made, so that ended ones are asked for as well. */
async function take(
  { accounts, buy, clock, grant, hold }: Opened,
  visitorId: VisitorId,
  made: { id: HoldId; credits: number }[],
  next: Step,
  seen: { held: number; charged: number; gone: number },
): Promise<void> {
  if (next.does === "grant") return grant(visitorId, next.credits);
  if (next.does === "buy") return buy(visitorId);
  if (next.does === "wait") {
    clock.nowMs += dayMs / 3;
    await accounts.releaseExpired();
    return;
  }
  if (next.does === "hold") {
    const outcome = await hold(visitorId, next.credits);
    if (outcome.outcome === "held") seen.held += made.push({ id: outcome.holdId, credits: next.credits }) && 1;
    return;
  }
  const named = made[next.which % Math.max(1, made.length)];
  if (!named) return;
  const of = { visitorId, holdId: named.id, facts: () => [] };
  const ended =
    next.does === "charge"
      ? await accounts.charge({ ...of, credits: Math.floor(named.credits * next.share) })
      : await accounts.release(of);
  if (ended.outcome === "charged") seen.charged += 1;
  if (ended.outcome === "gone") seen.gone += 1;
}

async function expectConserved({ accounts, book }: Opened, visitorId: VisitorId): Promise<void> {
  const { balances, holds } = await book.read(visitorId, []);
  const ledger = await accounts.ledger(visitorId, 10_000);
  for (const funding of fundings) {
    const { available, held } = balances[funding];
    const own = ledger.filter((entry) => entry.funding === funding);
    const sum = (of: (entry: LedgerEntry) => number) => own.reduce((total, entry) => total + of(entry), 0);
    expect(Math.min(available, held)).toBeGreaterThanOrEqual(0);
    expect(available).toBe(sum(({ availableDelta }) => availableDelta));
    expect(held).toBe(sum(({ heldDelta }) => heldDelta));
    expect(held).toBe(holds.reduce((total, hold) => total + (hold.parts[funding] ?? 0), 0));

    const credited = sum(({ kind, availableDelta }) => (creditingKinds.has(kind) ? availableDelta : 0));
    const charged = -sum(({ kind, heldDelta }) => (kind === "charge" ? heldDelta : 0));
    expect(credited).toBe(available + held + charged);
  }
  expect(balances.free.available + balances.free.held).toBeLessThanOrEqual(50);
}

const creditingKinds = new Set<LedgerEntry["kind"]>(["allowance", "grant", "purchase"]);
