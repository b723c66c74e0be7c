import type { VisitorId } from "@flywheel/vocabulary";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exampleBrowser } from "./examples.ts";
import { createIntakeLimits } from "./intake-limits.ts";
import type { Sender } from "./sender.ts";

const neighbour = (index: number): Sender => ({ ...exampleBrowser, visitorId: `vis_neighbour${index}` as VisitorId });
const server: Sender = { kind: "server", app: null, simulated: false };

describe("the limits of intake", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const taker = (batchesPerMinute: number) => {
    const limits = createIntakeLimits({ batchesPerMinute });
    return async (sender: Sender, events = 1, times = 1) => {
      const outcomes = [];
      for (let time = 0; time < times; time += 1) outcomes.push((await limits.take(sender, events)).outcome);
      return outcomes.filter((outcome) => outcome === "within").length;
    };
  };

  it("[TE103] holds a visitor to so many batches a minute, and says how long to wait", async () => {
    const limits = createIntakeLimits({ batchesPerMinute: 3 });
    for (let batch = 0; batch < 3; batch += 1)
      expect(await limits.take(exampleBrowser, 1)).toEqual({ outcome: "within" });
    vi.advanceTimersByTime(20_000);
    expect(await limits.take(exampleBrowser, 1)).toEqual({ outcome: "over", of: "visitor", retryAfterMs: 40_000 });
    vi.advanceTimersByTime(40_000);
    expect(await limits.take(exampleBrowser, 1)).toEqual({ outcome: "within" });
  });

  it("[TE103] holds a visitor to twenty times as many events", async () => {
    const take = taker(10);
    expect(await take(exampleBrowser, 100, 3)).toBe(2);
  });

  it("[TE103] holds a range to ten times a visitor, and other ranges are free", async () => {
    const take = taker(2);
    let within = 0;
    for (let index = 0; index < 15; index += 1) within += await take(neighbour(index), 1, 2);
    expect(within).toBe(20);
    expect(await take({ ...exampleBrowser, range: "another" })).toBe(1);
  });

  it("[TE105] does not let one visitor use up what the range may send", async () => {
    const take = taker(2);
    expect(await take(exampleBrowser, 1, 500)).toBe(2);
    expect(await take(neighbour(1), 1, 2)).toBe(2);
  });

  it("[TE103] exempts senders with a write key", async () => {
    expect(await taker(1)(server, 500, 50)).toBe(50);
  });
});
