import type { EventId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { createRecentIds } from "./recent-ids.ts";

const event = (number: number, visitorKey = 1n) => ({ id: `evt_${number}` as EventId, visitorKey });
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe("the ids of the newest events", () => {
  it("[ST60] are remembered for at least one generation and for at most two", () => {
    const recent = createRecentIds(10);
    for (const number of numbers(0, 35)) {
      recent.add(event(number));
      for (const newer of numbers(Math.max(0, number - 9), number + 1)) expect(recent.has(event(newer))).toBe(true);
    }
    expect(numbers(0, 35).filter((number) => recent.has(event(number)))).toEqual(numbers(20, 35));
  });

  it("[ST60] are a visitor's own: the same id of another is another event", () => {
    const recent = createRecentIds();
    recent.add(event(1, 1n));
    expect(recent.has(event(1, 2n))).toBe(false);
    recent.remove(event(1, 2n));
    expect(recent.has(event(1, 1n))).toBe(true);
  });

  it("[ST60] are forgotten one by one, in either generation, and all at once", () => {
    const recent = createRecentIds(2);
    for (const number of numbers(0, 3)) recent.add(event(number));
    for (const number of numbers(0, 3)) {
      recent.remove(event(number));
      expect(recent.has(event(number))).toBe(false);
    }
    recent.add(event(4));
    recent.clear();
    expect(recent.has(event(4))).toBe(false);
  });
});
