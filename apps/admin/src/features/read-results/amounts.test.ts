import { expect, it } from "vitest";
import { formatDifference, formatLift, formatP, formatValue } from "./amounts.ts";

it("[AD53] a value has its unit, and a difference its sign", () => {
  expect(formatValue("share", 0.1234)).toBe("12.34 %");
  expect(formatValue("micro-usd", 1_250_000)).toBe("$1.25");
  expect(formatValue("ms", 2_500)).toBe("2.5 s");
  expect(formatValue("credits", 1.5)).toBe("1.5 credits");
  expect(formatDifference("share", -0.012)).toBe("−1.20 points");
  expect(formatDifference("micro-usd", -1_250_000)).toBe("−$1.25");
  expect(formatDifference("times", 0.5)).toBe("+0.5");
  expect(["times", "credits"].map((unit) => formatDifference(unit as "times", -0.0034))).toEqual([
    "−0.003",
    "−0.003 credits",
  ]);
  expect([0, 0.004, 0.006, 12.345].map((value) => formatValue("times", value))).toEqual([
    "0",
    "0.004",
    "0.01",
    "12.35",
  ]);
  expect([0.1, 0, -0.034].map(formatLift)).toEqual(["+10.0 %", "0.0 %", "−3.4 %"]);
});

it("[AD53] a p that is too small to be told is not called zero", () => {
  expect([0.0001, 0.0412, 1].map(formatP)).toEqual(["below 0.001", "0.041", "1.000"]);
});
