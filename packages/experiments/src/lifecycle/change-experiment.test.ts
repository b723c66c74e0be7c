import { describe, expect, it } from "vitest";
import type { ExperimentDefinition, ExperimentDraft } from "../definition/definition.ts";
import { circumstances, dayMs, exampleDraft, gone, startMs, untilRunning } from "../testing/example-draft.ts";
import { type Action, actions, isPossible } from "./action.ts";
import { type Changed, type Circumstances, type Command, changeExperiment } from "./change-experiment.ts";
import type { Refusal } from "./refusal.ts";
import { sayRefusal } from "./say-refusal.ts";

const change = (
  before: ExperimentDefinition | null,
  command: Command,
  given: Partial<Circumstances> = {},
): Changed | Refusal => changeExperiment(before, command, circumstances(given));

function done(result: Changed | Refusal): Changed {
  if ("code" in result) throw new Error(`refused: ${result.code}`);
  return result;
}

const running = gone(exampleDraft(), ...untilRunning);
/** As it is, with some fields of its draft changed. */
const drafted = ({ ...definition }: ExperimentDefinition, given: Partial<ExperimentDraft>): ExperimentDraft =>
  exampleDraft({ key: definition.key, ...given });

describe("[EX21] the life of an experiment", () => {
  it("goes from a draft through a review to a start, and each step is a revision", () => {
    const draft = gone(exampleDraft());
    expect(draft).toMatchObject({ state: "draft", revision: 1, author: "stf_ada", reviewer: null, phases: [] });
    const ready = gone(exampleDraft(), { action: "submit" }, { action: "approve" });
    expect(ready).toMatchObject({ state: "ready", revision: 3, reviewer: "stf_ada" });
    expect(running).toMatchObject({ state: "running", revision: 4, phase: 1 });
    expect(running.phases).toEqual([
      {
        startedAtMs: startMs + 3 * dayMs,
        endedAtMs: null,
        weights: [0.5, 0.5],
        because: "the first start",
        caps: { revenue: 9_000_000 },
      },
    ]);
  });

  it("is paused, resumed, stopped, decided and archived; the phase ends when it is stopped", () => {
    const paused = done(change(running, { action: "pause" })).definition;
    expect(paused).toMatchObject({ state: "paused", phase: 1 });
    expect(done(change(paused, { action: "resume" })).definition).toMatchObject({ state: "running", phase: 1 });

    const atMs = startMs + 13 * dayMs;
    const stopped = done(change(running, { action: "stop", because: "it has run its time" }, { atMs })).definition;
    expect(stopped.phases).toMatchObject([{ endedAtMs: atMs, because: "it has run its time" }]);

    const decision = {
      outcome: "ship",
      variant: "other",
      reason: "More keep a picture.",
      rule: "the interval",
    } as const;
    const decided = done(
      change(stopped, { action: "decide", decision, fullDays: 10 }, { atMs, by: "stf_bob" }),
    ).definition;
    expect(decided).toMatchObject({ state: "decided", decision: { ...decision, by: "stf_bob", atMs } });
    expect(done(change(decided, { action: "archive" })).definition.state).toBe("archived");
  });

  it("refuses every action that its table does not name, and says when", () => {
    const commands: Record<Exclude<Action, "create">, Command> = {
      edit: { action: "edit", draft: exampleDraft() },
      submit: { action: "submit" },
      approve: { action: "approve" },
      withdraw: { action: "withdraw" },
      start: { action: "start" },
      pause: { action: "pause" },
      resume: { action: "resume" },
      rephase: { action: "rephase", draft: exampleDraft(), because: "new weights" },
      widen: { action: "widen", coverage: 1 },
      stop: { action: "stop", because: "over" },
      decide: {
        action: "decide",
        decision: { outcome: "stop", variant: "control", reason: "no", rule: "none" },
        fullDays: 0,
      },
      archive: { action: "archive" },
      delete: { action: "delete" },
    };
    for (const state of ["draft", "review", "ready", "running", "paused", "stopped", "decided", "archived"] as const) {
      for (const command of Object.values(commands)) {
        const { action } = command;
        const result = change({ ...running, state }, command);
        const isRefused = "code" in result && result.code === "not-now";
        expect(isRefused, `${action} while ${state}`).toBe(!isPossible(action, state));
        if (isRefused) expect(sayRefusal(result)).toMatch(/^it cannot be/);
        const { to } = actions[action];
        if (!("code" in result) && to !== null) expect(result.definition.state).toBe(to);
      }
    }
  });
});

