import { describe, expect, it } from "vitest";
import fixture from "../../fixtures/estimates.json" with { type: "json" };
import { seededRandom } from "../bootstrap/random.ts";
import { momentsOf } from "../moments/moments.ts";
import { expectClose } from "../testing/close.ts";
import { decided } from "../testing/decided.ts";
import { estimateAdjusted } from "./adjusted.ts";
import { estimateMean } from "./mean.ts";

const covariates = [1, 2];

describe("[SA10] CUPED agrees with a regression on arm and covariates", () => {
  it.each(fixture.adjusted)("covariates: $kind", (it) => {
    const [control, treatment] = [momentsOf(it.control, 3), momentsOf(it.treatment, 3)];
    const estimate = decided(estimateAdjusted(control, treatment, { outcome: 0, covariates }));
    expectClose(estimate.difference, it.difference, 1e-9);
    expectClose(estimate.standardError, it.standardError, 1e-9);
    expectClose(estimate.control.mean, it.levels[0] ?? 0, 1e-9);
    expectClose(estimate.treatment.mean, it.levels[1] ?? 0, 1e-9);
    for (const [i, slope] of (it.theta ?? []).entries()) expectClose(estimate.theta[i] ?? 0, slope, 1e-8);
  });

  it("a constant covariate changes nothing", () => {
    const rows = (effect: number) => [3, 1, 4, 1, 5, 9, 2, 6].map((y) => [y + effect, 0.1, 1]);
    const [control, treatment] = [momentsOf(rows(0), 3), momentsOf(rows(0.5), 3)];
    const adjusted = decided(estimateAdjusted(control, treatment, { outcome: 0, covariates }));
    expect(adjusted).toEqual({ ...estimateMean(control, treatment), theta: [0, 0] });
  });

  it("nor does one that is constant but for the rounding of its parts", () => {
    const rows = [3, 1, 4, 1, 5, 9, 2, 6].map((y, index) => [y, index < 4 ? 0.1 : 0.1 + 2 ** -55 * 4]);
    expect(rows[7]?.[1]).not.toBe(0.1);
    const [control, treatment] = [momentsOf(rows, 2), momentsOf(rows.slice(2), 2)];
    expect(estimateAdjusted(control, treatment, { outcome: 0, covariates: [1] })).toHaveProperty("theta", [0]);
  });

  it("an outcome that the covariate explains wholly leaves no variation", () => {
    const rows = (effect: number) => [3, 1, 4, 1, 5, 9, 2, 6].map((x) => [2 * x + effect, x, 1]);
    const answer = estimateAdjusted(momentsOf(rows(0), 3), momentsOf(rows(1), 3), { outcome: 0, covariates });
    expect(answer).toEqual({ undecided: "no-variation" });
  });
});

/** Y and X of a ratio, and a covariate that foretells both. */
function ratioRows(n: number, lift: number, seed: number): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => {
    const taste = random();
    const sessions = 1 + Math.floor(4 * random());
    return [sessions * (taste + lift) + random(), sessions, taste + 0.3 * random()];
  });
}

describe("[SA11] CUPED of a ratio is CUPED of its linearised rows", () => {
  const [control, treatment] = [ratioRows(70, 0, 1), ratioRows(190, 0.2, 2)];
  const ratio = { numerator: 0, denominator: 1 };

  it("with the ratios as the levels", () => {
    const linear = (rows: number[][]) => {
      const mean = (i: number) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length;
      const level = mean(0) / mean(1);
      return rows.map(([y = 0, x = 0, before = 0]) => [level + (y - level * x) / mean(1), before]);
    };
    const direct = decided(
      estimateAdjusted(momentsOf(control, 3), momentsOf(treatment, 3), { outcome: ratio, covariates: [2] }),
    );
    const byRows = decided(
      estimateAdjusted(momentsOf(linear(control), 2), momentsOf(linear(treatment), 2), { outcome: 0, covariates: [1] }),
    );
    expectClose(direct.difference, byRows.difference);
    expectClose(direct.standardError, byRows.standardError);
    expectClose(direct.control.mean, byRows.control.mean);
  });

  it("undecided without a denominator", () => {
    const none = momentsOf(
      control.map(([y = 0, , before = 0]) => [y, 0, before]),
      3,
    );
    const wanted = { undecided: "no-denominator" };
    expect(estimateAdjusted(none, momentsOf(treatment, 3), { outcome: ratio, covariates: [2] })).toEqual(wanted);
    expect(estimateAdjusted(momentsOf(treatment, 3), none, { outcome: ratio, covariates: [2] })).toEqual(wanted);
  });
});

it("[SA12] with one theta among all arms the control reads the same beside each treatment", () => {
  const [a, b, c] = [ratioRows(50, 0, 3), ratioRows(80, 0.1, 4), ratioRows(20, 0.4, 5)].map((rows) =>
    momentsOf(rows, 3),
  );
  if (!a || !b || !c) throw new Error("three arms");
  const adjustment = { outcome: 0, covariates: [2], among: [a, b, c] };
  const [toB, toC] = [decided(estimateAdjusted(a, b, adjustment)), decided(estimateAdjusted(a, c, adjustment))];
  expect(toB.control).toEqual(toC.control);
  expect(toB.theta).toEqual(toC.theta);
  const { control } = decided(estimateAdjusted(a, b, { outcome: 0, covariates: [2] }));
  expect(control.mean).not.toBe(toB.control.mean);
});
