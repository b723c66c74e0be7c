import { describe, expect, it } from "vitest";
import type { Arm } from "../answer.ts";
import { healthOf } from "./health.ts";

const arm = (key: string, assigned: number, given: Partial<Arm> = {}): Arm => ({
  key,
  name: key,
  weight: 0.5,
  assigned,
  excluded: 0,
  immature: 0,
  analysed: assigned,
  failedToLoad: 0,
  ...given,
});

describe("[RO20] health comes first", () => {
  it("is good where the arms have what they were to have", () => {
    const health = healthOf([arm("a", 5_010), arm("b", 4_990)], false);
    expect(health).toMatchObject({ broken: [], warnings: [], excludedShare: 0, exclusionsDiffer: false });
    expect(health.assigned?.logBayesFactor).toBeLessThan(0);
    expect(health.assigned?.chiSquareP).toBeCloseTo(0.8415, 3);
  });

  it("is broken where the split is not as planned, of those assigned or of those analysed", () => {
    expect(healthOf([arm("a", 5_400), arm("b", 4_600)], false).broken).toEqual(["split", "analysed-split"]);
    const lossy = healthOf([arm("a", 5_000), arm("b", 5_000, { analysed: 4_200 })], false);
    expect(lossy.broken).toEqual(["analysed-split"]);
    const planned = healthOf([arm("a", 9_000, { weight: 0.9 }), arm("b", 1_000, { weight: 0.1 })], false);
    expect(planned.broken).toEqual([]);
  });

  it("is broken where one arm loses more to exclusion than another", () => {
    const evenly = [arm("a", 1_000, { excluded: 30, analysed: 970 }), arm("b", 1_000, { excluded: 34, analysed: 966 })];
    expect(healthOf(evenly, false)).toMatchObject({ broken: [], warnings: ["exclusions-above-1-percent"] });
    const unevenly = [
      arm("a", 1_000, { excluded: 5, analysed: 995 }),
      arm("b", 1_000, { excluded: 60, analysed: 940 }),
    ];
    expect(healthOf(unevenly, false)).toMatchObject({ exclusionsDiffer: true, broken: ["exclusions-differ"] });
  });

  it("warns of variants that could not be shown and of simulated visitors, and withholds nothing for it", () => {
    const health = healthOf([arm("a", 500), arm("b", 500, { failedToLoad: 3 })], true);
    expect(health).toMatchObject({ broken: [], warnings: ["failures-to-load", "simulated"] });
  });

  it("has nothing to check before anybody came, nor of an arm that is to get nobody", () => {
    expect(healthOf([arm("a", 0), arm("b", 0)], false)).toMatchObject({ assigned: null, analysed: null, broken: [] });
    const ended = [arm("a", 500, { weight: 1 }), arm("b", 0, { weight: 0 })];
    expect(healthOf(ended, false)).toMatchObject({ assigned: null, broken: [] });
  });
});
