import type { Party, PayableReceipt } from "../state.ts";
import type { SettlementRules } from "./rules.ts";

export type Share = { readonly party: Party; readonly fees: bigint };

type Shares = Pick<SettlementRules, "publisherPercent" | "fullNodesPercent">;

/** Divides one receipt's gross, to the last unit: the node takes what rounding leaves. */
export function split(
  { node, publisher, gross }: Pick<PayableReceipt, "node" | "publisher" | "gross">,
  { publisherPercent, fullNodesPercent }: Shares,
): readonly Share[] {
  const percent = (of: number) => (gross * BigInt(of)) / 100n;
  const [toPublisher, toFullNodes] = [percent(publisherPercent), percent(fullNodesPercent)];
  return [
    { party: { kind: "node", node }, fees: gross - toPublisher - toFullNodes },
    { party: { kind: "publisher", publisher }, fees: toPublisher },
    { party: { kind: "full-nodes" }, fees: toFullNodes },
  ];
}

export const nameOf = (party: Party): string => {
  switch (party.kind) {
    case "node":
      return `node ${party.node}`;
    case "publisher":
      return `publisher ${party.publisher}`;
    case "full-nodes":
      return "full-nodes";
  }
};

/** One share for each party, in the order of their names. */
export function added(shares: readonly Share[]): readonly Share[] {
  const sums = new Map<string, Share>();
  for (const share of shares) {
    const name = nameOf(share.party);
    sums.set(name, { party: share.party, fees: (sums.get(name)?.fees ?? 0n) + share.fees });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, share]) => share);
}

/**
 * Whole micro-dollars for amounts of the token whose own sum is whole or not: each is rounded down, and what the rounded
 * total still lacks goes one by one to those that lost most (largest remainder). Answers in the order of the amounts.
 */
export function wholeMicroUsd(amounts: readonly bigint[], opgPerMicroUsd: bigint): readonly number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0n) / opgPerMicroUsd;
  const floors = amounts.map((amount) => amount / opgPerMicroUsd);
  const missing = Number(total - floors.reduce((sum, floor) => sum + floor, 0n));
  const byLoss = amounts
    .map((amount, index) => ({ index, lost: amount % opgPerMicroUsd }))
    .sort((a, b) => (a.lost === b.lost ? a.index - b.index : a.lost > b.lost ? -1 : 1));
  const raised = new Set(byLoss.slice(0, missing).map(({ index }) => index));
  return floors.map((floor, index) => Number(floor) + (raised.has(index) ? 1 : 0));
}
