import { microUsdPerCredit } from "@flywheel/vocabulary";

/** What can be bought. Every pack has the same price for a credit, so that a purchased credit is always worth the same. */
export type Pack = {
  readonly id: string;
  readonly title: string;
  readonly credits: number;
  readonly priceMicroUsd: number;
};

const pack = (id: string, title: string, credits: number): Pack => ({
  id,
  title,
  credits,
  priceMicroUsd: credits * microUsdPerCredit,
});

export const packs: readonly Pack[] = [
  pack("small", "Small pack", 1_000),
  pack("medium", "Medium pack", 5_000),
  pack("large", "Large pack", 20_000),
];

export const packNamed = (id: string): Pack | null => packs.find((it) => it.id === id) ?? null;
