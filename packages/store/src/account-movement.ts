import {
  type AccountState,
  type Balances,
  type Hold,
  LedgerBelowZeroError,
  type Posting,
} from "@flywheel/accounts/port";
import { type Funding, fundings } from "@flywheel/vocabulary";

export const noBalance = { available: 0, held: 0 };

/** What postings make of an account. @throws LedgerBelowZeroError */
export function moved(state: AccountState, postings: readonly Posting[]) {
  return { balances: movedBalances(state.balances, postings), holds: movedHolds(state.holds, postings) };
}

function movedBalances(balances: Balances, postings: readonly Posting[]): Balances {
  const after = { ...balances };
  for (const { funding, availableDelta, heldDelta } of postings) {
    const { available, held } = after[funding];
    after[funding] = { available: available + availableDelta, held: held + heldDelta };
  }
  for (const funding of fundings) {
    for (const side of ["available", "held"] as const) {
      if (after[funding][side] < 0) throw new LedgerBelowZeroError({ funding, side });
    }
  }
  return after;
}

/** The holds that postings touch, as they are afterwards; a hold without parts is over. */
function movedHolds(holds: readonly Hold[], postings: readonly Posting[]): readonly Hold[] {
  const touched = new Map<string, Hold>();
  for (const posting of postings) {
    if (posting.holdId === null) continue;
    const id = posting.holdId;
    const hold = touched.get(id) ?? holds.find((open) => open.id === id) ?? openedBy(posting);
    const credits = (hold.parts[posting.funding] ?? 0) + posting.heldDelta;
    touched.set(id, { ...hold, parts: { ...hold.parts, [posting.funding]: credits } });
  }
  return [...touched.values()].map((hold) => ({ ...hold, parts: positive(hold.parts) }));
}

/** Only a posting that says for which request and how long can open a hold; any other takes from one that is gone. */
function openedBy({ holdId, requestId, expiresAtMs, funding }: Posting): Hold {
  if (holdId === null || requestId === null || expiresAtMs === null) {
    throw new LedgerBelowZeroError({ funding, side: "held" });
  }
  return { id: holdId, requestId, parts: {}, expiresAtMs };
}

function positive(parts: Hold["parts"]): Hold["parts"] {
  const left: Partial<Record<Funding, number>> = {};
  for (const funding of fundings) {
    const credits = parts[funding] ?? 0;
    if (credits < 0) throw new LedgerBelowZeroError({ funding, side: "held" });
    if (credits > 0) left[funding] = credits;
  }
  return left;
}
