import { describe, expect, it } from "vitest";
import { formatElapsed } from "./elapsed.ts";

describe("a length of time", () => {
  it.each([
    [0, "0 ms"],
    [999, "999 ms"],
    [1_000, "1 s"],
    [59_999, "59 s"],
    [60_000, "1 min"],
    [125_000, "2 min 5 s"],
    [3_600_000, "1 h"],
    [5_400_000, "1 h 30 min"],
    [86_400_000, "1 d"],
    [100_800_000, "1 d 4 h"],
  ])("[AD19] of %d ms is %s", (ms, said) => {
    expect(formatElapsed(ms)).toBe(said);
  });
});
