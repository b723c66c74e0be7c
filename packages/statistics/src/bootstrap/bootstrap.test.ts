import { describe, expect, it } from "vitest";
import decisions from "../../fixtures/decisions.json" with { type: "json" };
import { decided } from "../testing/decided.ts";
import { percentileInterval, poissonBootstrap, poissonOne } from "./poisson-bootstrap.ts";
import { seededRandom } from "./random.ts";

describe("[SA36] the generator", () => {
  it.each(decisions.random)("gives NumPy's numbers for seed $seed", ({ seed, numbers }) => {
    const random = seededRandom(seed);
    expect(numbers.map(random)).toEqual(numbers);
  });

  it("gives others for another seed, spread over [0, 1)", () => {
    const random = seededRandom(8);
    const drawn = Array.from({ length: 20_000 }, random);
    expect(drawn.every((it) => it >= 0 && it < 1)).toBe(true);
    expect(drawn.reduce((sum, it) => sum + it, 0) / drawn.length).toBeCloseTo(0.5, 1);
    expect(new Set(drawn).size).toBe(drawn.length);
  });
});

it("[SA37] Poisson(1) is drawn by its chances, e^-1 / k!", () => {
  // The first six sums of e^-1 / k!, by hand.
  const upTo = [0.36787944, 0.73575888, 0.9196986, 0.98101184, 0.99634015, 0.99940582];
  for (const [k, chance] of upTo.entries()) {
    expect(poissonOne(chance - 1e-7)).toBe(k);
    expect(poissonOne(chance + 1e-7)).toBe(k + 1);
  }
  expect(poissonOne(1 - 2 ** -53)).toBeLessThan(21);
});

/** Amounts and visits of units, of which one in three has none. */
function units(count: number) {
  const random = seededRandom(3);
  const rows = Array.from({ length: count }, () => [random() < 0.33 ? 0 : random() * 4, 1 + Math.floor(random() * 3)]);
  return { rows, units: { values: Float64Array.from(rows.flat()), width: 2 } };
}

describe("[SA38] the Poisson bootstrap", () => {
  it("finds the error of a mean that its formula gives, with every value of a unit drawn together", () => {
    const { rows, units: them } = units(400);
    const means: number[] = [];
    for (const { n, sums } of poissonBootstrap(them, 3000, seededRandom(4))) means.push((sums[0] ?? 0) / n);
    const mean = rows.reduce((sum, [y = 0]) => sum + y, 0) / rows.length;
    const error = Math.sqrt(rows.reduce((sum, [y = 0]) => sum + (y - mean) ** 2, 0)) / rows.length;
    const { low, high } = decided(percentileInterval(means, 0.05));
    expect(((high - low) / (2 * 1.96 * error)).toFixed(1)).toBe("1.0");
    expect(Math.abs((high + low) / 2 - mean)).toBeLessThan(0.15 * error);
  });

  it("draws with one source, so the same seed gives the same draws", () => {
    const draw = () => [...poissonBootstrap(units(20).units, 5, seededRandom(9))];
    expect(draw()).toEqual(draw());
    const [first] = draw();
    expect(first?.sums[1]).toBeGreaterThanOrEqual(first?.n ?? 0);
  });

  it("percentiles lie between the draws in proportion", () => {
    const draws = [5, 1, 4, 2, 3];
    expect(percentileInterval(draws, 0.5)).toEqual({ low: 2, high: 4 });
    expect(percentileInterval(draws, 0.25)).toEqual({ low: 1.5, high: 4.5 });
    expect(percentileInterval([1], 0.5)).toEqual({ undecided: "too-few" });
    expect(percentileInterval([1, Number.NaN], 0.5)).toEqual({ undecided: "not-finite" });
  });

  it("[SA39] refuses values that do not fill their rows", () => {
    expect(() => [...poissonBootstrap({ values: new Float64Array(3), width: 2 }, 5, seededRandom(1))]).toThrow(
      "multiple",
    );
  });
});
