import { describe, expect, it } from "vitest";
import { grantWeeksOf, organicParts, organicReturns, purchaserReturns, rebasedOf, turnoverOf } from "./cohorts.ts";
import type { Timeline, TimelineWeek } from "./timelines.ts";

const nothing = { own: false, granted: false, purchased: false, short: false };
/** One word per week from 1 on, of the letters o (own), g (granted), p (purchased), s (short); - is none. */
function timeline(words: string, parts: Partial<Timeline> = {}): Timeline {
  const weeks = words.split(" ").flatMap((word, place): TimelineWeek[] => {
    const has = (letter: string) => word.includes(letter);
    const said = { own: has("o"), granted: has("g"), purchased: has("p"), short: has("s") };
    return word === "-" ? [] : [{ ...nothing, ...said, week: place + 1 }];
  });
  return { visitors: 10, incentivised: false, grantsUntil: null, weeks, ...parts };
}
const seen = { firstWeek: 2, lastClosed: 8 };

describe("[DE140] cohorts", () => {
  it("begin with the first own week, and leave granted use, open weeks and incentivised visitors out", () => {
    expect(organicReturns([timeline("- g o - o g o - o")], seen)).toEqual([
      { cohort: 3, visitors: 10, ages: [2, 4], shortAges: [] },
    ]);
    expect(organicReturns([timeline("- o - - - - - o o")], seen)).toMatchObject([{ cohort: 2, ages: [6] }]);
    expect(organicReturns([timeline("- o", { incentivised: true })], seen)).toEqual([]);
    expect(organicReturns([timeline("o o o"), timeline("- - - - - - - - o"), timeline("- s s")], seen)).toEqual([]);
  });

  it("say when supply fell short, also before the first answer", () => {
    const [found] = organicReturns([timeline("- s - o - os - - s")], seen);
    expect(found?.shortAges).toEqual([0, 2]);
  });

  it("of purchasers begin with the first purchased request", () => {
    expect(purchaserReturns([timeline("o o - op - op o"), timeline("o o o")], seen)).toEqual([
      { cohort: 4, visitors: 10, ages: [2, 3] },
    ]);
    expect(purchaserReturns([timeline("- - - op - op", { incentivised: true })], seen)).toEqual([]);
  });
});

it("[DE141] turnover counts every coming and going of the last closed weeks, new and back alike", () => {
  expect(turnoverOf([timeline("- - - - o - o o")], 8, 4)).toEqual([{ visitors: 10, came: 2, went: 1 }]);
  expect(turnoverOf([timeline("o o o o o o o o")], 8, 4)).toEqual([]);
  expect(turnoverOf([timeline("- - - o - - - - o")], 8, 4)).toEqual([{ visitors: 10, came: 0, went: 1 }]);
  expect(turnoverOf([timeline("- - - - g - g")], 8, 4)).toEqual([]);
});

it("[DE142] organic is counted among all who were served lately, on granted credits or their own", () => {
  const parts = organicParts(
    [
      timeline("- - - - o"),
      timeline("- - - - - g", { incentivised: true }),
      ...[timeline("o o"), timeline("- - - o"), timeline("- - - - - - - - o"), timeline("- - - - s")],
    ],
    8,
    4,
  );
  expect(parts).toEqual([
    { visitors: 10, part: 1, rest: 0 },
    { visitors: 10, part: 0, rest: 1 },
  ]);
});

it("[DE143] rebased retention takes only cohorts that have reached the late week", () => {
  const returns = [
    { cohort: 2, visitors: 10, ages: [1, 3, 6] },
    { cohort: 3, visitors: 4, ages: [3, 5] },
  ];
  expect(rebasedOf(returns, 8, 3, 6)).toEqual([{ visitors: 10, early: 1, late: 1 }]);
  expect(rebasedOf(returns, 9, 3, 6)).toHaveLength(2);
});

describe("[DE144] weeks with grants", () => {
  const farmer = { incentivised: true, grantsUntil: 4 };
  it("are judged up to the campaign's end, once it is known who came again", () => {
    const found = grantWeeksOf(
      [
        timeline("g g - g", farmer),
        timeline("g - - g - - - o", farmer),
        timeline("g", farmer),
        timeline("- - g", farmer),
        timeline("- - - - g", farmer),
        timeline("g g", { incentivised: true }),
      ],
      { firstWeek: 1, lastClosed: 8 },
    );
    expect(found).toEqual([
      { visitors: 10, ending: 1, leftEnding: 1, other: 2, leftOther: 0 },
      { visitors: 10, ending: 1, leftEnding: 0, other: 1, leftOther: 0 },
      { visitors: 10, ending: 0, leftEnding: 0, other: 1, leftOther: 1 },
      { visitors: 10, ending: 0, leftEnding: 0, other: 1, leftOther: 1 },
    ]);
  });

  it("are not judged while somebody may still come again", () => {
    expect(grantWeeksOf([timeline("g g - g", farmer)], { firstWeek: 1, lastClosed: 7 })).toEqual([
      { visitors: 10, ending: 0, leftEnding: 0, other: 2, leftOther: 0 },
    ]);
  });
});
