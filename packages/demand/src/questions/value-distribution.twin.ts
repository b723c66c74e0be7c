import type { TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly, fills } from "../asking/asking.twin.ts";
import { type Distribution, filtersOf, type ValueDistribution } from "./value-distribution.ts";

/** The same by adding up each visitor's events and sorting the visitors. */
export function valueDistributionSlowly(
  question: ValueDistribution,
  asOfMs: number,
  taken: readonly TakenEvent[],
): Distribution {
  const { amount, among, bounds, percentiles, topPerMille } = question;
  const owned = new Map<bigint, number>();
  const members = new Set<bigint>();
  for (const event of countedSlowly(question, filtersOf(question), asOfMs, taken)) {
    if (among === null || fills(among, event)) members.add(event.visitorKey);
    const each = amount.take === "value" ? (event.value ?? 0) : 1;
    owned.set(event.visitorKey, (owned.get(event.visitorKey) ?? 0) + (fills(amount.of, event) ? each : 0));
  }
  const amounts = [...members].map((visitor) => owned.get(visitor) ?? 0).sort((a, b) => a - b);
  const sumOf = (some: readonly number[]) => some.reduce((sum, one) => sum + one, 0);
  const below = (bound: number) => amounts.filter((one) => one < bound).length;
  const edges = [0, ...bounds.map(below), amounts.length];
  return {
    visitors: amounts.length,
    above: amounts.filter((one) => one > 0).length,
    sum: sumOf(amounts),
    most: amounts.at(-1) ?? null,
    percentiles: percentiles.map((share) => amounts[Math.ceil(share * amounts.length) - 1] ?? null),
    buckets: edges.slice(1).map((edge, at) => edge - (edges[at] ?? 0)),
    top: topPerMille.map((perMille) => {
      const visitors = Math.ceil((amounts.length * perMille) / 1_000);
      return { visitors, sum: sumOf(amounts.slice(amounts.length - visitors)) };
    }),
  };
}
