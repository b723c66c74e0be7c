import { describe, expect, it } from "vitest";
import costs from "../fixtures/costs.json" with { type: "json" };
import { type CostEvidence, costOpgFrom } from "./cost.ts";

describe("the cost in the network's token", () => {
  it("[RC21] agrees with Python's fractions, from amounts and from tokens at list prices", () => {
    expect(costs.length).toBeGreaterThan(80);
    for (const { cost, costOpg } of costs) expect(String(costOpgFrom(cost as CostEvidence))).toBe(costOpg);
  });

  it.each<CostEvidence>([
    { costMicroUsd: -1, opgPriceMicroUsd: 50_000 },
    { costMicroUsd: 0.5, opgPriceMicroUsd: 50_000 },
    { costMicroUsd: 2 ** 53, opgPriceMicroUsd: 50_000 },
    { costMicroUsd: Number.NaN, opgPriceMicroUsd: 50_000 },
    { costMicroUsd: 1, opgPriceMicroUsd: 0 },
    { costMicroUsd: 1, opgPriceMicroUsd: -5 },
    {
      inputTokens: 1,
      outputTokens: 1.5,
      inputMicroUsdPerMillion: 1,
      outputMicroUsdPerMillion: 1,
      opgPriceMicroUsd: 1,
    },
  ])("[RC21] is not computed from %j", (evidence) => {
    expect(costOpgFrom(evidence)).toBeNull();
  });
});
