import type { Action } from "@flywheel/experiments";

/** A record, so that a new action fails to compile here. */
const done = {
  create: "Created",
  edit: "Edited",
  submit: "Review asked for",
  approve: "Approved",
  withdraw: "Taken back to draft",
  start: "Started",
  pause: "Paused",
  resume: "Resumed",
  rephase: "New phase started",
  widen: "Widened",
  stop: "Stopped",
  decide: "Decided",
  archive: "Archived",
  delete: "Deleted",
} as const satisfies Record<Action, string>;

export const sayDone = (action: Action): string => done[action];

/** The machine's own hands are told from people. */
export function sayHand(by: string): string {
  if (by === "schedule") return "its schedule, by itself";
  if (by === "guardrail") return "a guardrail, by itself";
  return by;
}

/** A value as it was written, short where it is plain. */
export const sayPlain = (value: unknown): string =>
  value === null || value === undefined ? "nothing" : typeof value === "object" ? JSON.stringify(value) : String(value);
