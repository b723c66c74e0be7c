import { describe, expect, it } from "vitest";
import { layerIds } from "../../words/layer-names.ts";
import type { Check, Farmed, ProbeSignal, Signals, Timing, Withheld } from "./answer.ts";
import { checkWords, sayCheck } from "./check-words.ts";
import { readingOf as curveReading } from "./curves-table.tsx";
import {
  inventCheck,
  inventMeasured,
  inventPlateau,
  inventSignals,
  inventVerdict,
  thresholds,
} from "./invented-answer.ts";
import {
  noSurvey,
  probeReadings,
  readingOf,
  sayMaturity,
  sayThreshold,
  sayWithheld,
  signalRows,
} from "./signal-words.ts";
import { sayTaper } from "./signals-table.tsx";
import { colorOfMet } from "./verdict-checks.tsx";
import { sayFarmed, sayNotFarmed, sayTargets, sayWhy, timingWords } from "./verdict-words.ts";

describe("[AD116] every verdict is one plain sentence, with why", () => {
  const said = {
    insufficient: [/^It cannot be said yet/, /none of the four findings/],
    "supply-limited": [
      /^Supply limits the demand/,
      /at least 50\.0 % of all opportunity.*at least 20\.0 % of model-minutes/,
    ],
    here: [
      /^The demand is here/,
      /organic share is above 60\.0 % and the quick ratio above 1\.00.*Granted use is left out/,
    ],
    early: [/^The demand is early/, /holds in 1 segment of 2 that were looked at, corrected for that number/],
    absent: [/^The demand is absent/, /upper bound of the weekly retention ratio is below 0\.93/],
  } as const satisfies Record<Timing, readonly [RegExp, RegExp]>;
  const curve = { key: "everyone", corrected: inventPlateau(), plain: null };
  const curves = {
    ...inventVerdict().curves,
    segments: [curve, { key: "phones", corrected: inventPlateau({ holds: false }), plain: null }],
  };
  it.each(Object.entries(said))("%s", (is, [sentence, why]) => {
    const verdict = inventVerdict({ is: is as Timing, curves });
    expect(timingWords[verdict.is].sentence).toMatch(sentence);
    expect(timingWords[verdict.is].sentence.match(/\.( |$)/g)).toHaveLength(1);
    expect(sayWhy(verdict)).toMatch(why);
  });

  it("insufficient for want of what has matured says that something is missing", () => {
    const missing = [inventCheck({ found: 3, met: false })];
    const verdict = inventVerdict({ is: "insufficient", missing });
    expect(sayWhy(verdict)).toMatch(/^Too little has matured/);
  });
});

describe("[AD117] farmed", () => {
  const farmed: Farmed = {
    ...inventVerdict().farmed,
    ...{ served: { free: 150, granted: 800, purchased: 50 }, grantedShare: 0.8 },
    ...{ hazardRatio: { estimate: 3.1, low: 2.4 }, farmed: true },
  };
  it("[AD158] is said with the two numbers that it takes, and the share with its two counts", () => {
    expect(sayFarmed(farmed)).toBe(
      "Farmed: 80.0 % of served requests are granted, 800 of 1,000 (more than 50.0 % needed), and their visitors leave 3.10 times as often in the week their grants end (lower 90 % bound 2.40, at least 2.00 needed; 50 visitors with grants).",
    );
  });
  it("where it is not said, says why", () => {
    expect(sayNotFarmed(inventVerdict())).toMatch(
      /^Farmed is not said: 5\.0 % of served requests are granted, 50 of 1,000;.*1\.20 times.*0\.90/,
    );
    const unknown = { ...inventVerdict().farmed, hazardRatio: null };
    expect(sayNotFarmed(inventVerdict({ farmed: unknown }))).toMatch(/cannot be told yet \(50 visitors with grants\)/);
    expect(sayNotFarmed(inventVerdict({ farmed }))).toMatch(/because beside here it explains nothing/);
  });
});

