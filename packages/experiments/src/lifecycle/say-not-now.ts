import type { ExperimentState } from "../definition/definition.ts";
import type { Action, actions } from "./action.ts";

/** Why an action is not possible in a state, and what to do instead. */
export function sayNotNow(action: Action, state: ExperimentState): string {
  const advice: Partial<Record<ExperimentState, string>> = instead[action];
  return `it cannot be ${participles[action]} while it is ${stateNames[state]}; ${advice[state] ?? "read it again"}`;
}

/** For every state in which an action is not possible: a new action or state fails to compile here. */
type Instead = {
  readonly [A in Action]: Readonly<Record<Exclude<ExperimentState, (typeof actions)[A]["from"][number]>, string>>;
};

const copyIt = "create a new experiment instead";
const decidedForGood = { decided: copyIt, archived: copyIt };
const isOver = { stopped: "start a new phase", ...decidedForGood };
const toBeStarted = { draft: "submit it for review first", review: "approve it first", ready: "start it first" };
const afterReview = {
  running: "start a new phase with the change",
  paused: "start a new phase with the change",
  ...isOver,
};

const instead: Instead = {
  create: {
    ...{ draft: "edit it", review: "edit it", ready: "edit it", running: "edit it", paused: "edit it" },
    ...isOver,
  },
  edit: { stopped: "start a new phase with the change", ...decidedForGood },
  submit: { review: "approve it", ready: "start it", ...afterReview },
  approve: { draft: "submit it for review first", ready: "start it", ...afterReview },
  withdraw: { draft: "edit it as it is", running: "stop it", paused: "stop it", ...isOver },
  start: {
    draft: toBeStarted.draft,
    review: toBeStarted.review,
    running: "start a new phase to begin again",
    paused: "resume it",
    ...isOver,
  },
  pause: { ...toBeStarted, paused: "resume it, or stop it", ...isOver },
  resume: { ...toBeStarted, running: "let it run", ...isOver },
  rephase: { ...toBeStarted, ...decidedForGood },
  widen: {
    ...{ draft: "edit its coverage", review: "edit its coverage", ready: "edit its coverage" },
    paused: "resume it first",
    ...isOver,
  },
  stop: {
    ...{ draft: "delete it", review: "delete it", ready: "delete it" },
    stopped: "decide it",
    decided: "archive it",
    archived: "leave it",
  },
  decide: {
    ...toBeStarted,
    running: "stop it first",
    paused: "stop it first",
    ...decidedForGood,
  },
  archive: { running: "stop it first", paused: "stop it first", archived: "leave it" },
  delete: {
    running: "stop it first, and then archive it",
    paused: "stop it first, and then archive it",
    stopped: "archive it",
    decided: "archive it",
    archived: "leave it, because its results are evidence",
  },
};

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
