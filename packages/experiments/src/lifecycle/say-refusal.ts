import { sayStepTooLow } from "../definition/course.ts";
import type { Refusal } from "./refusal.ts";
import { sayNotNow } from "./say-not-now.ts";

/** In words: why, then after a semicolon what to do about it. */
export function sayRefusal(refusal: Refusal): string {
  switch (refusal.code) {
    case "unknown":
      return `there is no experiment "${refusal.key}", or not any more; choose one from the list`;
    case "exists":
      return `there is an experiment "${refusal.key}" already; choose another key`;
    case "outdated":
      return `somebody else changed it since you read it (revision ${refusal.revision} now); read it again`;
    case "not-now":
      return sayNotNow(refusal.action, refusal.state);
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
    case "step-too-low":
      return sayStepTooLow(refusal);
    case "too-early":
      return `${refusal.fullDays} of ${refusal.neededDays} full days are over since its first visitor, and there is no decision before ${refusal.neededDays}, because weekdays differ; stay with control, or start a new phase that runs longer`;
    case "unknown-variant":
      return `it has no variant "${refusal.variant}"; choose one of ${refusal.variants.join(", ")}`;
    case "in-the-past":
      return `${refusal.field === "startAtMs" ? "the start" : "the end"} lies in the past; choose a later time, or do it by hand`;
  }
}
