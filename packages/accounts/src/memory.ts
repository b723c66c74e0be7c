import { type Funding, fundings, type TakenEvent, type VisitorId } from "@flywheel/vocabulary";
import {
  type AccountBook,
  type AccountState,
  type Balances,
  type Hold,
  LedgerBelowZeroError,
  type LedgerEntry,
  type Posting,
  type Purchase,
  type Visitor,
} from "./port.ts";

type Account = Pick<AccountState, "balances" | "holds" | "hasBought">;

/**
 * The account book of tests and of a server that keeps nothing. `record` is handed the facts of every decision that
 * became true. One thread and no await inside a transaction: one comes after another by itself.
 */
export function createMemoryAccountBook({ record }: { record: (facts: readonly TakenEvent[]) => void }): AccountBook {
  const visitors = new Map<VisitorId, Visitor>();
  const accounts = new Map<VisitorId, Account>();
  const ledgers = new Map<VisitorId, LedgerEntry[]>();
  const purchases = new Map<string, Purchase>();
  const made = new Set<string>();
  let sequence = 0;

  const stateOf = (id: VisitorId, claims: readonly string[]): AccountState => ({
    ...(accounts.get(id) ?? emptyAccount),
    claimed: new Set(claims.filter((key) => made.has(key))),
  });

  return {
    async visitor(id) {
      return visitors.get(id) ?? null;
    },

    async saveVisitor(visitor) {
      const known = visitors.get(visitor.id);
      const consent = known && visitor.consent === "unknown" ? known.consent : visitor.consent;
      visitors.set(visitor.id, { ...visitor, consent, firstSeenMs: known?.firstSeenMs ?? visitor.firstSeenMs });
    },

    async read(id, claims) {
      return stateOf(id, claims);
    },

    async transact(id, atMs, asked, decide) {
      const before = stateOf(id, asked);
      const { result, postings, claims, facts } = decide(before);
      accounts.set(id, {
        balances: movedBalances(before, postings),
        holds: movedHolds(before, postings),
        hasBought: before.hasBought || postings.some(({ funding }) => funding === "purchased"),
      });
      for (const key of claims) made.add(key);
      const entries = postings.map((posting) => {
        sequence += 1;
        return { ...posting, atMs, sequence };
      });
      ledgers.set(id, [...(ledgers.get(id) ?? []), ...entries]);
      record(facts);
      return result;
    },

    async ledger(id, limit) {
      return (ledgers.get(id) ?? []).toReversed().slice(0, limit);
    },

    async expiredHolds(nowMs, limit) {
      return [...accounts]
        .flatMap(([visitorId, { holds }]) => holds.map((hold) => ({ visitorId, hold })))
        .filter(({ hold }) => hold.expiresAtMs <= nowMs)
        .sort((a, b) => a.hold.expiresAtMs - b.hold.expiresAtMs)
        .slice(0, limit);
    },

    async purchase(id) {
      return purchases.get(id) ?? null;
    },

    async savePurchase(purchase) {
      const ended = purchases.get(purchase.id)?.state ?? "open";
      if (ended === "open") purchases.set(purchase.id, purchase);
    },

    async erase(id) {
      visitors.delete(id);
      accounts.delete(id);
      ledgers.delete(id);
      for (const purchase of purchases.values()) if (purchase.visitorId === id) purchases.delete(purchase.id);
    },
  };
}

const nothing = { available: 0, held: 0 };
const emptyAccount: Account = {
  balances: { free: nothing, granted: nothing, purchased: nothing },
  holds: [],
  hasBought: false,
};

function movedBalances({ balances }: Account, postings: readonly Posting[]): Balances {
  const after = (funding: Funding) => {
    const own = postings.filter((posting) => posting.funding === funding);
    const available = own.reduce((sum, { availableDelta }) => sum + availableDelta, balances[funding].available);
    const held = own.reduce((sum, { heldDelta }) => sum + heldDelta, balances[funding].held);
    if (available < 0) throw new LedgerBelowZeroError({ funding, side: "available" });
    if (held < 0) throw new LedgerBelowZeroError({ funding, side: "held" });
    return { available, held };
  };
  return { free: after("free"), granted: after("granted"), purchased: after("purchased") };
}

function movedHolds({ holds }: Account, postings: readonly Posting[]): readonly Hold[] {
  const after = new Map(holds.map((hold) => [hold.id, hold]));
  for (const posting of postings) {
    if (posting.holdId === null) continue;
    const hold = after.get(posting.holdId) ?? openedBy(posting);
    const left = (hold.parts[posting.funding] ?? 0) + posting.heldDelta;
    after.set(hold.id, { ...hold, parts: { ...hold.parts, [posting.funding]: left } });
  }
  return [...after.values()].map(withoutEmptyParts).filter(({ parts }) => Object.keys(parts).length > 0);
}

/** Only a posting that says for which request and how long can open a hold; any other takes from one that is gone. */
function openedBy({ holdId, requestId, expiresAtMs, funding }: Posting): Hold {
  if (holdId === null || requestId === null || expiresAtMs === null) {
    throw new LedgerBelowZeroError({ funding, side: "held" });
  }
  return { id: holdId, requestId, parts: {}, expiresAtMs };
}

function withoutEmptyParts(hold: Hold): Hold {
  const left = fundings.flatMap((funding) => {
    const credits = hold.parts[funding] ?? 0;
    if (credits < 0) throw new LedgerBelowZeroError({ funding, side: "held" });
    return credits === 0 ? [] : [[funding, credits] as const];
  });
  return { ...hold, parts: Object.fromEntries(left) };
}
