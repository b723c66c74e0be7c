import { seededRandom } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import { clockMs } from "../asking/clock.ts";
import type { TimingEvidence } from "./evidence.ts";
import type { ServedReturns } from "./returns.ts";
import type { Signal } from "./signal.ts";
import { timingThresholds } from "./thresholds.ts";
import { judgeTiming, type TimingVerdict } from "./verdict.ts";

const lastClosed = 40;

/**
 * Cohorts of equal size in weeks 20 to 27, whose retention is `start` at age 1 and `ratio` times that of the week before
 * from then on. Visitors who come in a week are drawn independently of other weeks.
 */
function cohorts(size: number, start: number, ratio: number, seed: number): readonly ServedReturns[] {
  const random = seededRandom(seed);
  return Array.from({ length: 8 * size }, (_, visitor): ServedReturns => {
    const ages = Array.from({ length: 20 }, (_, place) => place + 1);
    return {
      cohort: 20 + (visitor % 8),
      visitors: 1,
      ages: ages.filter((age) => random() < start * ratio ** (age - 1)),
      shortAges: [],
    };
  });
}

const signal = (low: number): Signal => ({
  ...{ is: "measured", n: 900, estimate: low + 0.1, interval: { low, high: low + 0.2 } },
  ...{ maturity: { of: "weeks", have: 4, need: 4 }, threshold: 0, bound: "low", passes: true },
});
const unfarmed = {
  ...{ n: 0, served: { free: 0, granted: 0, purchased: 0 }, grantedShare: 0, hazardRatio: null },
  ...{ rule: timingThresholds.farmed, farmed: false },
};
const flat = cohorts(600, 0.3, 1, 1);
const falling = cohorts(3_000, 0.5, 0.85, 2);

const evidence = (own: Partial<TimingEvidence>): TimingEvidence => ({
  lastClosed,
  organic: flat,
  purchasers: [],
  segments: [],
  organicShare: signal(0.7),
  quickRatio: signal(1.2),
  supply: null,
  farmed: unfarmed,
  ...own,
});
const judge = (own: Partial<TimingEvidence>): Promise<TimingVerdict> =>
  judgeTiming(evidence(own), timingThresholds, seededRandom(9));
const names = (checks: TimingVerdict["missing"]) => checks.map(({ check }) => check);

const shortOfSupply = {
  opportunity: Array.from({ length: 100 }, (_, draw) => ({ supply: 60 + (draw % 10), all: 100 })),
  minutes: { busy: 250, all: 1_000 },
};

