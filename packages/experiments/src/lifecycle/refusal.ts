import type { ExperimentState } from "../definition/definition.ts";
import type { Action } from "./action.ts";

/** What a healthy register says no to. Nothing of these changes anything. */
export type Refusal =
  | { readonly code: "unknown"; readonly key: string }
  | { readonly code: "exists"; readonly key: string }
  | { readonly code: "outdated"; readonly revision: number }
  | { readonly code: "not-now"; readonly action: Action; readonly state: ExperimentState }
  | { readonly code: "started-once"; readonly key: string }
  /** Somebody inside would get another variant, or fall out. A new phase may do it. */
  | { readonly code: "would-reassign"; readonly fields: readonly string[] }
  /** What it is judged by is fixed while it runs. A new phase may change it. */
  | { readonly code: "moves-the-goal"; readonly fields: readonly string[] }
  | { readonly code: "feature-taken"; readonly feature: string; readonly by: string }
  | { readonly code: "namespace-taken"; readonly namespace: string; readonly by: string }
  | { readonly code: "no-plan" }
  | { readonly code: "no-traffic"; readonly days: number }
  | { readonly code: "unknown-build"; readonly build: string }
  | { readonly code: "too-early"; readonly fullDays: number; readonly neededDays: number }
  | { readonly code: "unknown-variant"; readonly variant: string }
  | { readonly code: "in-the-past"; readonly field: "startAtMs" | "endAtMs" };

/** A refusal on its way through code that only knows errors. Its message is for people, its refusal for programs. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";

  constructor(readonly refusal: Refusal) {
    super(sayRefusal(refusal));
  }
}

/** In words, with what to do about it. */
export function sayRefusal(refusal: Refusal): string {
  switch (refusal.code) {
    case "unknown":
      return `there is no experiment "${refusal.key}"`;
    case "exists":
      return `there is an experiment "${refusal.key}" already; choose another key`;
    case "outdated":
      return `somebody else changed it since you read it (revision ${refusal.revision} now); read it again`;
    case "not-now":
      return notNow(refusal.action, refusal.state);
    case "started-once":
      return `"${refusal.key}" was started once, so its results are evidence and stay; archive it instead`;
    case "would-reassign":
      return `changing ${refusal.fields.join(", ")} would move visitors who are inside; start a new phase with it instead`;
    case "moves-the-goal":
      return `${refusal.fields.join(", ")} cannot change while it runs, because a goal that moves proves nothing; start a new phase with it instead`;
    case "feature-taken":
      return `"${refusal.by}" runs on the feature "${refusal.feature}" already; stop that one first, or use another feature`;
    case "namespace-taken":
      return `its range of the namespace "${refusal.namespace}" overlaps with that of "${refusal.by}", so they would share visitors; choose a free range`;
    case "no-plan":
      return "it has no plan; say for which effect and for how long it is to run before it starts";
    case "no-traffic":
      return `nobody whom it aims at came within the last ${refusal.days} days, so it would never end; widen its targeting or bring visitors first`;
    case "unknown-build":
      return `no build "${refusal.build}" of the app is registered; make it with pnpm variant build`;
    case "too-early":
      return `it ran for ${refusal.fullDays} full days; no decision before ${refusal.neededDays}, because weekdays differ`;
    case "unknown-variant":
      return `it has no variant "${refusal.variant}"`;
    case "in-the-past":
      return `${refusal.field === "startAtMs" ? "the start" : "the end"} lies in the past; choose a later time, or do it by hand`;
  }
}

function notNow(action: Action, state: ExperimentState): string {
  if (action === "delete" && (state === "running" || state === "paused")) {
    return "it is running; stop it first, and then archive it";
  }
  return `it cannot be ${participles[action]} while it is ${stateNames[state]}`;
}

const participles = {
  create: "created",
  edit: "edited",
  submit: "submitted for review",
  approve: "approved",
  withdraw: "taken back to a draft",
  start: "started",
  pause: "paused",
  resume: "resumed",
  rephase: "given a new phase",
  widen: "widened",
  stop: "stopped",
  decide: "decided",
  archive: "archived",
  delete: "deleted",
} as const satisfies Record<Action, string>;

const stateNames = {
  draft: "a draft",
  review: "in review",
  ready: "ready to start",
  running: "running",
  paused: "paused",
  stopped: "stopped",
  decided: "decided",
  archived: "archived",
} as const satisfies Record<ExperimentState, string>;
