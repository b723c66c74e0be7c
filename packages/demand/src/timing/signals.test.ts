import { describe, expect, it } from "vitest";
import reference from "../../fixtures/timing.json" with { type: "json" };
import { judgeFarmed } from "./farmed.ts";
import { contrastInterval, logContrast } from "./log-contrast.ts";
import { powerUsers } from "./power-users.ts";
import { probeSignal } from "./probe.ts";
import { quickRatio, rebasedRetention, shareSignal } from "./ratios.ts";
import { subsidyOf } from "./subsidy.ts";
import { answersNeeded, seanEllis } from "./survey.ts";
import { timingThresholds } from "./thresholds.ts";

const grown = { of: "weeks", have: 4, need: 4 } as const;

describe("[DE120] a contrast of sums over visitors", () => {
  it.each(reference.contrasts)("has the error of a bootstrap of single visitors", ({ rows, powers, ...expected }) => {
    const { estimate, standardError } = logContrast(rows, powers);
    expect(estimate).toBeCloseTo(expected.estimate, 2);
    expect(standardError / expected.standardError).toBeGreaterThan(0.97);
    expect(standardError / expected.standardError).toBeLessThan(1.03);
  });

  it("is the same for visitors told one by one, and turns its sign with its powers", () => {
    const together = [
      { visitors: 3, values: [2, 1] },
      { visitors: 40, values: [0, 1] },
    ];
    const alone = together.flatMap(({ visitors, values }) => Array(visitors).fill({ visitors: 1, values }));
    expect(logContrast(alone, [1, -1]).standardError).toBeCloseTo(logContrast(together, [1, -1]).standardError, 12);
    expect(logContrast(together, [-1, 1]).estimate).toBeCloseTo(-logContrast(together, [1, -1]).estimate, 12);
  });

  it("has an error where a sum is 0", () => {
    const { low, high } = contrastInterval(logContrast([{ visitors: 50, values: [0, 1] }], [1, -1]), 0.05);
    expect(low).toBeGreaterThan(0);
    expect(high).toBeGreaterThan(3 / 50);
  });
});

describe("[DE126] the survey", () => {
  it.each(reference.surveys)("has SciPy's Wilson interval", ({ answers, alpha, interval }) => {
    const [very = 0, somewhat = 0, not = 0] = answers;
    const found = seanEllis({ very, somewhat, not, notApplicable: 1_000 }, 0.4, alpha);
    if (found.is !== "measured") throw new Error("withheld");
    expect(found.interval.low).toBeCloseTo(interval[0] ?? 0, 10);
    expect(found.interval.high).toBeCloseTo(interval[1] ?? 0, 10);
    expect(found.n).toBe(very + somewhat + not);
  });

  it("needs 93 answers of a true 50 % to be above 40 %, and nobody's answers say nothing", () => {
    expect(answersNeeded(0.4, 0.05)).toBe(93);
    const half = (n: number) => seanEllis({ very: n / 2, somewhat: n / 4, not: n / 4, notApplicable: 0 }, 0.4, 0.05);
    expect(half(93)).toMatchObject({ passes: true });
    expect(half(92)).toMatchObject({ passes: false });
    expect(seanEllis({ very: 0, somewhat: 0, not: 0, notApplicable: 9 }, 0.4, 0.05)).toMatchObject({ is: "withheld" });
  });
});

describe("[DE127] ratios and shares", () => {
  it("pass by their lower bound, and say the exact ratio", () => {
    const rows = [
      { visitors: 600, came: 1, went: 0 },
      { visitors: 400, came: 0, went: 1 },
      { visitors: 100, came: 2, went: 1 },
    ];
    const found = quickRatio(rows, grown, 1, 0.05);
    expect(found).toMatchObject({ is: "measured", n: 1_100, estimate: 800 / 500, passes: true });
    const few = rows.map((row) => ({ ...row, visitors: row.visitors / 50 }));
    expect(quickRatio(few, grown, 1, 0.05)).toMatchObject({ estimate: 800 / 500, passes: false });
  });

  it("are withheld before their weeks are over, and when nobody went", () => {
    const young = { of: "weeks", have: 3, need: 4 } as const;
    expect(quickRatio([{ visitors: 9, came: 1, went: 1 }], young, 1, 0.05)).toMatchObject({ because: "not-matured" });
    expect(quickRatio([{ visitors: 9, came: 1, went: 0 }], grown, 1, 0.05)).toMatchObject({ because: "too-few" });
  });

  it("a share stays in [0, 1], and is less sure the more one visitor makes of it", () => {
    const all = shareSignal([{ visitors: 30, part: 1, rest: 0 }], grown, 0.6, 0.05);
    expect(all).toMatchObject({ estimate: 1, interval: { high: 1 } });
    const even = shareSignal(
      [
        { visitors: 700, part: 1, rest: 0 },
        { visitors: 300, part: 0, rest: 1 },
      ],
      grown,
      0.6,
      0.05,
    );
    const lumpy = shareSignal(
      [
        { visitors: 7, part: 100, rest: 0 },
        { visitors: 3, part: 0, rest: 100 },
      ],
      grown,
      0.6,
      0.05,
    );
    expect(even).toMatchObject({ estimate: 0.7, passes: true });
    expect(lumpy).toMatchObject({ estimate: 0.7, passes: false });
  });

  it("rebased retention is the late week by the early one, of the same visitors", () => {
    const found = rebasedRetention(
      [
        { visitors: 300, early: 1, late: 1 },
        { visitors: 100, early: 1, late: 0 },
        { visitors: 20, early: 0, late: 1 },
        { visitors: 4_000, early: 0, late: 0 },
      ],
      grown,
      0.52,
      0.05,
    );
    expect(found).toMatchObject({ n: 4_420, estimate: 320 / 400, passes: true });
  });
});

