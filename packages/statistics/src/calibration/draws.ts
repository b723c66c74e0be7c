import type { Random } from "../bootstrap/random.ts";

/** A standard normal, by the Box-Muller transform (1958, Annals of Mathematical Statistics 29:610). */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/**
 * How many of n trials succeed, exactly: by the gaps between successes, which are geometric (Devroye 1986, Non-Uniform
 * Random Variate Generation, X.4.3). Takes n p steps, or n (1 - p) where that is less.
 */
export function binomial(n: number, p: number, random: Random): number {
  if (p > 0.5) return n - binomial(n, 1 - p, random);
  const scale = 1 / Math.log1p(-p);
  let successes = 0;
  for (let trial = 0; ; successes += 1) {
    trial += 1 + Math.floor(Math.log(1 - random()) * scale);
    if (trial > n) return successes;
  }
}

/** By multiplying uniforms until they fall below e^-mean (Knuth 1969, section 3.4.1): for small means. */
export function poisson(mean: number, random: Random): number {
  const floor = Math.exp(-mean);
  let events = 0;
  for (let product = random(); product > floor; product *= random()) events += 1;
  return events;
}
