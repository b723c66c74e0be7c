import type { NodeCard } from "@flywheel/api/type";
import { describe, expect, it } from "vitest";
import { sayPlaces, saySpeeds, standingOf } from "./node-words.ts";

const node: NodeCard = {
  id: "a".repeat(64),
  name: "Alder",
  enabled: true,
  isActive: true,
  condition: "well",
  speedPercent: 100,
  busy: 1,
  busyWithOthers: 3,
  maxConcurrent: 8,
  tokensPerSecond: 160,
  imagesPerMinute: 0,
  models: [],
  lastHeartbeatMs: 0,
  costMicroUsdPerHour: 1_200_000,
};

describe("a node in words", () => {
  it.each([
    [{}, "Well"],
    [{ condition: "slow", speedPercent: 35 }, "Slow: 35 % of its speed"],
    [{ condition: "down" }, "Does not answer"],
    [{ condition: "down", isActive: false }, "Inactive"],
    [{ isActive: false }, "Waiting for its heartbeat"],
    [{ enabled: false, condition: "down" }, "Disabled"],
  ] as const)("[AD32] that is %j stands as: %s", (changed, words) => {
    expect(standingOf({ ...node, ...changed }).words).toBe(words);
  });

  it("[AD32] has its places told apart, and promises only what it can do", () => {
    expect(sayPlaces(node)).toBe("4 of 8 taken: 1 by us, 3 by others");
    expect(saySpeeds(node)).toBe("160 tokens a second");
    expect(saySpeeds({ ...node, imagesPerMinute: 24 })).toBe("160 tokens a second, 24 pictures a minute");
    expect(saySpeeds({ ...node, tokensPerSecond: 0, imagesPerMinute: 40 })).toBe("40 pictures a minute");
  });
});
