import fc from "fast-check";
import { describe, expect, it } from "vitest";
import decisions from "../../fixtures/decisions.json" with { type: "json" };
import { contrasts } from "../testing/arms.ts";
import { expectClose } from "../testing/close.ts";
import { decided } from "../testing/decided.ts";
import { bayesianView } from "./bayesian.ts";
import { closedFor } from "./first-look.ts";
import { type Interval, normalInterval } from "./interval.ts";
import { alwaysValidP, logEValue, mixtureFor, sequentialInterval } from "./sequential.ts";
import { twoProportionTest } from "./two-proportion.ts";
import { welchTest } from "./welch.ts";
import { wilsonInterval } from "./wilson.ts";

const levels = fc.double({ min: 1e-9, max: 0.5, noNaN: true });
const mixture = mixtureFor({ alpha: 0.05, plannedN: 5000 });

describe("the always-valid interval", () => {
  it.each(decisions.sequential)("[SA17] agrees with the formula in 50 digits at $n, level $level", (it) => {
    const chosen = mixtureFor(it);
    expectClose(chosen.rhoSquared, it.rhoSquared, 1e-14);
    const interval = sequentialInterval(it, it.level, chosen);
    const tolerance = 1e-13 * (interval.high - interval.low);
    expect(Math.abs(interval.low - it.low)).toBeLessThan(tolerance);
    expect(Math.abs(interval.high - it.high)).toBeLessThan(tolerance);
  });

  it.each(decisions.sequential)("[SA18] its e-value is the integral over the mixture, at $n", (it) => {
    const logE = logEValue(it, mixtureFor(it));
    expect(Math.abs(logE - it.logE)).toBeLessThan(1e-12 * Math.max(1, Math.abs(it.logE)));
  });

  it("[SA18] leaves out 0 exactly where e is at least 1 / alpha", () => {
    fc.assert(
      fc.property(contrasts, levels, (contrast, level) => {
        const margin = logEValue(contrast, mixture) + Math.log(level);
        if (Math.abs(margin) < 1e-9) return;
        const { low, high } = sequentialInterval(contrast, level, mixture);
        expect(low > 0 || high < 0).toBe(margin > 0);
      }),
    );
  });

  it("[SA17] is the narrowest at the planned number of observations", () => {
    const width = (plannedN: number) => {
      const { low, high } = sequentialInterval(
        { difference: 0, standardError: 1, n: 4000 },
        0.05,
        mixtureFor({ alpha: 0.05, plannedN }),
      );
      return high - low;
    };
    for (const other of [1000, 3000, 5500, 20_000]) expect(width(other)).toBeGreaterThan(width(4000));
  });

  it("[SA19] p is one over the largest e of the looks so far, and never above 1", () => {
    expect(alwaysValidP([])).toBe(1);
    expect(alwaysValidP([-3, -1])).toBe(1);
    expectClose(alwaysValidP([-3, Math.log(40), 2]), 1 / 40, 1e-14);
    expect(alwaysValidP([230])).toBeGreaterThan(1e-100);
  });
});

describe("[SA20] the first look", () => {
  const full = { n: 400, nonZero: 120 };

  it("waits for observations and for outcomes in every arm", () => {
    expect(closedFor([full, { n: 100, nonZero: 50 }], "proportion")).toBeNull();
    expect(closedFor([{ n: 99, nonZero: 60 }, full], "other")).toEqual({ undecided: "too-few-observations" });
    expect(closedFor([full, { n: 5000, nonZero: 49 }], "other")).toEqual({ undecided: "too-few-non-zero" });
    expect(closedFor([full, full, { n: Number.NaN, nonZero: 49 }], "other")).toEqual({
      undecided: "too-few-observations",
    });
  });

  it("waits for zeros where the outcome is a share", () => {
    const nearlyAll = { n: 500, nonZero: 451 };
    expect(closedFor([full, nearlyAll], "proportion")).toEqual({ undecided: "too-few-zeros" });
    expect(closedFor([full, nearlyAll], "other")).toBeNull();
  });
});