describe("[DE128] the subsidy", () => {
  it.each(reference.subsidies)("has the share and the taper of SciPy over $weeks.length weeks", (expected) => {
    const { share, taper } = subsidyOf(expected.weeks, { weeks: 4, threshold: 0.5, alpha: expected.alpha });
    if (share.is !== "measured" || taper === null) throw new Error("withheld");
    expect(share.estimate).toBeCloseTo(expected.estimate, 12);
    expect(share.interval.low).toBeCloseTo(expected.interval[0] ?? 0, 5);
    expect(share.interval.high).toBeCloseTo(expected.interval[1] ?? 0, 5);
    expect(share.passes).toBe((expected.interval[1] ?? 1) < 0.5);
    expect(taper.perWeek).toBeCloseTo(expected.perWeek, 10);
    expect(taper.interval.low).toBeCloseTo(expected.taper[0] ?? 0, 10);
    expect(taper.interval.high).toBeCloseTo(expected.taper[1] ?? 0, 10);
    expect(taper.tapers).toBe((expected.taper[1] ?? 1) < 0);
  });

  it("is withheld until its weeks are over", () => {
    const weeks = [1, 2, 3].map((week) => ({ week, rewardsMicroUsd: 5, feesMicroUsd: 1 }));
    const { share, taper } = subsidyOf(weeks, { weeks: 4, threshold: 0.5, alpha: 0.05 });
    expect(share).toMatchObject({ because: "not-matured", maturity: { have: 3, need: 4 } });
    expect(taper).toBeNull();
  });
});

it("[DE129] power users are those active on at least so many days", () => {
  const days = Array.from({ length: 28 }, (_, place) =>
    place === 12 ? 40 : place === 13 ? 30 : place === 0 ? 130 : 0,
  );
  const asked = { atLeastDays: 14, threshold: 0.1, alpha: 0.05 };
  expect(powerUsers({ visitors: days }, grown, asked)).toMatchObject({ n: 200, estimate: 0.15, passes: true });
  expect(powerUsers({ visitors: [] }, grown, asked)).toMatchObject({ because: "too-few" });
});

describe("[DE130] a probe", () => {
  const counts = { probe: "video", shown: 1_000, click: 0, contact: 0, prepaid: 0 };
  it("counts who went at least so far, and calls few clicks noise", () => {
    const found = probeSignal({ ...counts, click: 60, contact: 9, prepaid: 2 }, 0.02, 0.05);
    expect(found).toMatchObject({ reads: "signal" });
    expect(Object.values(found?.atLeast ?? {}).map(({ visitors }) => visitors)).toEqual([71, 11, 2]);
    expect(probeSignal({ ...counts, click: 8 }, 0.02, 0.05)?.reads).toBe("noise");
    expect(probeSignal({ ...counts, click: 22 }, 0.02, 0.05)?.reads).toBe("unclear");
    expect(probeSignal({ ...counts, shown: 0 }, 0.02, 0.05)).toBeNull();
  });

  it.each([
    [0.02, 0.05],
    [0.1, 0.05],
    [0.5, 0.1],
    [1, 0.05],
  ])(
    "matures with the least number of visitors that nobody's click tells as noise below %f (alpha %f)",
    (limit, alpha) => {
      const need = probeSignal(counts, limit, alpha)?.maturity.need ?? 0;
      const readOf = (shown: number) => probeSignal({ ...counts, shown }, limit, alpha);
      expect(readOf(need)).toMatchObject({ reads: "noise", maturity: { of: "visitors", have: need, need } });
      if (need > 1) expect(readOf(need - 1)?.reads).toBe("unclear");
      if (limit === 0.02) expect(need).toBe(189);
    },
  );
});

describe("[DE131] use is farmed", () => {
  const served = { free: 100, granted: 700, purchased: 50 };
  const farmers = [
    { visitors: 150, ending: 1, leftEnding: 1, other: 3, leftOther: 0 },
    { visitors: 50, ending: 1, leftEnding: 0, other: 3, leftOther: 1 },
    { visitors: 30, ending: 0, leftEnding: 0, other: 2, leftOther: 1 },
  ];
  it("when most is granted and those who got it leave when it ends", () => {
    const found = judgeFarmed(farmers, served, timingThresholds.farmed);
    expect(found.farmed).toBe(true);
    expect(found.hazardRatio?.estimate).toBeCloseTo(150 / 200 / (80 / 660), 1);
  });

  it("and not when half is not, when they leave as always, or when no grant has ended", () => {
    const judged = (rows: typeof farmers, by = served) => judgeFarmed(rows, by, timingThresholds.farmed).farmed;
    expect(judged(farmers, { ...served, purchased: 900 })).toBe(false);
    // Many times as often, of so few that it may be chance.
    const few = [
      { visitors: 2, ending: 1, leftEnding: 1, other: 3, leftOther: 0 },
      { visitors: 2, ending: 1, leftEnding: 0, other: 3, leftOther: 1 },
    ];
    expect(judgeFarmed(few, served, timingThresholds.farmed).hazardRatio?.estimate).toBeGreaterThan(2);
    expect(judged(few)).toBe(false);
    const steady = farmers.map((it) => ({ ...it, leftEnding: 0 }));
    expect(judged(steady)).toBe(false);
    expect(judgeFarmed(farmers.slice(2), served, timingThresholds.farmed)).toMatchObject({
      hazardRatio: null,
      farmed: false,
    });
  });
});
