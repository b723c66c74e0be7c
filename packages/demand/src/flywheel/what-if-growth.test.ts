import { seededRandom } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import { type GatedLayer, gatedLayers, type JudgedWeek } from "./gates.ts";
import { type ActiveWeeks, offspringOf, offspringValues, offspringWidth } from "./offspring.ts";
import { reproductionOf } from "./reproduction.ts";
import { decodeWeek } from "./week-code.ts";
import { collapseRows, sumRows } from "./weighted-bootstrap.ts";
import { whatIfGrowth, whatIfGrowthValues, whatIfGrowthWidth } from "./what-if-growth.ts";

const none = Object.fromEntries(gatedLayers.map((layer) => [layer, null])) as Record<GatedLayer, boolean | null>;
const seen = { first: 0, lastClosed: 30 };
const withoutEnd = (weeks: ActiveWeeks["weeks"]) => ({ weeks, seenUntil: Number.POSITIVE_INFINITY });

/** Half of the weeks keep something; 0.8 of those are followed by another in the next week, 0.3 of the others. */
function invent(seed: number, visitors: number) {
  const random = seededRandom(seed);
  return Array.from({ length: visitors }, () => {
    const judged: JudgedWeek[] = [];
    for (let week = 0; week < 25; week += 1) {
      const users = random() < 0.5;
      judged.push({ week, own: decodeWeek(0), stratum: week === 0 ? 0 : 8, passed: { ...none, users }, outcome: 0 });
      if (random() >= (users ? 0.8 : 0.3)) break;
    }
    return { judged, ...withoutEnd(judged.map(({ week }) => ({ week, referred: 0, credits: 0 }))) };
  });
}

describe("[DE81] what if a layer passed more: growth", () => {
  const world = invent(5, 4_000);
  const sums = sumRows(
    collapseRows(
      world.map((it) => ({ count: 1, values: whatIfGrowthValues(it, it.judged, "users", seen) })),
      whatIfGrowthWidth,
    ),
  );
  const now = reproductionOf(
    offspringOf(
      sumRows(
        collapseRows(
          world.map((it) => ({ count: 1, values: offspringValues(it, seen) })),
          offspringWidth,
        ),
      ),
    ),
  );
  const rate = (() => {
    const weeks = world.flatMap(({ judged }) => judged);
    return weeks.filter(({ passed }) => passed.users).length / weeks.length;
  })();

  it("is what it is at the rate that there is", () => {
    expect(whatIfGrowth(sums, rate)?.g).toBeCloseTo(now?.g ?? -1, 9);
  });

  it("is what was planted at another, above and below", () => {
    const planted = (target: number) => target * 0.8 + (1 - target) * 0.3;
    for (const target of [0.2, 0.8, 1]) {
      expect(Math.abs((whatIfGrowth(sums, target)?.g ?? 0) - planted(target))).toBeLessThan(0.04);
    }
  });

  it("is of the weeks of the period: at their own rate it is what it is for them", () => {
    const late = { first: 6, lastClosed: 30 };
    // Every second visitor begins eight weeks later, so that the period has new ones.
    const moved = world.map(({ judged, weeks }, place) => {
      const by = (place % 2) * 8;
      return {
        judged: judged.map((it) => ({ ...it, week: it.week + by })),
        ...withoutEnd(weeks.map((it) => ({ ...it, week: it.week + by }))),
      };
    });
    const sumsOf = (of: (it: (typeof world)[number]) => Float64Array, width: number) =>
      sumRows(
        collapseRows(
          moved.map((it) => ({ count: 1, values: of(it) })),
          width,
        ),
      );
    const own = moved.flatMap(({ judged }) => judged.filter(({ week }) => week >= late.first));
    const ofThem = own.filter(({ passed }) => passed.users).length / own.length;
    const before = reproductionOf(offspringOf(sumsOf((it) => offspringValues(it, late), offspringWidth)));
    const after = sumsOf((it) => whatIfGrowthValues(it, it.judged, "users", late), whatIfGrowthWidth);
    expect(before).not.toBeNull();
    expect(whatIfGrowth(after, ofThem)?.g).toBeCloseTo(before?.g ?? -1, 9);
  });

  it("is nothing more where passing goes with nothing within a stratum", () => {
    const random = seededRandom(6);
    // Those of one stratum pass and come back, those of the other do neither; one has nothing to do with the other.
    const apart = Array.from({ length: 3_000 }, (_, place) => {
      const [stratum, rate] = place % 2 === 0 ? [0, 0.2] : [8, 0.8];
      const judged: JudgedWeek[] = [];
      for (let week = 0; week < 25; week += 1) {
        judged.push({ week, own: decodeWeek(0), stratum, passed: { ...none, users: random() < rate }, outcome: 0 });
        if (random() >= rate) break;
      }
      return { judged, ...withoutEnd(judged.map(({ week }) => ({ week, referred: 0, credits: 0 }))) };
    });
    const rows = apart.map((it) => ({ count: 1, values: whatIfGrowthValues(it, it.judged, "users", seen) }));
    const sums = sumRows(collapseRows(rows, whatIfGrowthWidth));
    const passing = apart.flatMap(({ judged }) => judged.map(({ passed }) => Number(passed.users)));
    const rate = passing.reduce((sum, it) => sum + it, 0) / passing.length;
    const [now, more] = [rate, 0.95].map((target) => whatIfGrowth(sums, target)?.g ?? 0);
    expect(Math.abs((more ?? 0) - (now ?? 0))).toBeLessThan(0.02);
  });

  it("is unsaid when nobody entered the gate", () => {
    expect(whatIfGrowth(new Float64Array(whatIfGrowthWidth), 0.5)).toBeNull();
  });
});