describe("the pooled test of two shares", () => {
  it("[SA22] is undecided where all outcomes are the same", () => {
    const arm = (mean: number) => ({ n: 50, mean, variance: mean * (1 - mean) });
    expect(twoProportionTest({ control: arm(1), treatment: arm(1) })).toEqual({ undecided: "no-variation" });
    expect(decided(twoProportionTest({ control: arm(0), treatment: arm(1) })).z).toBeCloseTo(10, 12);
  });
});

describe("[SA23] the Bayesian view", () => {
  it.each(decisions.bayes)("agrees with integrating prior times likelihood, $difference", (it) => {
    const view = bayesianView(it, it);
    const tolerance = 1e-8 * it.standardDeviation;
    expectClose(view.mean, it.mean, 1e-8);
    expectClose(view.standardDeviation, it.standardDeviation, 1e-8);
    expectClose(view.chanceToBeat, it.chanceToBeat, 1e-6);
    expect(Math.abs(view.expectedLoss.ofTreatment - it.lossOfTreatment)).toBeLessThan(tolerance);
    expect(Math.abs(view.expectedLoss.ofControl - it.lossOfControl)).toBeLessThan(tolerance);
  });

  it("with a flat prior has the interval of the normal one; a prior of no width would be a setting", () => {
    const contrast = { difference: 0.3, standardError: 0.2, n: 100 };
    expect(bayesianView(contrast, { prior: null, alpha: 0.1 })).toMatchObject(normalInterval(contrast, 0.1));
    expect(() => bayesianView(contrast, { prior: { mean: 0, standardDeviation: 0 }, alpha: 0.1 })).toThrow("prior");
  });
});

it.each(decisions.wilson)("[SA24] Wilson's interval of $successes in $n agrees with SciPy's", (it) => {
  const interval = decided(wilsonInterval(it.successes, it.n, it.alpha));
  expect(Math.abs(interval.low - it.low)).toBeLessThan(1e-13);
  expect(Math.abs(interval.high - it.high)).toBeLessThan(1e-13);
});

it("[SA24] Wilson's interval of nothing is undecided, at the ends it is closed", () => {
  expect(wilsonInterval(0, 0, 0.05)).toEqual({ undecided: "too-few" });
  expect(decided(wilsonInterval(0, 9, 0.05)).low).toBe(0);
  expect(decided(wilsonInterval(9, 9, 0.05)).high).toBe(1);
});

describe("[SA25] every interval holds its difference and is wider at a smaller alpha", () => {
  const drawn: Record<
    string,
    (contrast: { difference: number; standardError: number; n: number }, alpha: number) => Interval
  > = {
    sequential: (contrast, alpha) => sequentialInterval(contrast, alpha, mixture),
    normal: normalInterval,
    welch: (contrast, alpha) => {
      const arm = (mean: number) => ({
        n: contrast.n / 2,
        mean,
        variance: (contrast.standardError ** 2 * contrast.n) / 4,
      });
      return welchTest({ ...contrast, control: arm(0), treatment: arm(contrast.difference) }, alpha);
    },
    bayesian: (contrast, alpha) => bayesianView(contrast, { prior: null, alpha }),
  };

  it.each(Object.entries(drawn))("%s", (_, draw) => {
    fc.assert(
      fc.property(contrasts, levels, levels, (contrast, one, other) => {
        // Levels that are equal but for rounding have widths that are, too.
        const [wide, narrow] = [draw(contrast, 0.999 * Math.min(one, other)), draw(contrast, Math.max(one, other))];
        expect(narrow.low).toBeLessThanOrEqual(contrast.difference);
        expect(narrow.high).toBeGreaterThanOrEqual(contrast.difference);
        expect(wide.low).toBeLessThanOrEqual(narrow.low);
        expect(wide.high).toBeGreaterThanOrEqual(narrow.high);
      }),
    );
  });

  it("the always-valid one is wider than the one that may be looked at once", () => {
    fc.assert(
      fc.property(contrasts, levels, (contrast, alpha) => {
        const [daily, once] = [sequentialInterval(contrast, alpha, mixture), normalInterval(contrast, alpha)];
        expect(daily.high).toBeGreaterThan(once.high);
      }),
    );
  });
});
