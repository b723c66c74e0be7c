/** What a cost is recomputed from: tokens at their list prices or an amount in micro-dollars, and the price of the token. */
export type CostEvidence = { readonly opgPriceMicroUsd: number } & (
  | { readonly costMicroUsd: number }
  | {
      readonly inputTokens: number;
      readonly outputTokens: number;
      readonly inputMicroUsdPerMillion: number;
      readonly outputMicroUsdPerMillion: number;
    }
);

/**
 * ceil(USD / OPG price · 10^18): what the network charges, in the smallest unit of its token. 18 decimals do not fit a
 * double, so nothing here is one. Null where an amount is not whole or is negative, or the price is not above 0.
 */
export function costOpgFrom(evidence: CostEvidence): bigint | null {
  const [price, cost] = [whole(evidence.opgPriceMicroUsd), microUsdOf(evidence)];
  return cost === null || !price ? null : ceilDiv(cost * 10n ** 18n, price);
}

function microUsdOf(evidence: CostEvidence): bigint | null {
  if ("costMicroUsd" in evidence) return whole(evidence.costMicroUsd);
  const [input, output] = [whole(evidence.inputTokens), whole(evidence.outputTokens)];
  const [inputPrice, outputPrice] = [whole(evidence.inputMicroUsdPerMillion), whole(evidence.outputMicroUsdPerMillion)];
  if (input === null || output === null || inputPrice === null || outputPrice === null) return null;
  // Rounded up once, at the end: whole micro-dollars are what is billed.
  return ceilDiv(input * inputPrice + output * outputPrice, 1_000_000n);
}

const ceilDiv = (amount: bigint, by: bigint): bigint => (amount + by - 1n) / by;

const whole = (value: number): bigint | null => (Number.isSafeInteger(value) && value >= 0 ? BigInt(value) : null);