describe("[DE132] the verdict is the first that holds", () => {
  it("insufficient before all else, and says what is missing and from when it is there", async () => {
    const few = await judge({ organic: cohorts(100, 0.3, 1, 3), purchasers: flat });
    expect(few).toMatchObject({ is: "insufficient", restsOn: [], lookAgainInWeeks: null });
    expect(names(few.missing)).toEqual(["matured-visitors", "matured-points"]);
    // Four weeks are behind the cohorts of weeks 20 to 22, three behind 23 as well: 600 visitors each.
    const young = await judgeTiming(evidence({ lastClosed: 26, purchasers: flat }), timingThresholds, seededRandom(9));
    expect(young).toMatchObject({ is: "insufficient", lookAgainInWeeks: 1 });
    expect(young.sufficient.map(({ found }) => found)).toEqual([1_800, 3]);
  });

  it("supply-limited before here", async () => {
    expect((await judge({ supply: shortOfSupply, purchasers: flat })).is).toBe("supply-limited");
    const calm = { ...shortOfSupply, minutes: { busy: 199, all: 1_000 } };
    expect((await judge({ supply: calm, purchasers: flat })).is).toBe("here");
    const unsure = { ...shortOfSupply, opportunity: [0.4, 0.7, 0.8].map((supply) => ({ supply, all: 1 })) };
    expect((await judge({ supply: unsure, purchasers: flat })).is).toBe("here");
  });

  it("[DE133] supply-limited only when those who were fully served stay", async () => {
    const served = flat.map((row, place) => ({ ...row, shortAges: place % 3 === 0 ? [0] : [] }));
    expect((await judge({ supply: shortOfSupply, organic: served })).is).toBe("supply-limited");
    const leaving = cohorts(1_200, 0.5, 0.85, 4).map((row) => ({ ...row, shortAges: [] }));
    const staying = flat.map((row) => ({ ...row, shortAges: [1] }));
    expect((await judge({ supply: shortOfSupply, organic: [...staying, ...leaving] })).is).not.toBe("supply-limited");
  });

  it("here by purchasers who stay, organic visitors and a quick ratio above 1, all with their lower bounds", async () => {
    expect((await judge({ purchasers: flat })).is).toBe("here");
    expect((await judge({ purchasers: flat, organicShare: signal(0.59) })).is).toBe("early");
    expect((await judge({ purchasers: flat, quickRatio: signal(0.99) })).is).toBe("early");
    const maturity = { of: "weeks", have: 2, need: 4 } as const;
    const withheld = { is: "withheld", because: "not-matured", n: 5, maturity } as const;
    expect((await judge({ purchasers: flat, quickRatio: withheld })).is).toBe("early");
    expect((await judge({ purchasers: flat.slice(0, 90) })).is).toBe("early");
  });

  it("[DE134] early by a declared segment that holds where the whole does not, and breadth is missing", async () => {
    const small = cohorts(500, 0.4, 1, 5);
    const found = await judge({ organic: falling, segments: [{ key: "makers", declaredIn: 19, returns: small }] });
    expect(found.is).toBe("early");
    const [here] = found.wouldBecome.filter(({ timing }) => timing === "here");
    expect(names(here?.once ?? [])).toContain("purchasers");
    const late = { key: "makers", declaredIn: 45, returns: small };
    expect((await judge({ organic: falling, segments: [late] })).is).toBe("absent");
  });

  it("absent where everybody and every segment falls", async () => {
    expect((await judge({ organic: falling })).is).toBe("absent");
    // Flat, but under the floor: it neither holds nor falls.
    const low = cohorts(300, 0.012, 1, 6);
    expect((await judge({ organic: low })).is).toBe("insufficient");
    const mixed = { key: "some", declaredIn: 19, returns: low };
    expect(await judge({ organic: falling, segments: [mixed] })).toMatchObject({ is: "insufficient", missing: [] });
  });

  it("[DE135] farmed is said beside what is not there, never beside demand that is here", async () => {
    const farmed = { ...unfarmed, farmed: true };
    expect(await judge({ organic: falling, farmed })).toMatchObject({ is: "absent", saysFarmed: true });
    expect(await judge({ farmed })).toMatchObject({ is: "early", saysFarmed: true });
    const few = flat.slice(0, 100);
    expect(await judge({ organic: few, farmed })).toMatchObject({ is: "insufficient", saysFarmed: true });
    expect(await judge({ organic: few })).toMatchObject({ is: "insufficient", saysFarmed: false });
    expect(await judge({ purchasers: flat, farmed })).toMatchObject({ is: "here", saysFarmed: false });
    expect(await judge({ supply: shortOfSupply, farmed })).toMatchObject({ is: "supply-limited", saysFarmed: false });
  });
});

it("[DE136] a verdict says what it rests on, and what a verdict asked before still lacks", async () => {
  const found = await judge({});
  expect(found.is).toBe("early");
  expect(names(found.restsOn)).toEqual(["matured-visitors", "matured-points", "segments-that-hold"]);
  expect(found.restsOn.every(({ met }) => met)).toBe(true);
  expect(found.wouldBecome.map(({ timing, once }) => [timing, names(once)])).toEqual([
    ["supply-limited", ["supply-share-of-opportunity", "busy-minutes"]],
    ["here", ["purchasers", "purchasers-ratio", "purchasers-level"]],
  ]);
});

it("[DE186] curves are drawn in turns with whoever waits for the thread, and no further once they are given up", async () => {
  const stop = new AbortController();
  const next = seededRandom(9);
  let drawn = 0;
  const random = () => {
    drawn += 1;
    // Within the first of the curves, for longer than a turn.
    if (drawn === 1_000) for (const untilMs = clockMs() + 20; clockMs() < untilMs; );
    return next();
  };
  setImmediate(() => stop.abort(new Error("given up")));
  const judged = judgeTiming(evidence({ purchasers: flat }), timingThresholds, random, stop.signal);
  await expect(judged).rejects.toThrow("given up");
  expect(drawn).toBeLessThan(2_000);
});

it("[DE137] bounds of several segments are wrong once in twenty over all of them", async () => {
  const segments = ["a", "b", "c"].map((key) => ({ key, declaredIn: 19, returns: flat }));
  const { curves } = await judge({ segments });
  expect(curves.segments.map(({ key }) => key)).toEqual(["everyone", "a", "b", "c"]);
  for (const { corrected, plain } of curves.segments) {
    expect(corrected?.rule.alpha).toBeCloseTo(0.05 / 4, 12);
    expect(corrected?.ratioInterval.low).toBeLessThan(plain?.ratioInterval.low ?? 0);
  }
});