it("[AD148] nothing is called usual where every target is stated", () => {
  const all = Object.fromEntries(layerIds.map((layer) => [layer, 0.5]));
  expect(sayTargets(all)).toMatch(/: Compute 50\.0 %,.*, Usage 50\.0 %\.$/);
  expect(sayTargets({ trust: 0 })).toMatch(/: Trust 0\.0 %; the others are usual\.$/);
});

describe("[AD118] every check says what it looks at, what it takes and what was found", () => {
  const names = Object.keys(checkWords) as Check["check"][];
  it.each(names)("%s", (check) => {
    const needs = checkWords[check].say(0.5);
    expect(sayCheck(inventCheck({ check, found: 0.25, must: "reach", needs: 0.5 }), 4)).toContain(
      `: at least ${needs} needed, found ${checkWords[check].say(0.25)}.`,
    );
    expect(sayCheck(inventCheck({ check, found: null, needs: 0.5 }), 4)).toMatch(/cannot be told/);
  });
  const untold = names.filter((it) => !/visitors$|^purchasers$|points$|that-hold$/.test(it));
  it.each(untold)("%s says why it cannot be told", (check) => {
    expect(sayCheck(inventCheck({ check, found: null }), 4)).toMatch(/cannot be told: [a-z ,]+\.$/);
  });
  it("[AD138] who stands behind a curve that cannot be drawn was not counted, which is not 0", () => {
    expect(sayCheck(inventCheck({ check: "purchasers", found: null, needs: 100 }), 4)).toBe(
      "Organic purchasers whose cohort has its judged weeks behind it: at least 100 needed, cannot be told: too few have matured to draw their retention.",
    );
  });
  it("[AD159] what is of the whole network says so, whatever app or segment is chosen", () => {
    expect(sayCheck(inventCheck({ check: "busy-minutes" }), 4)).toMatch(
      /in the whole network, whatever app or segment/,
    );
    expect(sayCheck(inventCheck({ check: "supply-share-of-opportunity" }), 4)).toMatch(
      /of those asked about, in the last 8 closed weeks; spare capacity and nodes that withdrew are those of the whole network/,
    );
  });
  it("[AD180] who came long enough ago is counted by weeks behind them, which need not be the judged ones", () => {
    expect(sayCheck(inventCheck({ found: 2_345 }), 4)).toBe(
      "Organic visitors with 4 weeks behind them (the judged weeks may be later): at least 2,000 needed, found 2,345.",
    );
    expect(sayCheck(inventCheck(), 6)).toMatch(/^Organic visitors with 6 weeks behind them/);
  });
  it("[AD182] the two checks of supply say of which weeks they are, and that minutes are of each model", () => {
    expect(sayCheck(inventCheck({ check: "supply-share-of-opportunity" }), 4)).toMatch(/in the last 8 closed weeks/);
    expect(sayCheck(inventCheck({ check: "busy-minutes" }), 4)).toMatch(
      /^The share of model-minutes, each minute of each model, .*in the last 8 closed weeks, in the whole network/,
    );
  });
  it("says more than and fewer than where that is meant", () => {
    expect(sayCheck(inventCheck({ must: "exceed" }), 4)).toContain("more than 2,000");
    expect(sayCheck(inventCheck({ must: "stay-below" }), 4)).toContain("fewer than 2,000");
  });
});

