import { isUndecided, wilsonInterval } from "@flywheel/statistics";
import { describe, expect, it } from "vitest";
import { changeOf } from "./layer-change.ts";
import type { Ratio } from "./layer-figures.ts";

function ratio(numerator: number, denominator: number): Ratio {
  const found = wilsonInterval(numerator, denominator, 0.05);
  const interval = isUndecided(found) ? null : found;
  const share = denominator === 0 ? null : numerator / denominator;
  return { numerator, denominator, unit: "visitors", ratio: share, interval, method: "wilson" };
}

describe("[DE92] a layer's change", () => {
  // Newcombe (1998), Table II, method 10: (a) 56/70 - 48/80 and (b) 9/10 - 3/10.
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
  ])("has the published interval (%i of %i, %i of %i)", (a, m, b, n, difference, low, high) => {
    const found = changeOf(ratio(a, m), ratio(b, n));
    expect(found?.difference).toBeCloseTo(difference, 12);
    expect(found?.interval?.low).toBeCloseTo(low, 4);
    expect(found?.interval?.high).toBeCloseTo(high, 4);
  });

  it("is unsaid over nothing, and has no interval where a period has none", () => {
    expect(changeOf(ratio(1, 2), ratio(0, 0))).toBeNull();
    expect(changeOf({ ...ratio(1, 2), interval: null }, ratio(1, 4))).toEqual({ difference: 0.25, interval: null });
  });
});
