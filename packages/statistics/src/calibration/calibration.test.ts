import { beforeAll, describe, expect, it } from "vitest";
import { seededRandom } from "../bootstrap/random.ts";
import { type Calibration, calibrate } from "./calibrate.ts";
import { binomial, normal, poisson } from "./draws.ts";
import { anything, aroundShare, countShare, type Finding, isWithin } from "./finding.ts";

/** A few seconds; `pnpm bench calibration` does the same with 2,000 worlds. */
const short = { worlds: 60, seed: 11, tolerance: { towardsHalf: 3.5, away: 3.5 } };

describe("calibration", () => {
  const seen: Finding[] = [];
  let calibration: Calibration = { worlds: 0, findings: [], sound: false };
  beforeAll(() => {
    calibration = calibrate(short, (finding) => seen.push(finding));
  });
  const of = (what: string) => calibration.findings.filter((finding) => finding.what === what);

  it("[SA40] every method keeps its promise on worlds whose truth is planted, in both splits of traffic", () => {
    expect(calibration.findings.filter((finding) => !isWithin(finding))).toEqual([]);
    expect(calibration.sound).toBe(true);
    for (const what of ["sequential A/A rejections", "sequential simultaneous coverage"])
      expect(of(what)).toHaveLength(6);
    for (const what of ["fixed-horizon A/A rejections", "fixed-horizon coverage"]) expect(of(what)).toHaveLength(16);
  });

  it("[SA41] the worlds can tell: what is made for one look fails when it is looked at daily", () => {
    const daily = of("fixed-horizon A/A rejections if looked at daily");
    const rejected = daily.reduce((sum, { observed }) => sum + observed, 0) / daily.length;
    expect(rejected).toBeGreaterThan(aroundShare(0.05, short.worlds, short.tolerance).atMost);
  });

  it("[SA42] CUPED narrows the error by sqrt(1 - R^2), within 2 %", () => {
    const narrowed = of("CUPED's standard error over sqrt(1 - R^2) of the plain one");
    expect(narrowed).toHaveLength(2);
    for (const { observed } of narrowed) expect(Math.abs(observed - 1)).toBeLessThan(0.02);
  });

  it("[SA43] findings are told as they come", () => {
    expect(seen).toEqual(calibration.findings);
  });
});

describe("[SA44] a finding", () => {
  const about = { what: "w", outcome: "o", treatmentShare: 0.5 };

  it("over 2,000 worlds lies within 3.8 and 6.3 %, or 93.7 and 96.2 %", () => {
    const percent = (p: number) => Object.values(aroundShare(p, 2000)).map((it) => (100 * it).toFixed(1));
    expect(percent(0.05)).toEqual(["3.8", "6.3"]);
    expect(percent(0.95)).toEqual(["93.7", "96.2"]);
  });

  it("is a share of the worlds that are decided; of none it is within no bounds", () => {
    expect(countShare(about, [true, null, false, true, true], () => anything)).toMatchObject({
      observed: 0.75,
      worlds: 4,
    });
    expect(isWithin(countShare(about, [null], () => anything))).toBe(false);
    expect(isWithin(countShare(about, [true], () => ({ atLeast: 0, atMost: 0.5 })))).toBe(false);
  });
});

it("[SA45] draws have the mean and the variance of what they are drawn from", () => {
  const random = seededRandom(5);
  const check = (draw: () => number, mean: number, variance: number) => {
    const drawn = Array.from({ length: 20_000 }, draw);
    const found = drawn.reduce((sum, it) => sum + it, 0) / drawn.length;
    const spread = drawn.reduce((sum, it) => sum + (it - mean) ** 2, 0) / drawn.length;
    expect(Math.abs(found - mean)).toBeLessThan(4 * Math.sqrt(variance / drawn.length));
    expect(Math.abs(spread / variance - 1)).toBeLessThan(0.05);
  };
  check(() => normal(random), 0, 1);
  check(() => poisson(3, random), 3, 3);
  check(() => binomial(50, 0.02, random), 1, 0.98);
  check(() => binomial(50, 0.7, random), 35, 10.5);
});
