import { seededRandom } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import reference from "../../fixtures/timing.json" with { type: "json" };
import { collapseRows } from "../flywheel/weighted-bootstrap.ts";
import { judgePlateau } from "./plateau.ts";
import { fullyServed, maturedVisitors, type Panel, panelOf } from "./returns.ts";

const panel = (counted: readonly { readonly visitors: number; readonly values: readonly number[] }[]): Panel => ({
  firstAge: 5,
  lastAge: 8,
  visitors: counted.reduce((sum, { visitors }) => sum + visitors, 0),
  rows: collapseRows(
    counted.map(({ visitors, values }) => ({ count: visitors, values: [1, ...values] })),
    5,
  ),
});
const rule = { weeklyRatio: 0.93, floor: 0.02, alpha: 0.05, draws: 2_000 };

describe("[DE121] a plateau", () => {
  it.each(reference.plateaus)("has the slope and the bounds of a bootstrap of single visitors", async (expected) => {
    const asked = { ...rule, alpha: expected.alpha, draws: 8_000 };
    const found = await judgePlateau(panel(expected.rows), asked, seededRandom(1));
    expect(found.active).toEqual(expected.active);
    expect(found.weeklyRatio).toBeCloseTo(expected.weeklyRatio, 10);
    expect(found.level).toBeCloseTo(expected.level, 10);
    const [low = 0, high = 0] = expected.ratioInterval;
    const width = high - low;
    expect(Math.abs(found.ratioInterval.low - low)).toBeLessThan(0.05 * width);
    expect(Math.abs(found.ratioInterval.high - high)).toBeLessThan(0.05 * width);
    const [lowLevel = 0, highLevel = 0] = expected.levelInterval;
    expect(Math.abs(found.levelInterval.low - lowLevel)).toBeLessThan(0.05 * (highLevel - lowLevel));
    expect(Math.abs(found.levelInterval.high - highLevel)).toBeLessThan(0.05 * (highLevel - lowLevel));
  });

  it("[DE122] of 2,000 visitors holds at a flat 15 % nine times in ten, and never at a loss of 10 % a week", async () => {
    const random = seededRandom(122);
    const drawn = (retention: readonly number[]) => {
      const patterns = new Map<string, number>();
      for (let visitor = 0; visitor < 2_000; visitor += 1) {
        const own = retention.map((chance) => (random() < chance ? 1 : 0)).join();
        patterns.set(own, (patterns.get(own) ?? 0) + 1);
      }
      return panel([...patterns].map(([own, visitors]) => ({ visitors, values: own.split(",").map(Number) })));
    };
    const holding = async (retention: readonly number[]) => {
      let held = 0;
      for (let sample = 0; sample < 150; sample += 1) {
        const { holds } = await judgePlateau(drawn(retention), { ...rule, draws: 500 }, random);
        if (holds) held += 1;
      }
      return held / 150;
    };
    expect(await holding([0.15, 0.15, 0.15, 0.15])).toBeGreaterThan(0.85);
    expect(await holding([0.15, 0.135, 0.1215, 0.10935])).toBeLessThan(0.03);
  });

  it("[DE123] does not hold under its floor, and falls where nobody comes any more", async () => {
    const low = panel([
      { visitors: 99_000, values: [0, 0, 0, 0] },
      { visitors: 1_000, values: [1, 1, 1, 1] },
    ]);
    expect(await judgePlateau(low, rule, seededRandom(2))).toMatchObject({ holds: false, falls: false });
    expect((await judgePlateau(low, { ...rule, floor: 0.005 }, seededRandom(2))).holds).toBe(true);
    const gone = panel([{ visitors: 5_000, values: [0, 0, 0, 0] }]);
    expect(await judgePlateau(gone, rule, seededRandom(2))).toMatchObject({
      weeklyRatio: 0,
      holds: false,
      falls: true,
    });
  });
});

describe("[DE124] the points of a plateau", () => {
  const cohorts = Array.from({ length: 20 }, (_, cohort) => ({ cohort, visitors: 100, ages: [1, 9] }));
  const choice = { lastClosed: 20, points: 4, atLeast: 500, reachedBy: 0.5 };

  it("are the last that half of the visitors have reached, of the same visitors each", async () => {
    // 1,700 have four weeks behind them; half of them twelve, the cohorts of weeks 0 to 8.
    const found = await panelOf(cohorts, choice);
    expect(found).toMatchObject({ firstAge: 9, lastAge: 12, visitors: 900 });
    expect([...(found?.rows.values ?? [])]).toEqual([1, 1]);
    expect([...(found?.rows.places ?? [])]).toEqual([0, 1]);
    expect([...(found?.rows.counts ?? [])]).toEqual([900]);
  });

  it("come earlier when too few are behind the late ones, and not at all when there are not four", async () => {
    expect(await panelOf(cohorts, { ...choice, atLeast: 1_500 })).toMatchObject({ lastAge: 6, visitors: 1_500 });
    expect(await panelOf(cohorts, { ...choice, atLeast: 1_701 })).toBeNull();
    expect(await panelOf(cohorts.slice(17), choice)).toBeNull();
    expect(await panelOf([], choice)).toBeNull();
    expect(maturedVisitors(cohorts, 20, 4)).toBe(1_700);
    expect(maturedVisitors(cohorts, 19, 4)).toBe(1_600);
  });

  it("[DE133] leave out who fell short of anything before them, and nobody for what came later", () => {
    const short = (...shortAges: number[]) => ({ cohort: 1, visitors: 1, ages: [], shortAges });
    const of = [short(), short(0), short(8), short(9), short(12), short(3, 12)];
    expect(fullyServed(of, 9)).toEqual([short(), short(9), short(12)]);
  });

  it("[DE125] lie after the week in which their segment was declared", async () => {
    const few = { ...choice, atLeast: 100 };
    expect(await panelOf(cohorts, { ...few, declaredIn: 7 })).toMatchObject({ lastAge: 16, visitors: 500 });
    // Of each age only one cohort is left, and the oldest has its four points in weeks 17 to 20.
    expect(await panelOf(cohorts, { ...few, declaredIn: 16 })).toMatchObject({
      firstAge: 17,
      lastAge: 20,
      visitors: 100,
    });
    expect(await panelOf(cohorts, { ...few, declaredIn: 17 })).toBeNull();
  });
});
