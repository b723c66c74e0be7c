/** How the mock settles. The batch rules are the real network's; shares, epochs, rewards and confirmations are our assumptions. */
export type SettlementRules = {
  /** After so long without a request a session is settled. */
  readonly sessionIdleMs: number;
  readonly batch: { readonly size: number; readonly idleMs: number; readonly ageMs: number };
  /** From the publication of a root to when it can be relied on. */
  readonly confirmMs: number;
  /** Of what a receipt was billed, in percent; the node gets the rest. */
  readonly publisherPercent: number;
  readonly fullNodesPercent: number;
  readonly epochMs: number;
  /** Minted for each active node, beside the fees: the subsidy of supply. */
  readonly rewardMicroUsdPerNodeHour: number;
};

export const usualRules: SettlementRules = {
  sessionIdleMs: 300_000,
  batch: { size: 20, idleMs: 300_000, ageMs: 900_000 },
  confirmMs: 10_000,
  publisherPercent: 10,
  fullNodesPercent: 10,
  epochMs: 600_000,
  rewardMicroUsdPerNodeHour: 900_000,
};
