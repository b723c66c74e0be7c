import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** The next number in [0, 1). */
export type Random = () => number;

/** xoroshiro128+ (Blackman and Vigna 2021, ACM TOMS 47:36): the same numbers for the same seed, a 32-bit integer. */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}
