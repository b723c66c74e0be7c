import type { EventId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { createRecentIds } from "./recent-ids.ts";

const event = (number: number, visitorKey = 1n) => ({ id: `evt_${number}` as EventId, visitorKey });
const written = { done: Promise.resolve() };
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

describe("the ids of the newest events", () => {
  it("[ST60] are remembered for at least one generation and for at most two", () => {
    const recent = createRecentIds(10);
    for (const number of numbers(0, 35)) {
      recent.add(event(number), written);
      for (const newer of numbers(Math.max(0, number - 9), number + 1)) expect(recent.find(event(newer))).toBe(written);
    }
    expect(numbers(0, 35).filter((number) => recent.find(event(number)) !== null)).toEqual(numbers(20, 35));
  });

  it("[ST60] are a visitor's own: the same id of another is another event", () => {
    const recent = createRecentIds();
    recent.add(event(1, 1n), written);
    expect(recent.find(event(1, 2n))).toBeNull();
    recent.remove(event(1, 2n));
    expect(recent.find(event(1, 1n))).toBe(written);
  });

  it("[ST60] are forgotten one by one, in either generation, and all at once", () => {
    const recent = createRecentIds(2);
    for (const number of numbers(0, 3)) recent.add(event(number), written);
    for (const number of numbers(0, 3)) {
      recent.remove(event(number));
      expect(recent.find(event(number))).toBeNull();
    }
    recent.add(event(4), written);
    recent.clear();
    expect(recent.find(event(4))).toBeNull();
  });
});
