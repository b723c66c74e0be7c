import { describe, expect, it } from "vitest";
import type { ExperimentDraft } from "../definition/definition.ts";
import { dayMs, exampleDraft, gone, startMs, untilRunning } from "../testing/example-draft.ts";
import { dueByGuards, dueByTime, dueStep } from "./due.ts";

const hourMs = 3_600_000;
/** By `gone`, each command comes a day after the one before it: create, submit, approve, start. */
const readyMs = startMs + 2 * dayMs;
const startedMs = startMs + 3 * dayMs;
const at = (startAtMs: number | null, endAtMs: number | null) => exampleDraft({ schedule: { startAtMs, endAtMs } });
const ready = (draft: ExperimentDraft) => gone(draft, { action: "submit" }, { action: "approve" });
const running = (draft: ExperimentDraft) => gone(draft, ...untilRunning);

describe("[EX42] by the clock", () => {
  it("starts what was found good, at its time and not before", () => {
    const startAtMs = readyMs + hourMs;
    expect(dueByTime(ready(at(startAtMs, null)), startAtMs - 1)).toBeNull();
    expect(dueByTime(ready(at(startAtMs, null)), startAtMs)).toEqual({ action: "start" });
    expect(dueByTime(ready(at(null, null)), startAtMs)).toBeNull();
    for (const commands of [[], [{ action: "submit" }]] as const) {
      expect(dueByTime(gone(at(startAtMs, null), ...commands), startAtMs), "nobody found it good").toBeNull();
    }
  });

  it("does not start what would be over already", () => {
    const draft = at(readyMs + hourMs, readyMs + 2 * hourMs);
    expect(dueByTime(ready(draft), readyMs + 2 * hourMs - 1)).toEqual({ action: "start" });
    expect(dueByTime(ready(draft), readyMs + 2 * hourMs)).toBeNull();
  });

  it("ends what runs or pauses, at its time, and nothing that ended before", () => {
    const endAtMs = startedMs + 8 * dayMs;
    const draft = at(null, endAtMs);
    const stop = { action: "stop", because: "its scheduled end" };
    expect(dueByTime(running(draft), endAtMs - 1)).toBeNull();
    expect(dueByTime(running(draft), endAtMs)).toEqual(stop);
    expect(dueByTime(gone(draft, ...untilRunning, { action: "pause" }), endAtMs)).toEqual(stop);
    expect(dueByTime(gone(draft, ...untilRunning, { action: "stop", because: "x" }), endAtMs)).toBeNull();
    expect(dueByTime(running(at(null, null)), endAtMs)).toBeNull();
  });

  it("leaves alone a phase that began after the end: it was meant for an earlier one", () => {
    const endAtMs = startedMs + dayMs / 2;
    const draft = at(null, endAtMs);
    const again = gone(draft, ...untilRunning, { action: "rephase", draft, because: "again" });
    expect(dueByTime(again, endAtMs + 30 * dayMs)).toBeNull();
  });
});

describe("[EX43] the next step of a rollout", () => {
  const draft = exampleDraft({
    coverage: 0.05,
    rollout: [
      { afterMs: hourMs, coverage: 0.2 },
      { afterMs: 5 * hourMs, coverage: 0.5 },
      { afterMs: 24 * hourMs, coverage: 1 },
    ],
  });
  const wide = (coverage: number) => ({ ...running(draft), coverage });
  const stepAt = (coverage: number, afterMs: number, movedAfterMs: number) =>
    dueStep(wide(coverage), { atMs: startedMs + afterMs, movedMs: startedMs + movedAfterMs });

  it("comes at its time after the start, one at a time", () => {
    expect(stepAt(0.05, hourMs - 1, 0)).toBeNull();
    expect(stepAt(0.05, hourMs, 0)).toBe(0.2);
    expect(stepAt(0.2, 5 * hourMs - 1, hourMs)).toBeNull();
    expect(stepAt(0.2, 5 * hourMs, hourMs)).toBe(0.5);
    expect(stepAt(1, 1_000 * hourMs, 0)).toBeNull();
    expect(stepAt(0.3, 5 * hourMs, hourMs), "a person went between two steps").toBe(0.5);
  });

  it("gives guardrails as long as was planned, also when the step before it came late", () => {
    expect(stepAt(0.05, 100 * hourMs, 0)).toBe(0.2);
    expect(stepAt(0.2, 104 * hourMs - 1, 100 * hourMs)).toBeNull();
    expect(stepAt(0.2, 104 * hourMs, 100 * hourMs)).toBe(0.5);
  });

  it("is for what runs only", () => {
    const paused = { ...wide(0.05), state: "paused" } as const;
    expect(dueStep(paused, { atMs: startedMs + 9 * hourMs, movedMs: startedMs })).toBeNull();
    expect(dueStep(ready(draft), { atMs: startedMs + 9 * hourMs, movedMs: 0 })).toBeNull();
  });
});

describe("[EX44] guardrails", () => {
  const runs = { state: "running" } as const;
  const kept = { withheld: false, broken: [] };

  it("stop what broke one, and name it, whatever step is due", () => {
    const stop = { action: "stop", because: "a guardrail broke: page-broke, latency" };
    for (const step of [null, 0.5]) {
      expect(dueByGuards(runs, { withheld: false, broken: ["page-broke", "latency"] }, step)).toEqual(stop);
    }
  });

  it("let the rollout go on where none is broken, and hold it where nothing can be said", () => {
    expect(dueByGuards(runs, kept, 0.5)).toEqual({ action: "widen", coverage: 0.5 });
    expect(dueByGuards(runs, kept, null)).toBeNull();
    expect(dueByGuards(runs, { withheld: true, broken: [] }, 0.5)).toBeNull();
  });

  it("have no say in what does not run", () => {
    expect(dueByGuards({ state: "paused" }, { withheld: false, broken: ["x"] }, 0.5)).toBeNull();
  });
});
