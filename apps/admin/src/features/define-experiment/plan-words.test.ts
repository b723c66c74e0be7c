import { expect, it } from "vitest";
import { planOf, sayRow } from "./plan-words.ts";

const traffic = { asOfMs: 0, days: 28, visitors: 1120, visitorsPerDay: 40, caps: {}, baseline: null };

it("[AD46] a row of the power table is a sentence with its traffic", () => {
  expect(sayRow({ days: 28, visitors: 1120, effect: 0.2213 }, traffic)).toBe(
    "With 40 visitors a day, 28 days find an effect of 22 %.",
  );
  expect(sayRow({ days: 7, visitors: 280, effect: null }, traffic)).toContain("too few to find an effect");
});

it("[AD46] choosing it is the plan, unless it is none", () => {
  expect(planOf({ days: 28, visitors: 1120.6, effect: 0.22 })).toEqual({ visitors: 1120, days: 28, effect: 0.22 });
  expect(planOf({ days: 28, visitors: 1120, effect: null })).toBeNull();
  expect(planOf({ days: 28, visitors: 120, effect: 0.5 })).toBeNull();
  expect(planOf({ days: 28, visitors: 1120, effect: 12 })).toBeNull();
});
