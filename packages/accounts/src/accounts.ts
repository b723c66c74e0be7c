import { type Consent, type HoldId, mint, type RequestId, type TakenEvent, type VisitorId } from "@flywheel/vocabulary";
import { type AllowanceRules, type AllowanceState, allowanceKeys, allowanceOf, dayOf } from "./allowance.ts";
import { type Checkout, createCheckout } from "./checkout.ts";
import { type Charged, type ChargeOutcome, decideCharge, decideRelease, type ReleaseOutcome } from "./end-hold.ts";
import { decideGrant } from "./grant.ts";
import { decideHold, type HoldFacts, type HoldOutcome, requestClaim } from "./hold.ts";
import type { AccountBook, Balances, Hold, LedgerEntry, Visitor } from "./port.ts";
import { availableParts, total } from "./spending.ts";

export type AccountsParts = AllowanceRules & {
  readonly book: AccountBook;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** How long credits are set aside for a request: longer than the longest request. A quarter of an hour unless told. */
  readonly holdForMs?: number;
};

export type AccountsSummary = {
  readonly balances: Balances;
  readonly allowance: AllowanceState;
  /** Whether they ever bought credits. */
  readonly hasBought: boolean;
  /** What a request could hold now, an unclaimed allowance included. */
  readonly spendableCredits: number;
};

type OfHold = { readonly visitorId: VisitorId; readonly holdId: HoldId };

/**
 * Visitors and what they may spend. Every call that moves credits takes `facts`: the events that tell of it, stored in the
 * same transaction, so that an event is true exactly if its postings are. `facts` may be asked more than once.
 */
export type Accounts = Checkout & {
  /** Null for a browser that never asked or answered anything: looking leaves no trace here. */
  visitor(id: VisitorId): Promise<Visitor | null>;
  setConsent(id: VisitorId, consent: Exclude<Consent, "unknown">): Promise<void>;
  summary(id: VisitorId, range: string): Promise<AccountsSummary>;
  hold(ask: {
    readonly visitorId: VisitorId;
    readonly requestId: RequestId;
    readonly credits: number;
    /** From `rangeOf`; never an address. */
    readonly range: string;
    readonly facts: HoldFacts;
  }): Promise<HoldOutcome>;
  /** @throws ChargeAboveHoldError if more than was held is asked for. */
  charge(
    ask: OfHold & { readonly credits: number; readonly facts: (charged: Charged) => readonly TakenEvent[] },
  ): Promise<ChargeOutcome>;
  release(
    ask: OfHold & { readonly facts: (releasedCredits: number) => readonly TakenEvent[] },
  ): Promise<ReleaseOutcome>;
  grant(ask: {
    readonly visitorId: VisitorId;
    readonly credits: number;
    /** A short name that people here chose. */
    readonly campaign: string;
    readonly facts: () => readonly TakenEvent[];
  }): Promise<void>;
  /** Newest first. */
  ledger(id: VisitorId, limit: number): Promise<readonly LedgerEntry[]>;
  /** Gives back what requests that never came back had set aside; tells how many. Safe to run on several servers at once. */
  releaseExpired(facts?: (visitorId: VisitorId, hold: Hold) => readonly TakenEvent[]): Promise<number>;
  erase(id: VisitorId): Promise<void>;
};

export function createAccounts(parts: AccountsParts): Accounts {
  const { book, now, randomBytes, dailyAllowanceCredits, allowancesPerRange, holdForMs = 15 * 60_000 } = parts;

  const keysOf = (id: VisitorId, range: string, atMs: number) =>
    allowanceKeys(id, range, dayOf(atMs), allowancesPerRange);

  /** Writes a visitor down at their first ask. Two pages may do it at once: the first time stays, no answer is lost. */
  async function meet(id: VisitorId): Promise<void> {
    if (await book.visitor(id)) return;
    await book.saveVisitor({ id, consent: "unknown", firstSeenMs: now() });
  }

  return {
    ...createCheckout({ book, now, randomBytes, meet }),

    visitor: (id) => book.visitor(id),
    setConsent: (id, consent) => book.saveVisitor({ id, consent, firstSeenMs: now() }),

    async summary(id, range) {
      const keys = keysOf(id, range, now());
      const state = await book.read(id, [keys.visitor, ...keys.slots]);
      const allowance = allowanceOf(state, keys, dailyAllowanceCredits);
      const spendableCredits = total(availableParts(state.balances)) + allowance.credits;
      return { balances: state.balances, hasBought: state.hasBought, allowance, spendableCredits };
    },

    async hold({ visitorId, requestId, credits, range, facts }) {
      await meet(visitorId);
      const atMs = now();
      const allowance = keysOf(visitorId, range, atMs);
      const hold = { id: mint<HoldId>("hld", randomBytes), requestId, expiresAtMs: atMs + holdForMs };
      const claims = [allowance.visitor, ...allowance.slots, requestClaim(requestId)];
      return book.transact(visitorId, atMs, claims, (state) =>
        decideHold(state, { hold, credits, allowance, dailyAllowanceCredits, facts }),
      );
    },

    charge: ({ visitorId, ...ask }) => book.transact(visitorId, now(), [], (state) => decideCharge(state, ask)),
    release: ({ visitorId, ...ask }) => book.transact(visitorId, now(), [], (state) => decideRelease(state, ask)),

    async grant({ visitorId, ...ask }) {
      await meet(visitorId);
      await book.transact(visitorId, now(), [], () => decideGrant(ask));
    },

    ledger: (id, limit) => book.ledger(id, limit),

    async releaseExpired(facts = () => []) {
      const atMs = now();
      let released = 0;
      for (;;) {
        const expired = await book.expiredHolds(atMs, pageOfHolds);
        for (const { visitorId, hold } of expired) {
          const ask = { holdId: hold.id, facts: () => facts(visitorId, hold) };
          const { outcome } = await book.transact(visitorId, atMs, [], (state) => decideRelease(state, ask));
          if (outcome === "released") released += 1; // else its request came back just now
        }
        if (expired.length < pageOfHolds) return released;
      }
    },

    erase: (id) => book.erase(id),
  };
}

const pageOfHolds = 100;
