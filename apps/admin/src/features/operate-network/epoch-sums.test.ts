import type { EpochCard } from "@flywheel/api/type";
import { describe, expect, it } from "vitest";
import { isBelowCost, sumsOf } from "./epoch-sums.ts";

const epoch: EpochCard = {
  number: 3,
  openedMs: 0,
  closedMs: 600_000,
  receipts: 2,
  gross: "30",
  withheld: "0",
  payouts: [
    { party: "node", name: "Alder", fees: "16", rewards: "5", cost: "20" },
    { party: "node", name: "Basalt", fees: "8", rewards: "5", cost: "14" },
    { party: "publisher", name: "quillworks", fees: "3", rewards: "0", cost: "0" },
    { party: "full-nodes", name: null, fees: "3", rewards: "0", cost: "0" },
  ],
};

describe("an epoch", () => {
  it("[AD33] is added up by party: fees, rewards beside them, and cost", () => {
    expect(sumsOf(epoch)).toEqual([
      { party: "node", fees: "24", rewards: "10", cost: "34" },
      { party: "publisher", fees: "3", rewards: "0", cost: "0" },
      { party: "full-nodes", fees: "3", rewards: "0", cost: "0" },
    ]);
    // Fees are what the receipts were billed.
    expect(sumsOf(epoch).reduce((sum, { fees }) => sum + BigInt(fees), 0n)).toBe(BigInt(epoch.gross));
  });

  it("[AD33] marks who got less than their machines cost", () => {
    expect(epoch.payouts.map(isBelowCost)).toEqual([false, true, false, false]);
  });
});