describe("[EX22] before the start", () => {
  it("everything may change, and what was found good must be looked at again", () => {
    const ready = gone(exampleDraft(), { action: "submit" }, { action: "approve" });
    const draft = drafted(ready, { coverage: 0.2, name: "Another name" });
    const { definition, changes } = done(change(ready, { action: "edit", draft }, { by: "stf_bob" }));
    expect(definition).toMatchObject({ state: "draft", reviewer: null, author: "stf_bob", coverage: 0.2, revision: 4 });
    expect(changes).toEqual([
      { field: "name", before: "An example", after: "Another name" },
      { field: "coverage", before: 1, after: 0.2 },
    ]);
  });

  it("a start needs a plan, visitors, builds that exist and a feature of its own", () => {
    const ready = (given: Partial<ExperimentDraft>) =>
      gone(exampleDraft(given), { action: "submit" }, { action: "approve" });
    const start = (given: Partial<ExperimentDraft>, around: Partial<Circumstances> = {}) =>
      change(ready(given), { action: "start" }, around);
    expect(start({ plan: null })).toEqual({ code: "no-plan" });
    expect(start({}, { traffic: { days: 7, visitors: 0, caps: {} } })).toEqual({ code: "no-traffic", days: 7 });
    expect(start({}, { traffic: null })).toMatchObject({ code: "no-traffic" });

    const other = { ...running, key: "other" };
    expect(start({}, { others: [other] })).toEqual({ code: "feature-taken", feature: "studio.example", by: "other" });
    expect(start({}, { others: [{ ...other, state: "paused" }] })).toMatchObject({ code: "feature-taken" });
    expect(start({}, { others: [{ ...other, state: "stopped" }] })).toHaveProperty("definition");
    expect(start({ feature: "studio.another" }, { others: [other] })).toHaveProperty("definition");

    const builds = (...values: string[]) => ({
      kind: "build" as const,
      variants: values.map((value) => ({ key: value, name: value, value, weight: 1 / values.length })),
    });
    expect(start(builds("current", "airy"))).toEqual({ code: "unknown-build", build: "airy" });
    expect(start(builds("current", "airy"), { builds: ["airy"] })).toHaveProperty("definition");
  });

  it("two of one namespace that would share visitors do not run at once", () => {
    const at = (from: number, to: number) => ({ namespace: { key: "prompt", from, to } });
    const other = { ...running, key: "other", feature: "studio.other", ...at(0.2, 0.5) };
    const start = (from: number, to: number) =>
      change(
        gone(exampleDraft(at(from, to)), { action: "submit" }, { action: "approve" }),
        { action: "start" },
        {
          others: [other],
        },
      );
    expect(start(0.4, 0.9)).toEqual({ code: "namespace-taken", namespace: "prompt", by: "other" });
    expect(start(0, 0.2)).toHaveProperty("definition");
    expect(start(0.5, 1)).toHaveProperty("definition");
  });

  it("a key is taken once, and a time that is over is no schedule", () => {
    expect(change(running, { action: "create", draft: exampleDraft() })).toEqual({ code: "exists", key: "example" });
    const late = exampleDraft({ schedule: { startAtMs: startMs - 1, endAtMs: null } });
    expect(change(null, { action: "create", draft: late })).toEqual({ code: "in-the-past", field: "startAtMs" });
  });

  it("what was never started may be deleted; what was may not", () => {
    expect(change(gone(exampleDraft()), { action: "delete" })).toHaveProperty("definition");
    expect(change({ ...running, state: "draft" }, { action: "delete" })).toEqual({
      code: "started-once",
      key: "example",
    });
    const refusal = change(running, { action: "delete" });
    expect("code" in refusal && sayRefusal(refusal)).toBe(
      "it cannot be deleted while it is running; stop it first, and then archive it",
    );
  });
});

