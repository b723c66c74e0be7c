import { describe, expect, it } from "vitest";
import type { ExperimentDraft } from "../definition/definition.ts";
import { createExperiments } from "../experiments.ts";
import { createMemoryExperimentRegister } from "../memory.ts";
import { exampleDraft, startMs } from "../testing/example-draft.ts";
import { createAutopilot } from "./autopilot.ts";
import type { Guards } from "./due.ts";

const hourMs = 3_600_000;

/** Experiments of a real register, which people took as far as `until`. */
async function stage(drafts: readonly ExperimentDraft[], until: "ready" | "running") {
  let nowMs = startMs;
  const register = createMemoryExperimentRegister();
  const said: string[] = [];
  const asked: string[] = [];
  const guards = new Map<string, Guards | Error>();
  let visitors = 500;
  const experiments = createExperiments({
    register,
    now: () => nowMs,
    trafficOf: async () => ({ days: 7, visitors, caps: {} }),
    buildsOf: async () => [],
  });
  const open = () =>
    createAutopilot({
      experiments,
      now: () => nowMs,
      log: (line) => void said.push(line),
      async guardsOf({ key }) {
        asked.push(key);
        const told = guards.get(key) ?? { withheld: false, broken: [] };
        if (told instanceof Error) throw told;
        return told;
      },
    });
  for (const draft of drafts) {
    const steps = [
      { action: "create", draft },
      { action: "submit" },
      { action: "approve" },
      { action: "start" },
    ] as const;
    for (const [revision, command] of (until === "running" ? steps : steps.slice(0, 3)).entries()) {
      const done = await experiments.change({ key: draft.key, revision, command, by: "stf_a" });
      if (done.outcome === "refused") throw new Error(done.refusal.code);
    }
  }
  return {
    experiments,
    open,
    autopilot: open(),
    guards,
    said,
    asked,
    goTo: (atMs: number) => {
      nowMs = atMs;
    },
    comeToNobody: () => {
      visitors = 0;
    },
    stateOf: async (key: string) => (await experiments.get(key))?.state,
    coverageOf: async (key: string) => (await experiments.get(key))?.coverage,
    lastOf: async (key: string) => {
      const [last] = await experiments.history(key);
      return last && { by: last.by, action: last.action, note: last.note, atMs: last.atMs };
    },
    lengthOf: async (key: string) => (await experiments.history(key)).length,
  };
}

const named = (key: string, given: Partial<ExperimentDraft> = {}) =>
  exampleDraft({ key, feature: `f.${key}`, ...given });

describe("[EX45] what is due", () => {
  const schedule = { startAtMs: startMs + hourMs, endAtMs: startMs + 9 * hourMs };

  it("is done at its time, once, and stands in the history", async () => {
    const { autopilot, goTo, stateOf, lastOf, lengthOf } = await stage([named("a", { schedule }), named("b")], "ready");
    await autopilot.keepTime();
    expect(await stateOf("a")).toBe("ready");

    goTo(startMs + hourMs);
    await autopilot.keepTime();
    expect([await stateOf("a"), await stateOf("b")]).toEqual(["running", "ready"]);
    expect(await lastOf("a")).toEqual({ by: "schedule", action: "start", note: null, atMs: startMs + hourMs });
    const length = await lengthOf("a");
    await autopilot.keepTime();
    expect(await lengthOf("a")).toBe(length);

    goTo(startMs + 9 * hourMs);
    await autopilot.keepTime();
    await autopilot.keepTime();
    const note = "its scheduled end";
    expect(await lastOf("a")).toEqual({ by: "schedule", action: "stop", note, atMs: startMs + 9 * hourMs });
    expect(await lengthOf("a")).toBe(length + 1);
  });

  it("is done once by two servers at once", async () => {
    const { open, goTo, lengthOf, stateOf, said } = await stage([named("a", { schedule })], "ready");
    const before = await lengthOf("a");
    goTo(startMs + hourMs);
    await Promise.all([open().keepTime(), open().keepTime(), open().keepTime()]);
    expect([await stateOf("a"), await lengthOf("a")]).toEqual(["running", before + 1]);
    expect(said).toEqual([]);
  });

  it("is said once where it is refused, and done when it can be", async () => {
    const { autopilot, goTo, comeToNobody, said, stateOf } = await stage([named("a", { schedule })], "ready");
    comeToNobody();
    goTo(startMs + hourMs);
    for (let turn = 0; turn < 3; turn += 1) await autopilot.keepTime();
    expect(said).toEqual(['experiment "a" could not follow its schedule (start: no-traffic)']);
    expect(await stateOf("a")).toBe("ready");
  });
});

