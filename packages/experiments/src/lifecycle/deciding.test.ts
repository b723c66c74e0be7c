import { describe, expect, it } from "vitest";
import type { ExperimentDefinition } from "../definition/definition.ts";
import { circumstances, dayMs, exampleDraft, gone, startMs, untilRunning } from "../testing/example-draft.ts";
import { type Command, changeExperiment } from "./change-experiment.ts";

const change = (before: ExperimentDefinition | null, command: Command) =>
  changeExperiment(before, command, circumstances({ atMs: startMs + 90 * dayMs }));
const running = gone(exampleDraft(), ...untilRunning);

describe("[EX24] a decision", () => {
  const stopped = gone(exampleDraft(), ...untilRunning, { action: "stop", because: "over" });
  const decide = (fullDays: number, outcome: "ship" | "stop", variant: string) =>
    change(stopped, {
      action: "decide",
      decision: { outcome, variant, reason: "because", rule: "a rule" },
      fullDays,
    });

  it("ships nothing before seven full days of visitors, however long ago it started", () => {
    expect(decide(6, "ship", "other")).toEqual({ code: "too-early", fullDays: 6, neededDays: 7 });
    expect(decide(7, "ship", "other")).toHaveProperty("definition");
    expect(decide(0, "stop", "control")).toHaveProperty("definition");
  });

  it("names a variant that there is", () => {
    expect(decide(8, "ship", "third")).toEqual({
      code: "unknown-variant",
      variant: "third",
      variants: ["control", "other"],
    });
  });
});

describe("[EX39] the steps of a rollout", () => {
  const rollout = [{ afterMs: dayMs, coverage: 0.5 }];
  const low = { code: "step-too-low", step: 1, coverage: 0.5 };
  const flat = exampleDraft({ coverage: 0.5, rollout });
  const sound = exampleDraft({ coverage: 0.2, rollout });

  it("widen what is written down, started or started again", () => {
    expect(change(null, { action: "create", draft: flat })).toEqual(low);
    expect(change(gone(sound), { action: "edit", draft: flat })).toEqual(low);
    const ready = gone(sound, { action: "submit" }, { action: "approve" });
    expect(change({ ...ready, coverage: 0.5 }, { action: "start" })).toEqual(low);
    expect(change(ready, { action: "start" })).toHaveProperty("definition");
    expect(change(running, { action: "rephase", draft: flat, because: "again" })).toEqual(low);
  });

  it("may lie behind what runs and has widened", () => {
    const widened = { ...gone(sound, ...untilRunning), coverage: 0.5 };
    expect(change(widened, { action: "edit", draft: { ...flat, name: "Better words" } })).toHaveProperty("definition");
  });
});
