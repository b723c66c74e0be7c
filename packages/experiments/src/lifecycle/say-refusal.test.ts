import { describe, expect, it } from "vitest";
import { states } from "../definition/definition.ts";
import { type Action, actions, isPossible } from "./action.ts";
import { type Refusal, RefusedError, readRefusal } from "./refusal.ts";
import { sayNotNow } from "./say-not-now.ts";
import { sayRefusal } from "./say-refusal.ts";

/** One of each; a new code fails to compile here. */
const refusals: { readonly [C in Refusal["code"]]: Extract<Refusal, { code: C }> } = {
  unknown: { code: "unknown", key: "panel" },
  exists: { code: "exists", key: "panel" },
  outdated: { code: "outdated", revision: 4 },
  "not-now": { code: "not-now", action: "start", state: "draft" },
  "started-once": { code: "started-once", key: "panel" },
  "would-reassign": { code: "would-reassign", fields: ["coverage", "sticky"] },
  "moves-the-goal": { code: "moves-the-goal", fields: ["plan"] },
  "feature-taken": { code: "feature-taken", feature: "studio.panel", by: "other" },
  "namespace-taken": { code: "namespace-taken", namespace: "prompt", by: "other" },
  "no-plan": { code: "no-plan" },
  "no-traffic": { code: "no-traffic", days: 28 },
  "unknown-build": { code: "unknown-build", build: "airy" },
  "step-too-low": { code: "step-too-low", step: 2, coverage: 0.5 },
  "too-early": { code: "too-early", fullDays: 3, neededDays: 7 },
  "unknown-variant": { code: "unknown-variant", variant: "third", variants: ["control", "other"] },
  "in-the-past": { code: "in-the-past", field: "endAtMs" },
};

const toDo: { readonly [C in Refusal["code"]]: string } = {
  unknown: "choose one from the list",
  exists: "choose another key",
  outdated: "read it again",
  "not-now": "submit it for review first",
  "started-once": "archive it instead",
  "would-reassign": "start a new phase with it instead",
  "moves-the-goal": "start a new phase with it instead",
  "feature-taken": "stop that one first, or use another feature",
  "namespace-taken": "choose a free range",
  "no-plan": "say for which effect and for how long it is to run before it starts",
  "no-traffic": "widen its targeting or bring visitors first",
  "unknown-build": "make it with pnpm variant build",
  "step-too-low": "let the step cover more, or leave it out",
  "too-early": "stay with control, or start a new phase that runs longer",
  "unknown-variant": "choose one of control, other",
  "in-the-past": "choose a later time, or do it by hand",
};

describe("[EX38] a refusal", () => {
  it.each(Object.values(refusals))("says why and what to do: $code", (refusal) => {
    const [why, what, ...more] = sayRefusal(refusal).split("; ");
    expect(what).toBe(toDo[refusal.code]);
    expect(more).toEqual([]);
    expect(why?.length).toBeGreaterThan(12);
    // Every fact that it carries is said, but for names of our own and shares, which have words.
    const { code: _, ...facts } = refusal;
    const said = Object.entries(facts).filter(([name]) => !["action", "state", "field", "coverage"].includes(name));
    for (const fact of said.flatMap(([, value]) => value)) expect(sayRefusal(refusal)).toContain(String(fact));
  });

  it("of what is not possible now says what is, for every action in every state", () => {
    const said = new Map<string, string>();
    for (const action of Object.keys(actions) as Action[]) {
      for (const state of states.filter((it) => !isPossible(action, it))) {
        const [why, what, ...more] = sayNotNow(action, state).split("; ");
        expect(why, `${action} while ${state}`).toMatch(/^it cannot be .+ while it is .+$/);
        expect(what, `${action} while ${state}`).toMatch(
          /^(approve|archive|create|decide|delete|edit|leave|let|resume|start|stop|submit) /,
        );
        expect(more).toEqual([]);
        said.set(`${action} while ${state}`, what ?? "");
      }
    }
    expect(said.size).toBe(14 * 8 - Object.values(actions).reduce((sum, { from }) => sum + from.length, 0));
    // What is advised is possible there.
    const advised = {
      approve: "approve",
      archive: "archive",
      decide: "decide",
      delete: "delete",
      edit: "edit",
    } as const;
    const more = { resume: "resume", "start a new phase": "rephase", stop: "stop", submit: "submit" } as const;
    for (const [at, what] of said) {
      const state = states.find((it) => at.endsWith(` while ${it}`));
      const known = Object.entries({ ...advised, ...more }).find(([words]) => what.startsWith(words));
      const action = known?.[1] ?? (/^start it/.test(what) ? "start" : null);
      if (action && state) expect(isPossible(action, state), `${at}: ${what}`).toBe(true);
    }
  });

  it("is read from a wire as it was, and as none where it is not one that we know", () => {
    for (const refusal of Object.values(refusals)) {
      expect(readRefusal(JSON.parse(JSON.stringify(refusal)))).toEqual(refusal);
      expect(readRefusal({ ...refusal, newer: "fact" })).toEqual(refusal);
    }
    for (const told of [
      null,
      undefined,
      "no-plan",
      [],
      { code: "of-tomorrow" },
      { code: "exists" },
      { code: "exists", key: 5 },
    ]) {
      expect(readRefusal(told), JSON.stringify(told)).toBeNull();
    }
    expect(readRefusal({ code: "not-now", action: "explode", state: "draft" })).toBeNull();
  });

  it("has its words for people and its facts for programs as an error", () => {
    const error = new RefusedError(refusals.exists);
    expect([error.message, error.refusal]).toEqual([sayRefusal(refusals.exists), refusals.exists]);
  });
});