describe("[AD119] every signal has a name, and says what it is of", () => {
  it("in one row each", () => {
    const rows = signalRows(inventSignals(), thresholds);
    expect(rows.map(({ name }) => name)).toEqual([
      ...["Quick ratio", "Organic share", "Purchased share", "Power users", "W12/W3 retention"],
      ...["Sean Ellis", "Subsidy share"],
    ]);
    for (const { what } of rows) expect(what).toMatch(/^[A-Z].*\.$/);
  });
  it("with its threshold and its maturity", () => {
    expect(sayThreshold(inventMeasured(), String)).toBe("lower bound above 0.6");
    expect(sayThreshold(inventMeasured({ bound: "high" }), String)).toBe("upper bound below 0.6");
    expect(sayMaturity(inventMeasured())).toBe("4 of 4 weeks");
  });
  it("[AD182] the subsidy is said to be of the whole network", () => {
    const { what } = signalRows(inventSignals(), thresholds).find(({ key }) => key === "subsidy") ?? {};
    expect(what).toMatch(/in the whole network, whatever app or segment is chosen, the rewards\./);
    expect(sayTaper(null)).toBe("Whether the subsidy of the whole network tapers cannot be told yet.");
  });
  it("whether the subsidy tapers", () => {
    const taper: Signals["subsidy"]["taper"] = { perWeek: -0.03, interval: { low: -0.04, high: -0.02 }, tapers: true };
    expect(sayTaper(taper)).toBe(
      "The subsidy of the whole network tapers: its share changes by −3.0 points a week (95 %: −4.0 to −2.0).",
    );
    expect(sayTaper({ ...taper, tapers: false })).toMatch(/^It is not sure/);
    expect(sayTaper(null)).toMatch(/cannot be told yet/);
  });
});

describe("[AD120] a signal that is withheld says why", () => {
  const reasons = {
    "too-few": "Withheld: too few answers to say anything (3).",
    "not-matured": "Withheld: not matured, 2 of 4 weeks.",
  } as const satisfies Record<Withheld["because"], string>;
  it.each(Object.entries(reasons))("%s", (because, said) => {
    const maturity = { of: "weeks", have: 2, need: 4 } as const;
    const signal = { is: "withheld", because, n: 3, maturity } as Withheld;
    expect(sayWithheld(signal, "answers")).toBe(said);
  });
  it("no survey is no lack of demand", () => {
    expect(noSurvey).toMatch(/No survey is asked about/);
  });
});

it("[AD158] a check that is met is green only where the verdict is good news", () => {
  expect((Object.keys(timingWords) as Timing[]).filter((is) => colorOfMet(is) === "pine")).toEqual(["here"]);
});

describe("[AD121] nothing is green that is not sure", () => {
  it.each([
    ["low", { low: 0.61, high: 0.7 }, true, "Above", "pine"],
    ["low", { low: 0.59, high: 0.7 }, false, "Not sure", "gray"],
    ["low", { low: 0.4, high: 0.59 }, false, "Below", "red"],
    ["high", { low: 0.4, high: 0.59 }, true, "Below", "pine"],
    ["high", { low: 0.4, high: 0.61 }, false, "Not sure", "gray"],
    ["high", { low: 0.61, high: 0.7 }, false, "Above", "red"],
  ] as const)("%s bound, %o", (bound, interval, passes, title, color) => {
    expect(readingOf(inventMeasured({ bound, interval, passes }))).toEqual({ title, color });
  });
  it("of retention only what holds of enough visitors, and of a segment only by the corrected bounds", () => {
    const asked = { needs: 100, asked: "either" } as const;
    const plateau = { holds: true, falls: false };
    expect(curveReading(inventPlateau(plateau), asked)).toEqual({ title: "Holds", color: "pine" });
    expect(curveReading(inventPlateau({ ...plateau, n: 99 }), asked)).toEqual({ title: "Too few", color: "gray" });
    expect(curveReading(inventPlateau(plateau), { ...asked, asked: "falls" }).title).toBe("Not sure");
    const falling = inventPlateau({ holds: false, falls: true });
    expect(curveReading(falling, { ...asked, asked: "falls" })).toEqual({ title: "Falls", color: "red" });
    expect(curveReading(falling, { ...asked, asked: "holds" }).title).toBe("Not sure");
  });
  it("of verdicts only here, of probes only a signal", () => {
    const green = Object.entries(timingWords).flatMap(([is, { color }]) => (color === "pine" ? [is] : []));
    expect(green).toEqual(["here"]);
    const reads: readonly ProbeSignal["reads"][] = ["noise", "unclear", "signal"];
    expect(reads.map((it) => probeReadings[it].color)).toEqual(["gray", "gray", "pine"]);
  });
});
