import { type GatedLayer, gatedLayers, seededRandom } from "@flywheel/demand";
import { healthyRates, type Rates, type WorldParts } from "./bottleneck-worlds.ts";

/** What a population was made with. */
export type PlantedRates = WorldParts & {
  /** The layer that was made low, or two that tie; none in a healthy population. */
  readonly low: readonly GatedLayer[];
  /** By how much of their target. */
  readonly depth: number;
  readonly rates: Rates;
};

type Planting = Omit<PlantedRates, "rates" | "depth"> & {
  readonly seed: number;
  readonly depths: readonly [least: number, most: number];
  /** How far all other layers may be from their targets, as a part of them. */
  readonly astray: number;
};

/** Some layers low, the others about their targets, by the seed. */
export function plantRates({ low, seed, depths: [least, most], astray, ...parts }: Planting): PlantedRates {
  const random = seededRandom(7_919 * seed + 1);
  const depth = least + (most - least) * random();
  const rates = gatedLayers.map((layer) => {
    const point = random();
    const factor = low.includes(layer) ? 1 - depth : 1 + astray * (2 * point - 1);
    return [layer, Math.min(1, healthyRates[layer] * factor)];
  });
  return { low, depth, ...parts, rates: Object.fromEntries(rates) as Rates };
}
