import fc from "fast-check";
import type { Moments } from "../moments/moments.ts";
import { momentsOfValues } from "../moments/moments.ts";

const value = fc.integer({ min: -1000, max: 1000 }).map((it) => it / 8);

/** Values of an arm that vary. */
export const values = fc
  .array(value, { minLength: 3, maxLength: 40 })
  .filter((them) => them.some((it) => it !== them[0]));

export const arms: fc.Arbitrary<[Moments, Moments]> = fc.tuple(
  values.map(momentsOfValues),
  values.map(momentsOfValues),
);

/** A contrast that an interval may be drawn around. */
export const contrasts = fc.record({
  difference: fc.double({ min: -50, max: 50, noNaN: true }),
  standardError: fc.double({ min: 0.01, max: 20, noNaN: true }),
  n: fc.integer({ min: 4, max: 1_000_000 }),
});
