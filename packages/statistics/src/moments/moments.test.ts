import fc from "fast-check";
import { describe, expect, it } from "vitest";
import fixture from "../../fixtures/estimates.json" with { type: "json" };
import { estimateMean } from "../estimates/mean.ts";
import { WrongSettingError } from "../wrong-setting-error.ts";
import { momentsFromSums } from "./from-sums.ts";
import { mergeMoments } from "./merge.ts";
import { at, type Moments, momentsOf, momentsOfValues, range, symmetric } from "./moments.ts";
import { scaleMoments, transformMoments } from "./transform.ts";

const { rows, ...expected } = fixture.moments;
const k = 3;

function expectMoments(actual: Moments, wanted: Moments, relative = 1e-9) {
  expect(actual.n).toBe(wanted.n);
  const spread = (i: number) => Math.sqrt(at(wanted.comoments[i] ?? [], i));
  for (const i of range(wanted.means.length)) {
    expect(Math.abs(at(actual.means, i) - at(wanted.means, i))).toBeLessThanOrEqual(
      relative * (1e-3 + Math.abs(at(wanted.means, i)) + spread(i)),
    );
    for (const j of range(wanted.means.length)) {
      const difference = Math.abs(at(actual.comoments[i] ?? [], j) - at(wanted.comoments[i] ?? [], j));
      expect(difference).toBeLessThanOrEqual(relative * (1e-3 + spread(i) * spread(j)));
    }
  }
}

/** As a database sums. */
function sumsOf(them: readonly (readonly number[])[], shift: readonly number[]) {
  const sum = (of: (row: readonly number[]) => number) => them.reduce((total, row) => total + of(row), 0);
  const shifted = (row: readonly number[], i: number) => at(row, i) - at(shift, i);
  return {
    n: them.length,
    sums: range(k).map((i) => sum((row) => shifted(row, i))),
    crossSums: symmetric(k, (i, j) => sum((row) => shifted(row, i) * shifted(row, j))),
  };
}

describe("[SA2] moments agree with NumPy's", () => {
  it("from rows", () => expectMoments(momentsOf(rows, k), expected, 1e-12));

  it("from raw sums, and closer from sums that are shifted to the means", () => {
    expectMoments(momentsFromSums(sumsOf(rows, [0, 0, 0])), expected, 1e-7);
    const shift = [5, -300, 10_000];
    expectMoments(momentsFromSums({ ...sumsOf(rows, shift), shift }), expected, 1e-12);
  });

  it("of nothing they are zeros", () => {
    const nothing = { n: 0, means: [0, 0], comoments: [[0, 0], [0, 0]] }; // biome-ignore format: a matrix
    expect(momentsOf([], 2)).toEqual(nothing);
    expect(momentsFromSums({ n: 0, sums: [0, 0], crossSums: nothing.comoments })).toEqual(nothing);
  });
});

const row = fc.tuple(fc.integer({ min: -999, max: 999 }), fc.double({ min: -9, max: 9, noNaN: true }), fc.nat(1));

describe("[SA3] moments of parts make the moments of the whole", () => {
  it("in any split, however uneven", () => {
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 60 }),
        fc.array(fc.nat(3), { maxLength: 60 }),
        (them, parts) => {
          const part = (p: number) => them.filter((_, index) => (parts[index] ?? 0) === p);
          const merged = range(4)
            .map((p) => momentsOf(part(p), k))
            .reduce(mergeMoments);
          expectMoments(merged, momentsOf(them, k));
        },
      ),
    );
  });

  it("and not of parts with other variables", () => {
    expect(() => mergeMoments(momentsOfValues([1, 2]), expected)).toThrow(WrongSettingError);
  });
});

it("[SA4] moments of linear combinations are those of the combined rows, and units scale", () => {
  const coefficient = fc.integer({ min: -5, max: 5 });
  const combination = fc.tuple(coefficient, coefficient, coefficient);
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), combination, combination, (them, a, b) => {
      const combined = them.map((it) =>
        [a, b].map((weights) => range(k).reduce((s, i) => s + at(weights, i) * at(it, i), 0)),
      );
      expectMoments(transformMoments(momentsOf(them, k), [a, b]), momentsOf(combined, 2), 1e-6);
      const scaled = them.map((it) => range(k).map((i) => at(a, i) * at(it, i)));
      expectMoments(scaleMoments(momentsOf(them, k), a), momentsOf(scaled, k), 1e-6);
    }),
  );
});

describe("[SA5] what does not vary has no variance, not a rounding", () => {
  const constant = (value: number, n: number) => Array.from({ length: n }, () => value);
  const noVariation = { undecided: "no-variation" };

  it.each([0.1, 1 / 3, 1e9 / 7, -1e-7])("of equal values %d: from rows, raw sums and parts", (value) => {
    const [control, treatment] = [constant(value, 1237), constant(value, 311)];
    expect(estimateMean(momentsOfValues(control), momentsOfValues(treatment))).toEqual(noVariation);

    const summed = (them: number[]) => {
      const sum = (of: (it: number) => number) => them.reduce((total, it) => total + of(it), 0);
      return momentsFromSums({ n: them.length, sums: [sum((it) => it)], crossSums: [[sum((it) => it * it)]] });
    };
    expect(estimateMean(summed(control), summed(treatment))).toEqual(noVariation);

    const merged = (them: number[]) => mergeMoments(summed(them.slice(0, 100)), momentsOfValues(them.slice(100)));
    expect(estimateMean(merged(control), merged(treatment))).toEqual(noVariation);
  });

  it("of a combination that cancels", () => {
    const doubled = momentsOf(
      rows.map(([a = 0]) => [a, 2 * a]),
      2,
    );
    expect(transformMoments(doubled, [[2, -1]]).comoments).toEqual([[0]]);
  });
});
