import { generate } from "../generate.ts";
import type { Population } from "../population/population.ts";

const sampled = 1_000;

/**
 * About how many events a population makes: counted for its first thousand visitors and scaled, so exact for a population
 * that is no larger. Takes as long as it takes to make the events of a thousand visitors.
 */
export function estimateEvents(population: Population): number {
  const visitors = Math.min(population.visitors, sampled);
  let events = 0;
  for (const batch of generate({ ...population, visitors })) events += batch.length;
  return visitors === 0 ? events : Math.round((events * population.visitors) / visitors);
}
