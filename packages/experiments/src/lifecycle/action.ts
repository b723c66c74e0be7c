import type { ExperimentState } from "../definition/definition.ts";

/** From which states an action is possible, and where it leads; null: the state stays. */
export const actions = {
  create: { from: [], to: "draft" },
  edit: { from: ["draft", "review", "ready", "running", "paused"], to: null },
  submit: { from: ["draft"], to: "review" },
  approve: { from: ["review"], to: "ready" },
  withdraw: { from: ["review", "ready"], to: "draft" },
  start: { from: ["ready"], to: "running" },
  pause: { from: ["running"], to: "paused" },
  resume: { from: ["paused"], to: "running" },
  rephase: { from: ["running", "paused", "stopped"], to: "running" },
  widen: { from: ["running"], to: null },
  stop: { from: ["running", "paused"], to: "stopped" },
  decide: { from: ["stopped"], to: "decided" },
  archive: { from: ["draft", "review", "ready", "stopped", "decided"], to: "archived" },
  delete: { from: ["draft", "review", "ready"], to: null },
} as const satisfies Record<string, { from: readonly ExperimentState[]; to: ExperimentState | null }>;

export type Action = keyof typeof actions;

export const isPossible = (action: Action, state: ExperimentState): boolean =>
  (actions[action].from as readonly ExperimentState[]).includes(state);
