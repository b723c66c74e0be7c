import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { never } from "../testing/open-network.ts";
import { atSpeedOf, createPause, type Pause } from "./pause.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("work at a node", () => {
  it("[NE98] takes as much longer as the node is slower, from one pause to the next", async () => {
    const waits: number[] = [];
    const pause: Pause = async (ms) => void waits.push(ms);
    let percent = 100;
    const slowed = atSpeedOf({ speedPercent: () => percent }, pause);
    await slowed(400, never);
    percent = 25;
    await slowed(400, never);
    percent = 0;
    await slowed(4, never);
    expect(waits).toEqual([400, 1_600, 400]);
  });

  it("[NE98] ends at once when its node vanishes, however slow it is", async () => {
    const presence = new AbortController();
    const ended = vi.fn();
    void atSpeedOf({ speedPercent: () => 10 }, createPause(1))(1_000, presence.signal).then(ended);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(ended).not.toHaveBeenCalled();
    presence.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(ended).toHaveBeenCalledOnce();
  });

  it("[NE98] waits for nothing at pace 0", async () => {
    await atSpeedOf({ speedPercent: () => 1 }, createPause(0))(60_000, never);
  });
});