describe("[EX46] a rollout and its guardrails", () => {
  const rollout = [
    { afterMs: hourMs, coverage: 0.5 },
    { afterMs: 2 * hourMs, coverage: 1 },
  ];
  const draft = named("a", { coverage: 0.1, rollout });

  it("goes on step by step while none is broken", async () => {
    const { autopilot, goTo, coverageOf, lastOf } = await stage([draft], "running");
    const seen: unknown[] = [];
    for (const afterMs of [0, hourMs, hourMs + 1, 2 * hourMs, 9 * hourMs]) {
      goTo(startMs + afterMs);
      await autopilot.keepGuards();
      seen.push(await coverageOf("a"));
    }
    expect(seen).toEqual([0.1, 0.5, 0.5, 1, 1]);
    expect(await lastOf("a")).toMatchObject({ by: "schedule", action: "widen", atMs: startMs + 2 * hourMs });
  });

  it("waits a whole step after it was late, or paused", async () => {
    const { autopilot, experiments, goTo, coverageOf } = await stage([draft], "running");
    goTo(startMs + 50 * hourMs);
    await autopilot.keepGuards();
    await autopilot.keepGuards();
    expect(await coverageOf("a")).toBe(0.5);
    goTo(startMs + 50.9 * hourMs);
    for (const action of ["pause", "resume"] as const) {
      const { revision = 0 } = (await experiments.get("a")) ?? {};
      await experiments.change({ key: "a", revision, command: { action }, by: "stf_a" });
    }
    goTo(startMs + 51.8 * hourMs);
    await autopilot.keepGuards();
    expect(await coverageOf("a")).toBe(0.5);
    goTo(startMs + 51.9 * hourMs);
    await autopilot.keepGuards();
    expect(await coverageOf("a")).toBe(1);
  });

  it("ends when one broke, with the reason, and does not come back", async () => {
    const { autopilot, guards, goTo, stateOf, coverageOf, lastOf } = await stage([draft], "running");
    guards.set("a", { withheld: false, broken: ["page-broke"] });
    goTo(startMs + hourMs);
    await autopilot.keepGuards();
    const note = "a guardrail broke: page-broke";
    expect(await lastOf("a")).toEqual({ by: "guardrail", action: "stop", note, atMs: startMs + hourMs });
    goTo(startMs + 9 * hourMs);
    await autopilot.keepGuards();
    await autopilot.keepTime();
    expect([await stateOf("a"), await coverageOf("a")]).toEqual(["stopped", 0.1]);
  });

  it("is looked at only where something depends on it", async () => {
    const { measurement } = draft;
    const unguarded = named("b", { measurement: { ...measurement, guardrails: [] } });
    const { autopilot, asked } = await stage([draft, unguarded], "running");
    await autopilot.keepGuards();
    expect(asked).toEqual(["a"]);
  });
});

it("[EX47] one that fails holds up no other, and is told", async () => {
  const keys = ["a", "b", "c"];
  const { autopilot, guards, stateOf } = await stage(
    keys.map((key) => named(key)),
    "running",
  );
  guards.set("a", new Error("the projection is away"));
  for (const key of ["b", "c"]) guards.set(key, { withheld: false, broken: ["page-broke"] });
  await expect(autopilot.keepGuards()).rejects.toThrow(AggregateError);
  expect(await Promise.all(keys.map(stateOf))).toEqual(["running", "stopped", "stopped"]);
});
