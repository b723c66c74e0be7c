import { describe, expect, it } from "vitest";
import { shareOfIncentives, type Withdrawal } from "./withdrawn.ts";

const minuteMs = 60_000;
/** Ten seconds each: a slot serves six a minute. */
const served = [
  { node: "a", model: "small", busyMs: 100_000, served: 10 },
  { node: "b", model: "large", busyMs: 200_000, served: 20 },
];
const left: Withdrawal = { node: "a", model: null, fromMs: 10 * minuteMs, untilMs: 20 * minuteMs, maxConcurrent: 2 };
const refused = (minute: number, count: number, model = "small", week = 1) => ({ model, minute, week, refused: count });

describe("[DE78] refusals", () => {
  const share = (withdrawals: readonly Withdrawal[], refusals: Parameters<typeof shareOfIncentives>[2], week = 1) =>
    shareOfIncentives(withdrawals, served, refusals)(week);

  it("belong to incentives up to the capacity that withdrew, minute by minute", () => {
    expect(share([left], [refused(12, 10)])).toBe(1);
    expect(share([left], [refused(10, 6), refused(19, 6)])).toBe(1);
    expect(share([left], [refused(12, 48)])).toBeCloseTo(12 / 48, 12);
    expect(share([left], [refused(12, 4), refused(13, 20)])).toBeCloseTo(16 / 24, 12);
    expect(share([left, left], [refused(12, 48)])).toBeCloseTo(24 / 48, 12);
  });

  it("belong to compute before it left, after it came back, and for models that it did not have", () => {
    expect(share([left], [refused(9, 5), refused(20, 5)])).toBe(0);
    expect(share([left], [refused(12, 5, "large")])).toBe(0);
    expect(share([{ ...left, model: "large" }], [refused(12, 5, "large")])).toBe(1);
    expect(share([], [refused(12, 5)])).toBe(0);
  });

  it("are told apart by week, and a week without any has no share", () => {
    const both = [refused(12, 5), refused(30, 5, "small", 2)];
    expect([1, 2, 3].map((week) => share([left], both, week))).toEqual([1, 0, 0]);
  });
});
