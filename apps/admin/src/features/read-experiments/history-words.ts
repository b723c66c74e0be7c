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

/** The machine's own hands are told from people; an id is told to nobody. */
export function sayHand({ by, byName }: { readonly by: string; readonly byName: string | null }): string {
  if (by === "schedule") return "its schedule, by itself";
  if (by === "guardrail") return "a guardrail, by itself";
  if (by === "flywheel") return "Flywheel, as an example to begin with";
  return byName ?? "somebody who is no longer here";
}
