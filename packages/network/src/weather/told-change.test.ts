import type { NodeId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { changeOf } from "./told-change.ts";

const node = "a".repeat(64) as NodeId;
const told = (...[before, after]: [Parameters<typeof changeOf>[1], Parameters<typeof changeOf>[2]]) =>
  changeOf({ node, seed: 1 }, before, after);
const down = { kind: "down", sinceMs: 1_000 } as const;
const slow = { kind: "slow", sinceMs: 500, speedPercent: 40 } as const;
const slower = { kind: "slow", sinceMs: 9_000, speedPercent: 25 } as const;

describe("what there is to tell", () => {
  it("[NE101] is nothing while nothing changes", () => {
    for (const trouble of [null, slow, down]) expect(told(trouble, trouble && { ...trouble })).toBeNull();
  });

  it("[NE101] is what the node came into, or that it came out of it", () => {
    const change = [told(null, slow), told(slow, slower), told(slow, down), told(down, slow), told(down, null)];
    expect(change.map((it) => it?.fact)).toEqual([
      { name: "node.slowed", fields: { node, percent: 40 } },
      { name: "node.slowed", fields: { node, percent: 25 } },
      { name: "node.failed", fields: { node } },
      { name: "node.slowed", fields: { node, percent: 40 } },
      { name: "node.recovered", fields: { node } },
    ]);
  });

  it("[NE101] is about one trouble, whoever sees it begin or end", () => {
    expect(told(null, down)?.about).toBe(told(slow, down)?.about);
    expect(told(down, null)?.about).toBe(told(null, down)?.about);
    expect(told(null, slow)?.about).not.toBe(told(null, slower)?.about);
  });
});
