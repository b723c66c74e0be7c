import { mersenne } from "pure-rand/generator/mersenne";

/** The next number in [0, 1). */
export type Random = () => number;

/**
 * The Mersenne Twister MT19937 (Matsumoto and Nishimura 1998, ACM TOMACS 8:3) with 53 bits for each number: the same
 * numbers for the same seed, a 32-bit integer, as NumPy's RandomState. It is chosen for its seeding: small seeds next to
 * each other start out unlike.
 */
export function seededRandom(seed: number): Random {
  const generator = mersenne(seed);
  return () => ((generator.next() >>> 5) * 2 ** 26 + (generator.next() >>> 6)) / 2 ** 53;
}
