import type { ExperimentDefinition } from "@flywheel/experiments";
import { apps } from "@flywheel/vocabulary/apps";

/** Where somebody sees a variant whatever chance would give them: GrowthBook's own way, the experiment's key and an index. */
export function forceLink({ app, key }: Pick<ExperimentDefinition, "app" | "key">, index: number): string {
  const { path } = apps[app];
  return `${path === "/" ? "" : path}/?${key}=${index}`;
}

/** Whether such a link shows anything now: what is looked at before its start, and what runs. A holdout opens others. */
export const showsByLink = ({ state, kind }: Pick<ExperimentDefinition, "state" | "kind">): boolean =>
  state === "running" || ((state === "review" || state === "ready") && kind !== "holdout");
