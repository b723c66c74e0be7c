import { gatedLayers } from "@flywheel/demand";
import { generate, Tally } from "@flywheel/simulator";
import { describe, expect, it } from "vitest";
import { bottleneck, healthy, proof, tie } from "./bottleneck.ts";
import { plantRates } from "./bottleneck-planting.ts";
import { healthyRates, populationDays, startMs, targetRates, withdrawnModels, worldAt } from "./bottleneck-worlds.ts";
import { type OwnOpportunity, ownOpportunities } from "./own-opportunity.ts";
import { recountRates } from "./recount.ts";

type Planted = (typeof bottleneck.populations)[number]["planted"];
const weeks = populationDays / 7;

/** The rates that came of a population, told from its events in plain code. */
function cameTo(planted: Planted, visitors: number, seed: number) {
  const tally = new Tally();
  const batches = generate(
    { world: worldAt(planted.rates, planted), visitors, days: populationDays, seed, startMs },
    tally,
  );
  const rates = recountRates(batches, { startMs, weeks, withdrawn: new Set(withdrawnModels(planted.rates)) });
  return { rates, outcome: tally.repeatPurchases };
}

describe("[SV130] what is planted in the bottleneck", () => {
  it.each([false, true])("is at its targets when all are healthy (trust matters: %s)", (trustMatters) => {
    const { rates } = cameTo({ low: [], depth: 0, trustMatters, lasting: 0.99, rates: healthyRates }, 8_000, 5);
    for (const layer of gatedLayers) {
      const target = targetRates({ trustMatters })[layer];
      expect(Math.abs(rates[layer] / target - 1), layer).toBeLessThan(0.03);
    }
  });

  it.each(gatedLayers)("%s is at 50 to 70 percent of its target and no other off by more than chance adds", (layer) => {
    const [one] = bottleneck.populations.filter(({ label }) => label === layer);
    if (!one) throw new Error(`nothing is planted in ${layer}`);
    expect(one.planted.depth).toBeGreaterThanOrEqual(0.3);
    expect(one.planted.depth).toBeLessThanOrEqual(0.5);
    const targets = targetRates(one.planted);
    const { rates } = cameTo(one.planted, 8_000, one.seed);
    for (const other of gatedLayers) {
      const off = rates[other] / targets[other] - 1;
      // Of usage where trust matters the part of trust, which the estimator has to take out.
      if (other === "usage" && one.planted.trustMatters) continue;
      // Usage is of the fewest weeks: of 3,000, and their chance alone is 2 %.
      const chance = other === "usage" ? 0.07 : 0.05;
      if (other === layer)
        expect(Math.abs(off + one.planted.depth), other).toBeLessThan(layer === "usage" ? 0.05 : 0.03);
      else expect(Math.abs(off), other).toBeLessThan(chance);
    }
  });

  it("is the same for a seed, and others are within 3 % of their targets", () => {
    for (const { planted, seed } of [...bottleneck.populations, ...healthy.populations, ...proof.populations]) {
      for (const layer of gatedLayers) {
        if (planted.low.includes(layer)) continue;
        expect(Math.abs(planted.rates[layer] / healthyRates[layer] - 1)).toBeLessThanOrEqual(0.03);
      }
      const again = { low: planted.low, trustMatters: planted.trustMatters, lasting: planted.lasting, seed };
      expect(plantRates({ ...again, depths: [0.3, 0.5], astray: 0 }).depth).toBeGreaterThanOrEqual(0.3);
    }
  });
});

describe("[SV131] the generator's own opportunity", () => {
  const ownOf = (layer: string): readonly OwnOpportunity[] => {
    const [one] = bottleneck.populations.filter(({ label }) => label === layer);
    return one ? ownOpportunities(one.planted, one.seed) : [];
  };

  it.each(["compute", "verification"])("of %s is a tenth of Y and twice what the next one holds back", (layer) => {
    const [first, second] = ownOf(layer);
    expect(first?.layer).toBe(layer);
    expect(first?.share).toBeGreaterThan(0.1);
    expect(first?.share).toBeGreaterThan(2 * (second?.share ?? 0));
  });

  it("is the same of two layers that tie", () => {
    const [one] = tie.populations;
    if (!one) throw new Error("nothing ties");
    const own = ownOpportunities(one.planted, one.seed);
    const [a, b, third] = own;
    expect(new Set([a?.layer, b?.layer])).toEqual(new Set(one.planted.low));
    expect(Math.abs((a?.share ?? 0) - (b?.share ?? 0))).toBeLessThan(0.1);
    expect(third?.share).toBeLessThan(0.03);
  });
});
