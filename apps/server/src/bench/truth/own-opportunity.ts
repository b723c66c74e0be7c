import { type GatedLayer, gatedLayers } from "@flywheel/demand";
import { generate, Tally } from "@flywheel/simulator";
import type { PlantedRates } from "./bottleneck-planting.ts";
import { healthyRates, populationDays, type Rates, startMs, worldAt } from "./bottleneck-worlds.ts";

/** Of Y, what a layer at its target would add. */
export type OwnOpportunity = { readonly layer: GatedLayer; readonly share: number };

/** Fewer than the estimator gets: the same visitors live in both worlds, so their difference says more than either. */
const visitors = 4_000;

/**
 * What each layer holds back by the generator itself: the population is lived again by the same visitors with that layer at
 * its target, and its tally counts Y, the purchased requests of weeks after one in which their visitor came. The largest
 * first. No estimator takes part.
 */
export function ownOpportunities(planted: PlantedRates, seed: number): readonly OwnOpportunity[] {
  const outcomeAt = (rates: Rates): number => {
    const tally = new Tally();
    const world = worldAt(rates, planted);
    for (const _ of generate({ world, visitors, days: populationDays, seed, startMs }, tally));
    return tally.repeatPurchases;
  };
  const asItIs = outcomeAt(planted.rates);
  return gatedLayers
    .map((layer) => ({
      layer,
      share: outcomeAt({ ...planted.rates, [layer]: healthyRates[layer] }) / asItIs - 1,
    }))
    .sort((a, b) => b.share - a.share);
}
