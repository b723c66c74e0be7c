import { seededRandom } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import reference from "../../fixtures/flywheel.json" with { type: "json" };
import { attributeChange, type Change, logarithmicMean } from "./change.ts";
import { reproductionOf } from "./reproduction.ts";
import { collapseRows, drawRows, poissonQuantile, poissonTable, sumRows } from "./weighted-bootstrap.ts";

const partsOf = ({ visitors, mix, gates, perBuyer }: Change) => [visitors, mix, ...gates, perBuyer];
const sum = (numbers: readonly number[]) => numbers.reduce((total, it) => total + it, 0);

describe("[DE60] the change of Y", () => {
  it.each(reference.change)("is attributed as with a zero that is only nearly one", ({ before, after, parts }) => {
    const found = partsOf(attributeChange(before, after));
    for (const [place, part] of parts.entries()) expect(found[place]).toBeCloseTo(part, 6);
  });

  it("[DE61] is the sum of its parts, whatever is empty, and turns its sign when the periods trade places", () => {
    const random = seededRandom(60);
    const upTo = (most: number) => (random() < 0.15 ? 0 : Math.floor(random() * (most + 1)));
    const cohorts = () =>
      ["a", "b", "c"].flatMap((cohort) => {
        const entered = upTo(500);
        const passed = [upTo(entered)];
        for (let gate = 0; gate < 4; gate += 1) passed.push(upTo(passed.at(-1) ?? 0));
        const buyers = passed.at(-1) ?? 0;
        return random() < 0.2 ? [] : [{ cohort, entered, passed, amount: buyers === 0 ? 0 : buyers + upTo(80) }];
      });
    for (let round = 0; round < 2_000; round += 1) {
      const [before, after] = [cohorts(), cohorts()];
      const change = attributeChange(before, after);
      expect(sum(partsOf(change))).toBeCloseTo(change.after - change.before, 8);
      const back = partsOf(attributeChange(after, before));
      for (const [place, part] of partsOf(change).entries()) expect(back[place]).toBeCloseTo(-part, 8);
    }
  });

  it("[DE61] gives a mix that moved its own part, and none to a gate that did not", () => {
    const cohort = (name: string, entered: number, rate: number) => ({
      cohort: name,
      entered,
      passed: [entered * rate],
      amount: entered * rate,
    });
    const before = [cohort("good", 500, 0.8), cohort("poor", 500, 0.2)];
    const after = [cohort("good", 200, 0.8), cohort("poor", 800, 0.2)];
    const change = attributeChange(before, after);
    expect(change.gates[0]).toBeCloseTo(0, 9);
    expect(change.mix).toBeCloseTo(-180, 9);
  });

  it("keeps its digits where two amounts are nearly equal", () => {
    for (const apart of [1e-3, 1e-4, 0.99e-4, 1e-6, 1e-12, 0]) {
      // The mean of e^t from 0 to ln(b), by its series: b is 1 + apart.
      const u = Math.log1p(apart);
      expect(logarithmicMean(1 + apart, 1)).toBeCloseTo(1 + u / 2 + u ** 2 / 6 + u ** 3 / 24, 11);
    }
  });
});

describe("[DE62] the reproduction number", () => {
  it.each(reference.reproduction)("is the largest eigenvalue of the next generation", ({ of, stays, g }) => {
    const found = reproductionOf(of);
    expect(found?.g).toBeCloseTo(g, 10);
    expect(found?.stays.newcomer).toBeCloseTo(stays.newcomer, 10);
    expect(found?.stays.established).toBeCloseTo(stays.established, 10);
  });

  it("counts those who come every few weeks, and is not said when a gap could not be seen", () => {
    const regular = { atRisk: [100, 100, 100, 100], returned: [0, 0, 100, 0], activeWeeks: 100, referred: 0 };
    expect(reproductionOf({ newcomer: regular, established: regular })?.g).toBeCloseTo(1, 12);
    const young = { ...regular, atRisk: [100, 100, 0, 0], returned: [10, 10, 0, 0] };
    expect(reproductionOf({ newcomer: regular, established: young })).toBeNull();
    expect(reproductionOf({ newcomer: regular, established: { ...regular, activeWeeks: 0 } })).toBeNull();
  });
});

describe("[DE63] the bootstrap of equal visitors", () => {
  it.each(reference.poisson)("draws Poisson($mean) by SciPy's quantiles", ({ mean, points, counts }) => {
    const table = poissonTable(mean);
    expect(points.map((point) => poissonQuantile(table, point))).toEqual(counts);
  });

  it("has the mean and the error of drawing each visitor alone", () => {
    const rows = collapseRows(
      [
        { count: 300, values: [1, 0] },
        { count: 60, values: [1, 5] },
        { count: 40, values: [1, 5] },
        { count: 7, values: [1, 40] },
      ],
      2,
    );
    expect(rows.counts).toHaveLength(3);
    expect([...sumRows(rows)]).toEqual([407, 780]);
    const sums = [...drawRows(rows, 4_000, seededRandom(5))].map(([, second = 0]) => second);
    const mean = sum(sums) / sums.length;
    const error = Math.sqrt(sum(sums.map((it) => (it - mean) ** 2)) / sums.length);
    // The variance of a sum of Poisson(1) weights is the sum of squares: 100 x 25 + 7 x 1600.
    const planted = Math.sqrt(13_700);
    expect(Math.abs(mean - 780)).toBeLessThan((4 * planted) / Math.sqrt(4_000));
    expect(error / planted).toBeCloseTo(1, 1);
  });

  it("[DE95] is the same in whatever order visitors are read, and however they are put together", () => {
    const random = seededRandom(95);
    const visitors = Array.from({ length: 200 }, () => ({
      count: 1 + Math.floor(random() * 3),
      values: [Math.floor(random() * 4), Math.floor(random() * 4), random() < 0.5 ? 0.25 : 0],
    }));
    const apart = visitors.flatMap(({ count, values }) => Array.from({ length: count }, () => ({ count: 1, values })));
    const drawn = (of: typeof visitors) => [...drawRows(collapseRows(of, 3), 20, seededRandom(1))];
    expect(drawn(visitors.toReversed())).toEqual(drawn(visitors));
    expect(drawn(apart)).toEqual(drawn(visitors));
  });
});
