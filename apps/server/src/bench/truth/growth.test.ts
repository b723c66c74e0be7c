import { generate, Tally } from "@flywheel/simulator";
import { describe, expect, it } from "vitest";
import { growth } from "./growth.ts";
import { habitsFor, shapes, worldOf } from "./growth-worlds.ts";
import { expectedWeeks, type PlantedHabit, plantedGrowth, weeks } from "./planted-growth.ts";
import { type Open, openPopulation } from "./population.ts";

const dayMs = 86_400_000;
const startMs = Date.UTC(2026, 0, 5);
const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0);
const [first] = habitsFor(shapes[0] ?? { name: "", habits: () => [] }, 0.9);
if (first === undefined) throw new Error("there is no shape");

describe("[SV127] planted growth", () => {
  it("of one habit is the eigenvalue of its knobs, whatever its gaps", () => {
    for (const gaps of [
      [1, 0, 0, 0],
      [0, 0, 0, 1],
      [0.1, 0.2, 0.3, 0.4],
    ] as const) {
      const habit: PlantedHabit = {
        weight: 3,
        stays: { newcomer: { within: 0.3, gaps, later: 0.2 }, established: { within: 0.7, gaps, later: 0 } },
        brings: { newcomer: 0.5, established: 0.2 },
      };
      expect(plantedGrowth([habit])).toBeCloseTo((0.5 + 0.7 + Math.sqrt((0.5 - 0.7) ** 2 + 4 * 0.2 * 0.3)) / 2, 9);
      // A habit that is told in two halves is the same habit.
      expect(plantedGrowth([habit, { ...habit, weight: 1 }])).toBeCloseTo(plantedGrowth([habit]), 9);
    }
  });

  it("of a mixture lies nearer to the habit that comes often", () => {
    const [often, seldom] = [0.9, 0.1].map(
      (within): PlantedHabit => ({
        ...first,
        stays: {
          newcomer: { ...first.stays.newcomer, within },
          established: { ...first.stays.established, within },
        },
        brings: { newcomer: 0, established: 0 },
      }),
    ) as [PlantedHabit, PlantedHabit];
    // Established weeks are 0.9 / (1 - 0.9) for each of the one, and 0.1 / (1 - 0.1) for each of the other.
    expect(plantedGrowth([often])).toBeCloseTo(0.9, 9);
    expect(plantedGrowth([often, seldom])).toBeGreaterThan(0.8);
    expect(plantedGrowth([often, seldom])).toBeLessThan(0.9);
  });

  it.each(shapes)("is planted at any number with habits that come $name", (shape) => {
    for (const number of [0.6, 0.9, 1, 1.2]) expect(plantedGrowth(habitsFor(shape, number))).toBeCloseTo(number, 9);
  });

  it("expects as many active weeks as the generator makes", () => {
    for (const [place, shape] of shapes.entries()) {
      const habits = habitsFor(shape, 0.9);
      const { newcomer, established } = expectedWeeks(habits);
      const visitors = 400;
      const tally = new Tally();
      const population = { world: worldOf(habits), visitors, days: 7 * weeks, seed: 900 + place, startMs };
      for (const _ of generate(population, tally));
      const { activeWeeks } = tally.truth();
      const expected = visitors * sum([...newcomer, ...established].map(sum));
      // Whole families vary together: some five times as much as single weeks would.
      expect(Math.abs(activeWeeks - expected), shape.name).toBeLessThan(4 * Math.sqrt(5 * expected));
    }
  });
});

describe("[SV128] the interval of growth", () => {
  /** Half of the visitors; the intervals are wider for it. */
  const openFew: Open = (parts) => openPopulation({ ...parts, visitors: Math.round(parts.visitors / 2) });
  const labels = [...new Set(growth.populations.map(({ label }) => label))];
  const threeOfEach = labels.flatMap((label) => growth.populations.filter((it) => it.label === label).slice(2, 5));

  it("covers what was planted in nearly all of three populations of each number", { timeout: 300_000 }, async () => {
    const runs = [];
    for (const one of threeOfEach) runs.push({ ...one, found: await growth.run(one, openFew) });
    expect(runs.map(({ found }) => found.withheld)).toEqual(runs.map(() => null));
    expect(runs.filter(({ found }) => found.covers).length, JSON.stringify(runs)).toBeGreaterThanOrEqual(10);
    expect(growth.sound(growth.sum(runs))).toBe(true);
    // Whoever knew the number would be as near as this: intervals that cover everything say nothing.
    for (const { planted, found } of runs) {
      expect((found.high ?? 9) - (found.low ?? 0)).toBeLessThan(0.3 * planted.growth);
    }
  });

  it("is not good enough below 82 or above 97 of a hundred", () => {
    const told = [81, 82, 97, 98].map((gCovered) => growth.sound({ populations: 100, gCovered }));
    expect(told).toEqual([false, true, true, false]);
  });
});

it("[SV127] days are whole weeks from a Monday", () => {
  expect(new Date(startMs).getUTCDay()).toBe(1);
  expect(startMs % dayMs).toBe(0);
});
