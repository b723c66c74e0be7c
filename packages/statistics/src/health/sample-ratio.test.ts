import { describe, expect, it } from "vitest";
import decisions from "../../fixtures/decisions.json" with { type: "json" };
import { expectClose } from "../testing/close.ts";
import { decided } from "../testing/decided.ts";
import { WrongSettingError } from "../wrong-setting-error.ts";
import { sampleRatio } from "./sample-ratio.ts";

describe("the sample ratio", () => {
  it.each(decisions.sampleRatio)("[SA26] $counts at $weights agrees with a product over observations", (it) => {
    const found = decided(sampleRatio(it.counts, it.weights));
    expect(Math.abs(found.logBayesFactor - it.logBayesFactor)).toBeLessThan(1e-8);
    expect(found.alarm).toBe(it.alarm);
    expectClose(found.chiSquare, it.chiSquare);
    expectClose(found.pValue, it.pValue);
  });

  it("[SA26] alarms above 1000 and not before", () => {
    const factorOf = (first: number) => decided(sampleRatio([first, 10_000 - first], [1, 1]));
    const first = Array.from({ length: 1000 }, (_, i) => 5000 + i).find((it) => factorOf(it).alarm) ?? 0;
    expect(factorOf(first).logBayesFactor).toBeGreaterThan(Math.log(1000));
    expect(factorOf(first - 1).logBayesFactor).toBeLessThanOrEqual(Math.log(1000));
  });

  it("[SA27] asks neither for the order of the arms nor for weights that sum to 1", () => {
    const found = decided(sampleRatio([900, 2100, 3100], [0.15, 0.35, 0.5]));
    const turned = decided(sampleRatio([3100, 900, 2100], [50, 15, 35]));
    expect(Math.abs(found.logBayesFactor - turned.logBayesFactor)).toBeLessThan(1e-9);
    expectClose(turned.pValue, found.pValue);
  });

  it("[SA27] of nobody is undecided; counts and weights that cannot be are errors with facts", () => {
    expect(sampleRatio([0, 0], [1, 1])).toEqual({ undecided: "too-few" });
    for (const [counts, weights] of [
      [
        [1, 2],
        [1, 0],
      ],
      [
        [1, 2],
        [1, 1, 1],
      ],
      [[1], [1]],
      [
        [1, -2],
        [1, 1],
      ],
      [
        [1, 0.5],
        [1, 1],
      ],
      [
        [1, 2],
        [1, Number.NaN],
      ],
    ] as const) {
      expect(() => sampleRatio(counts, weights)).toThrow(WrongSettingError);
    }
  });
});
