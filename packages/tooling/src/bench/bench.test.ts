import { expect, it } from "vitest";
import { inventBatches } from "./invented-batches.ts";
import { quantile } from "./quantile.ts";

it("[TO60] batches are of many visitors, and no event is in two", () => {
  let seed = 1;
  const randomBytes = (count: number) =>
    Uint8Array.from({ length: count }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % 252;
    });
  const next = inventBatches({ visitors: 50, now: () => 1_000, randomBytes });
  const events = [next(40), next(40)].flatMap((batch) => (batch as { events: Record<string, unknown>[] }).events);
  expect(new Set(events.map(({ id }) => id)).size).toBe(80);
  expect(new Set(events.map(({ visitorId }) => visitorId)).size).toBeGreaterThan(40);
  expect(events.every(({ atMs }) => atMs === 1_000)).toBe(true);
});

it("[TO61] quantiles are by nearest rank", () => {
  const values = [15, 20, 35, 40, 50];
  expect([0.05, 0.3, 0.4, 0.5, 1].map((share) => quantile(values, share))).toEqual([15, 20, 20, 35, 50]);
  expect(quantile([], 0.5)).toBeNaN();
});
