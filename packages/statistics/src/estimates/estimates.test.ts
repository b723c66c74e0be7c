import { describe, expect, it } from "vitest";
import fixture from "../../fixtures/estimates.json" with { type: "json" };
import { normalInterval } from "../intervals/interval.ts";
import { twoProportionTest } from "../intervals/two-proportion.ts";
import { welchTest } from "../intervals/welch.ts";
import { momentsOf, momentsOfValues } from "../moments/moments.ts";
import { expectClose } from "../testing/close.ts";
import { decided } from "../testing/decided.ts";
import { capOf, capOfBuckets } from "./capping.ts";
import { estimateMean } from "./mean.ts";
import { estimateProportion } from "./proportion.ts";
import { estimateQuantile } from "./quantile.ts";
import { estimateRatio } from "./ratio.ts";
import { relativeLift } from "./relative-lift.ts";

const sharesOf = ({ n, successes }: { n: number; successes: number }) =>
  momentsOfValues(Array.from({ length: n }, (_, index) => (index < successes ? 1 : 0)));

describe("means", () => {
  it.each(fixture.welch)("[SA6] the difference and Welch's test agree with SciPy's, t = $t", (it) => {
    const estimate = decided(estimateMean(momentsOfValues(it.control), momentsOfValues(it.treatment)));
    expectClose(estimate.difference, it.difference);
    expectClose(estimate.standardError, it.standardError);
    const test = welchTest(estimate, 0.05);
    expectClose(test.t, it.t);
    expectClose(test.degreesOfFreedom, it.df);
    expectClose(test.pValue, it.pValue, 1e-9);
    expectClose(test.low, it.low, 1e-9);
    expectClose(test.high, it.high, 1e-9);
  });
});

describe("shares", () => {
  it.each(fixture.proportions)("[SA7] agree with SciPy's, z = $z", (it) => {
    const estimate = decided(estimateProportion(sharesOf(it.control), sharesOf(it.treatment)));
    expectClose(estimate.difference, it.difference);
    expectClose(estimate.standardError, it.standardError);
    const interval = normalInterval(estimate, 0.1);
    expectClose(interval.low, it.interval90[0] ?? 0, 1e-9);
    expectClose(interval.high, it.interval90[1] ?? 0, 1e-9);
    const test = decided(twoProportionTest(estimate));
    expectClose(test.z, it.z, 1e-9);
    expectClose(test.pValue, it.pValue, 1e-8);
  });

  it("[SA7] are of zeros and ones: anything else is refused", () => {
    const ones = sharesOf({ n: 50, successes: 20 });
    for (const values of [
      [0, 1, 2, 1],
      [0.5, 0.5, 1, 0],
      [-1, 1, 0, 1],
    ]) {
      expect(estimateProportion(ones, momentsOfValues(values))).toEqual({ undecided: "not-a-proportion" });
    }
  });
});

describe("ratios of means", () => {
  it.each(fixture.ratios)("[SA8] agree with a delta method that differentiates numerically", (it) => {
    const [control, treatment] = [momentsOf(it.control, 2), momentsOf(it.treatment, 2)];
    const estimate = decided(estimateRatio(control, treatment, { numerator: 0, denominator: 1 }));
    expectClose(estimate.difference, it.difference);
    expectClose(estimate.standardError, it.standardError, 1e-7);
    expectClose(estimate.control.mean, it.levels[0] ?? 0);
    expectClose(estimate.treatment.mean, it.levels[1] ?? 0);
  });

  it("[SA8] with a denominator of 0 there are none; with one of 1 they are means", () => {
    const rows = [4, 7, 1, 9, 3].map((y) => [y, 0, 1]);
    const moments = momentsOf(rows, 3);
    expect(estimateRatio(moments, moments, { numerator: 0, denominator: 1 })).toEqual({ undecided: "no-denominator" });
    expect(estimateRatio(moments, moments, { numerator: 0, denominator: 2 })).toEqual(estimateMean(moments, moments));
  });
});

describe("relative lift", () => {
  it.each(fixture.lifts)("[SA9] agrees with a delta method that differentiates numerically", (it) => {
    const estimate = decided(estimateMean(momentsOfValues(it.control), momentsOfValues(it.treatment)));
    const lift = decided(relativeLift(estimate));
    expectClose(lift.difference, it.lift, 1e-9);
    expectClose(lift.standardError, it.standardError, 1e-7);
  });

  it("[SA9] is undecided below five standard errors of the control, and where the control is negative", () => {
    const at = (mean: number) => {
      const arm = { n: 100, mean, variance: 100 };
      return relativeLift({ difference: 0, standardError: Math.SQRT2, n: 200, control: arm, treatment: arm });
    };
    expect(at(5.001)).toHaveProperty("difference", 0);
    for (const mean of [4.999, 0, -50]) expect(at(mean)).toEqual({ undecided: "control-near-zero" });
  });
});

describe("quantiles of clustered values", () => {
  it.each(fixture.quantiles)("[SA13] agree with counting cluster by cluster, at $share", (it) => {
    const estimate = decided(estimateQuantile(it.control, it.treatment, it.share));
    expectClose(estimate.difference, it.difference);
    expectClose(estimate.standardError, it.standardError, 1e-9);
  });

  it("[SA13] do not depend on which of equal values was sorted first", () => {
    for (const { control, treatment, share } of fixture.quantiles) {
      const turned = { ...control, ...turnTies(control) };
      expect(estimateQuantile(turned, treatment, share)).toEqual(estimateQuantile(control, treatment, share));
    }
  });

  it("[SA13] are undecided where the interval would pass the end of the sample", () => {
    const few = { ascending: [1, 2, 3, 4], clusterOf: [0, 1, 2, 3], clusters: 4 };
    expect(estimateQuantile(few, few, 0.99)).toEqual({ undecided: "too-few" });
    const infinite = { ascending: [1, 2, 3, Number.POSITIVE_INFINITY], clusterOf: [0, 1, 2, 3], clusters: 4 };
    expect(estimateQuantile(infinite, few, 0.5)).toEqual({ undecided: "not-finite" });
  });
});

/** The same values with the clusters of equal ones in descending order. */
function turnTies({ ascending, clusterOf }: { ascending: number[]; clusterOf: number[] }) {
  const pairs = ascending.map((value, index) => ({ value, cluster: clusterOf[index] ?? 0 }));
  pairs.sort((a, b) => a.value - b.value || b.cluster - a.cluster);
  return { ascending: pairs.map(({ value }) => value), clusterOf: pairs.map(({ cluster }) => cluster) };
}

describe("caps", () => {
  it.each(fixture.caps)("[SA14] are NumPy's inverted distribution function, at $share", ({ ascending, share, cap }) => {
    expect(capOf(ascending, share)).toBe(cap);
    const counted = [...new Set(ascending)].map((value) => ({
      value,
      count: ascending.filter((other) => other === value).length,
    }));
    expect(capOfBuckets(counted, share)).toBe(cap);
  });

  it("[SA14] are undecided where they would leave nothing to vary, or of nothing", () => {
    const rare = [...Array.from({ length: 999 }, () => 0), 120];
    expect(capOf(rare, 0.995)).toEqual({ undecided: "no-variation" });
    expect(capOfBuckets([{ value: 0, count: 999 }, { value: 120, count: 1 }], 0.995)).toEqual({ undecided: "no-variation" }); // biome-ignore format: short
    expect(capOf([], 0.995)).toEqual({ undecided: "too-few" });
  });
});
