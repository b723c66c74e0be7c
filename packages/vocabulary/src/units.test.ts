import { expect, it } from "vitest";
import { appIds, apps } from "./apps.ts";
import { Credits, creditsFor, DurationMs, MicroUsd, microUsdPerCredit } from "./units.ts";

it("[VO9] credits cover an amount: rounded up, never below it, never a whole credit above", () => {
  expect([0, 1, 999, 1_000, 1_001, 2_500_000].map(creditsFor)).toEqual([0, 1, 1, 1, 2, 2_500]);
  for (let amountMicroUsd = 0; amountMicroUsd < 5_000; amountMicroUsd += 7) {
    const surplus = creditsFor(amountMicroUsd) * microUsdPerCredit - amountMicroUsd;
    expect(surplus).toBeGreaterThanOrEqual(0);
    expect(surplus).toBeLessThan(microUsdPerCredit);
  }
});

it("[VO9] amounts are whole and never negative; a duration is a day at most", () => {
  for (const amount of [Credits, MicroUsd, DurationMs]) {
    expect([0, 5, 0.5, -1, Number.NaN, Number.POSITIVE_INFINITY].map((it) => amount.safeParse(it).success)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  }
  expect(DurationMs.safeParse(86_400_001).success).toBe(false);
});

it("[VO13] every app has a path, a title and a development port of its own, and one lives at the front", () => {
  const entries = appIds.map((app) => apps[app]);
  for (const key of ["path", "title", "devPort"] as const) {
    expect(new Set(entries.map((entry) => entry[key])).size, key).toBe(entries.length);
  }
  expect(apps.home.path).toBe("/");
  for (const { path } of entries) expect(path).toMatch(/^\/[a-z0-9-]*$/);
});
