import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Moments, momentsOf, momentsOfValues } from "../moments/moments.ts";
import { scaleMoments } from "../moments/transform.ts";
import { arms, values } from "../testing/arms.ts";
import { expectClose } from "../testing/close.ts";
import { decided } from "../testing/decided.ts";
import type { Undecided } from "../undecided.ts";
import { estimateAdjusted } from "./adjusted.ts";
import type { Estimate } from "./estimate.ts";
import { estimateMean } from "./mean.ts";
import { estimateProportion } from "./proportion.ts";
import { estimateRatio } from "./ratio.ts";
import { relativeLift } from "./relative-lift.ts";

/** Each estimator over three variables: a share, a value, and one that is never 0. */
const estimators: Record<string, (control: Moments, treatment: Moments) => Estimate | Undecided> = {
  mean: (c, t) => estimateMean(c, t, 1),
  proportion: (c, t) => estimateProportion(c, t, 0),
  ratio: (c, t) => estimateRatio(c, t, { numerator: 1, denominator: 2 }),
  adjusted: (c, t) => estimateAdjusted(c, t, { outcome: 1, covariates: [0, 2] }),
  "adjusted ratio": (c, t) => estimateAdjusted(c, t, { outcome: { numerator: 1, denominator: 2 }, covariates: [0] }),
};

const row = fc.tuple(fc.nat(1), fc.integer({ min: -400, max: 400 }), fc.integer({ min: 1, max: 9 }));
const arm = fc.array(row, { maxLength: 25 }).map((rows) => momentsOf(rows, 3));

describe.each(Object.entries(estimators))("the estimate of a %s", (_, estimate) => {
  it("[SA15] is decided with finite numbers and an error above 0, or says why it is not", () => {
    const wild = fc.oneof(fc.double(), fc.constantFrom(0, 1, 1e308, -1e308, 1e-308));
    const wildArm = fc.oneof(
      arm,
      fc.array(fc.tuple(wild, wild, wild), { maxLength: 6 }).map((rows) => momentsOf(rows, 3)),
      fc.record({ n: wild, means: fc.tuple(wild, wild, wild), comoments: fc.constant([]) }),
    );
    fc.assert(
      fc.property(wildArm, wildArm, (control, treatment) => {
        const answer = estimate(control, treatment);
        if ("undecided" in answer) return;
        expect(Number.isFinite(answer.difference)).toBe(true);
        expect(Number.isFinite(answer.standardError) && answer.standardError > 0).toBe(true);
        const lift = relativeLift(answer);
        if ("undecided" in lift) return;
        expect(Number.isFinite(lift.difference) && lift.standardError > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("[SA16] changes only its sign when the arms trade places", () => {
    fc.assert(
      fc.property(arm, arm, (control, treatment) => {
        const [forth, back] = [estimate(control, treatment), estimate(treatment, control)];
        if ("undecided" in forth || "undecided" in back) {
          expect(back).toEqual(forth);
          return;
        }
        expect(Math.abs(back.difference + forth.difference)).toBeLessThan(1e-9 * (1 + Math.abs(forth.difference)));
        expectClose(back.standardError, forth.standardError, 1e-9);
      }),
    );
  });
});

describe("undecided", () => {
  it("[SA15] an arm that is empty or of one is too few; infinity is not finite", () => {
    const arm = momentsOfValues([1, 2, 4]);
    for (const few of [[], [7]]) {
      expect(estimateMean(arm, momentsOfValues(few))).toEqual({ undecided: "too-few" });
      expect(estimateMean(momentsOfValues(few), arm)).toEqual({ undecided: "too-few" });
    }
    for (const bad of [Number.POSITIVE_INFINITY, Number.NaN, 1e308]) {
      expect(estimateMean(arm, momentsOfValues([1, bad, -bad]))).toEqual({ undecided: "not-finite" });
    }
  });
});

describe("[SA16] the difference of means", () => {
  it("does not move when both arms are shifted, and scales with its unit", () => {
    const scale = fc.integer({ min: 1, max: 64 }).map((it) => it / 8);
    fc.assert(
      fc.property(values, values, fc.integer({ min: -1000, max: 1000 }), scale, (control, treatment, shift, factor) => {
        const plain = decided(estimateMean(momentsOfValues(control), momentsOfValues(treatment)));
        const moved = (them: number[]) => momentsOfValues(them.map((it) => it + shift));
        const shifted = decided(estimateMean(moved(control), moved(treatment)));
        expect(Math.abs(shifted.difference - plain.difference)).toBeLessThan(1e-9);
        expectClose(shifted.standardError, plain.standardError, 1e-9);
        const scaled = decided(
          estimateMean(
            scaleMoments(momentsOfValues(control), [factor]),
            scaleMoments(momentsOfValues(treatment), [factor]),
          ),
        );
        expect(Math.abs(scaled.difference - factor * plain.difference)).toBeLessThan(1e-9);
        expectClose(scaled.standardError, factor * plain.standardError, 1e-9);
      }),
    );
  });

  it("relative to the control has no unit", () => {
    fc.assert(
      fc.property(arms, ([control, treatment]) => {
        const lift = (factor: number) => {
          const estimate = estimateMean(scaleMoments(control, [factor]), scaleMoments(treatment, [factor]));
          return "undecided" in estimate ? estimate : relativeLift(estimate);
        };
        const [dollars, cents] = [lift(1), lift(128)];
        expect(cents).toEqual(dollars);
      }),
    );
  });
});
