import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { generate } from "../generate.ts";
import { estimateEvents } from "./estimate.ts";
import { createProgress } from "./progress.ts";

/** What a terminal or a log would show; a terminal's control sequences left out. */
function screen(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), {
    isTTY,
    columns: 160,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  });
  let text = "";
  stream.on("data", (chunk) => {
    text += chunk;
  });
  return { stream, shown: () => text };
}

const counts = { sent: 30_000, accepted: 29_990, repeated: 0, refused: 10 };

describe("progress", () => {
  it("[SI22] is a bar on a terminal, with events per second and the time left", () => {
    const { stream, shown } = screen(true);
    let nowMs = 0;
    const progress = createProgress({ stream, expected: 120_000, now: () => nowMs });
    nowMs = 2_000;
    progress.show(counts);
    progress.stop();
    expect(shown()).toContain("25% | 30,000 of about 120,000 events | 15,000 events/s | 6 s left, 10 refused");
  });

  it("[SI22] grows when more events come than were expected", () => {
    const { stream, shown } = screen(true);
    const progress = createProgress({ stream, expected: 20_000, now: () => 0 });
    progress.show(counts);
    progress.stop();
    expect(shown()).toContain("100% | 30,000 of about 30,000 events");
  });

  it("[SI22] is a plain line now and then anywhere else", () => {
    const { stream, shown } = screen(false);
    let nowMs = 0;
    const progress = createProgress({ stream, expected: 15_000_000, now: () => nowMs });
    for (nowMs = 0; nowMs < 12_000; nowMs += 100) progress.show(counts);
    progress.stop();
    expect(shown().split("\n")).toEqual([
      "30,000 of about 15,000,000 events, 6,000 events/s, 41 min 35 s left, 10 refused",
      "30,000 of about 15,000,000 events, 3,000 events/s, 1 h 23 min left, 10 refused",
      "",
    ]);
  });

  it("[SI23] knows beforehand about how many events will come, and exactly for a thousand visitors", () => {
    const count = (visitors: number) => {
      const population = { seed: 8, visitors, days: 4, startMs: Date.UTC(2026, 0, 5) };
      return { expected: estimateEvents(population), made: [...generate(population)].flat().length };
    };
    const few = count(300);
    expect(few.expected).toBe(few.made);
    const many = count(1_600);
    expect(Math.abs(many.expected / many.made - 1)).toBeLessThan(0.12);
  });
});