describe("[EX23] while it runs", () => {
  it.each<[string, Partial<ExperimentDraft>]>([
    ["variants", { variants: exampleDraft().variants.map((it, at) => ({ ...it, weight: at === 0 ? 0.9 : 0.1 })) }],
    ["variants", { variants: exampleDraft().variants.map((it) => ({ ...it, value: "new" })) }],
    ["coverage", { coverage: 0.5 }],
    ["targeting", { targeting: { devices: ["phone"] } }],
    ["namespace", { namespace: { key: "prompt", from: 0, to: 0.5 } }],
    ["feature", { feature: "studio.another" }],
    ["sticky", { sticky: false }],
    ["heldOut", { heldOut: false }],
  ])("a change of %s that would move somebody is refused, and a new phase offered", (field, given) => {
    const refusal = change(running, { action: "edit", draft: drafted(running, given) });
    expect(refusal).toEqual({ code: "would-reassign", fields: [field] });
    expect("code" in refusal && sayRefusal(refusal)).toContain("start a new phase with it instead");
  });

  it("a change of what it is judged by is refused, and a new phase offered", () => {
    const measurement = { ...exampleDraft().measurement, primary: "revenue" };
    const refusal = change(running, { action: "edit", draft: drafted(running, { measurement }) });
    expect(refusal).toEqual({ code: "moves-the-goal", fields: ["measurement"] });
    expect("code" in refusal && sayRefusal(refusal)).toContain("start a new phase");
    const plan = { visitors: 90_000, days: 60, effect: 0.01 };
    expect(change(running, { action: "edit", draft: drafted(running, { plan }) })).toMatchObject({ fields: ["plan"] });
  });

  it("words, the end, a further segment and a higher coverage may change, and it runs on", () => {
    const partly = { ...running, coverage: 0.3 };
    const measurement = { ...exampleDraft().measurement, segments: ["phones"] };
    const variants = exampleDraft().variants.map((it) => ({ ...it, name: `${it.name}!` }));
    const schedule = { startAtMs: null, endAtMs: startMs + 90 * dayMs };
    const draft = drafted(partly, { coverage: 0.6, hypothesis: "Better words.", measurement, variants, schedule });
    const { definition, changes } = done(change(partly, { action: "edit", draft }));
    expect(definition).toMatchObject({ state: "running", phase: 1, coverage: 0.6, author: running.author });
    expect(changes.map(({ field }) => field)).toEqual([
      "hypothesis",
      "variants",
      "coverage",
      "measurement",
      "schedule",
    ]);
  });

  it("coverage is raised and never lowered", () => {
    const partly = { ...running, coverage: 0.3 };
    expect(done(change(partly, { action: "widen", coverage: 0.5 })).definition.coverage).toBe(0.5);
    expect(change(partly, { action: "widen", coverage: 0.2 })).toEqual({
      code: "would-reassign",
      fields: ["coverage"],
    });
  });

  it("a new phase ends the one before, may change all but where it is, and starts at one instant", () => {
    const variants = exampleDraft().variants.map((it, at) => ({ ...it, weight: at === 0 ? 0.9 : 0.1 }));
    const draft = drafted(running, { variants, feature: "studio.another", coverage: 0.2 });
    const atMs = startMs + 20 * dayMs;
    const { definition } = done(change(running, { action: "rephase", draft, because: "fewer at risk" }, { atMs }));
    expect(definition).toMatchObject({ state: "running", phase: 2, feature: "studio.example", coverage: 0.2 });
    expect(definition.phases).toMatchObject([
      { endedAtMs: atMs, weights: [0.5, 0.5] },
      { startedAtMs: atMs, endedAtMs: null, weights: [0.9, 0.1], because: "fewer at risk" },
    ]);
    expect(change(running, { action: "rephase", draft, because: "x" }, { traffic: null })).toMatchObject({
      code: "no-traffic",
    });
  });
});
