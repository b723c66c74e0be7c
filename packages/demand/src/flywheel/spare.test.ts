import { expect, it } from "vitest";
import { spareRequests } from "./spare.ts";

it("[DE87] spare capacity is idle slot-time in requests, and slots that models share are counted once", () => {
  const model = { model: "a", minutes: 1, p95: 0, tightMinutes: 0, served: 10, refused: 0, busyMs: 100, activeMs: 400 };
  expect(spareRequests([model, { ...model, model: "b" }], 1)).toBe(60);
  expect(spareRequests([model, { ...model, model: "b" }], 2)).toBe(20);
  expect(spareRequests([{ ...model, activeMs: 50 }], 1)).toBe(0);
  expect(spareRequests([{ ...model, served: 0, busyMs: 0 }], 1)).toBeNull();
  expect(spareRequests([], 1)).toBeNull();
});
