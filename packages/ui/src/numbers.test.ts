import { describe, expect, it } from "vitest";
import { formatCredits, formatDuration, formatShare, formatUsd } from "./numbers.ts";

describe("numbers", () => {
  it("[UI7] credits are grouped, and one credit is singular", () => {
    expect([0, 1, 1250].map(formatCredits)).toEqual(["0 credits", "1 credit", "1,250 credits"]);
  });

  it("[UI7] a share of nothing is no number", () => {
    expect([formatShare(1, 3), formatShare(0, 5), formatShare(0, 0)]).toEqual(["33.3 %", "0.0 %", null]);
  });

  it("[UI7] small prices keep their decimals, round ones have two", () => {
    expect([1_000_000, 15_000, 400, 1].map(formatUsd)).toEqual(["$1.00", "$0.015", "$0.0004", "$0.000001"]);
  });

  it("[UI7] a length of time is told in the unit that fits it", () => {
    expect([40, 1_500, 59_990, 125_000].map(formatDuration)).toEqual(["40 ms", "1.5 s", "60.0 s", "2 min 5 s"]);
  });
});
