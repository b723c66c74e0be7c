import type { ModelId } from "@flywheel/vocabulary";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createServiceTimes, waitOf } from "./service-times.ts";

const model = "quillworks/quill-3" as ModelId;

/** The same question by living through it: places that come free evenly, and a queue that moves up. */
function liveThrough({ ahead, places, serviceMs }: Parameters<typeof waitOf>[0]): number {
  const free = Array.from({ length: places }, (_, index) => ((index + 1) * serviceMs) / places);
  let waitedMs = 0;
  for (let seated = 0; seated <= ahead; seated += 1) {
    free.sort((a, b) => a - b);
    waitedMs = free.shift() ?? 0;
    free.push(waitedMs + serviceMs);
  }
  return waitedMs;
}

describe("the time to come back", () => {
  it("[NE96] is when a place comes free in a queue that is lived through, to the second", () => {
    const anyQueue = fc.record({
      ahead: fc.integer({ min: 0, max: 12 }),
      places: fc.integer({ min: 1, max: 40 }),
      serviceMs: fc.integer({ min: 100, max: 9_000 }),
    });
    fc.assert(
      fc.property(anyQueue, (queue) => {
        const estimate = waitOf(queue);
        expect(estimate % 1_000).toBe(0);
        expect(estimate).toBeGreaterThanOrEqual(liveThrough(queue) - 1);
        expect(estimate - liveThrough(queue)).toBeLessThanOrEqual(1_000);
      }),
    );
  });

  it("[NE96] grows with the queue, and is never nothing nor for ever", () => {
    expect(waitOf({ ahead: 3, places: 2, serviceMs: 5_000 })).toBeGreaterThan(
      waitOf({ ahead: 0, places: 2, serviceMs: 5_000 }),
    );
    expect(waitOf({ ahead: 0, places: 40, serviceMs: 10 })).toBe(1_000);
    expect(waitOf({ ahead: 12, places: 0, serviceMs: 60_000 })).toBe(120_000);
  });

  it("[NE96] follows what asks took lately", () => {
    const times = createServiceTimes();
    expect(times.of(model)).toBe(8_000);
    times.took(model, 2_000);
    expect(times.of(model)).toBe(2_000);
    for (let ask = 0; ask < 40; ask += 1) times.took(model, 30_000);
    expect(times.of(model)).toBeGreaterThan(29_000);
    expect(times.of("saltbox/papercut" as ModelId)).toBe(8_000);
  });
});
