import type { ExperimentState } from "@flywheel/experiments";

/** In the order of the list: what runs first. A record, so that a new state fails to compile here. */
export const stateWords = {
  running: { title: "Running", color: "pine" },
  paused: { title: "Paused", color: "amber" },
  review: { title: "In review", color: "blue" },
  ready: { title: "Ready to start", color: "blue" },
  draft: { title: "Drafts", color: "gray" },
  stopped: { title: "Stopped, to be decided", color: "amber" },
  decided: { title: "Decided", color: "plum" },
  archived: { title: "Archived", color: "gray" },
} as const satisfies Record<ExperimentState, { readonly title: string; readonly color: string }>;

export const statesInOrder = Object.keys(stateWords) as ExperimentState[];

export const stateBadge = (state: ExperimentState): string =>
  ({ draft: "Draft", stopped: "Stopped" })[state as string] ?? stateWords[state].title;
