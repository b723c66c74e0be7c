import type { ExperimentDefinition } from "../definition/definition.ts";
import type { Command } from "../lifecycle/change-experiment.ts";

/** What the guardrails of an experiment say at a moment. */
export type Guards = {
  /** The result is withheld, so nothing can be said of them. */
  readonly withheld: boolean;
  /** Metrics that surely became worse by more than is borne. */
  readonly broken: readonly string[];
};

/** What the clock alone asks for: a start that was found good, or an end. */
export function dueByTime({ state, schedule, phases }: ExperimentDefinition, atMs: number): Command | null {
  const { startAtMs, endAtMs } = schedule;
  const isOver = endAtMs !== null && endAtMs <= atMs;
  if (state === "ready") return startAtMs !== null && startAtMs <= atMs && !isOver ? { action: "start" } : null;
  // An end that lay before this phase was meant for an earlier one.
  const isOfThisPhase = endAtMs !== null && endAtMs > (phases.at(-1)?.startedAtMs ?? 0);
  return isOver && isOfThisPhase && isUnderWay(state) ? { action: "stop", because: "its scheduled end" } : null;
}

/**
 * The step of the rollout that is due, as if its guardrails held; null if none is. `movedMs` is when visitors last came to
 * it or more of them did (a start, a step, a resumption): however late a step is, it leaves the guardrails as long to
 * speak as was planned.
 */
export function dueStep(
  { state, phases, rollout, coverage }: ExperimentDefinition,
  { atMs, movedMs }: { readonly atMs: number; readonly movedMs: number },
): number | null {
  const startedAtMs = phases.at(-1)?.startedAtMs;
  const index = rollout.findIndex((step) => step.coverage > coverage);
  const step = rollout[index];
  if (state !== "running" || startedAtMs === undefined || step === undefined) return null;
  const waitMs = step.afterMs - (rollout[index - 1]?.afterMs ?? 0);
  return startedAtMs + step.afterMs <= atMs && movedMs + waitMs <= atMs ? step.coverage : null;
}

/** What guardrails ask for: to stop where one broke, and to go on with the rollout only where none did. */
export function dueByGuards(
  { state }: Pick<ExperimentDefinition, "state">,
  { withheld, broken }: Guards,
  step: number | null,
): Command | null {
  if (state !== "running") return null;
  if (broken.length > 0) return { action: "stop", because: `a guardrail broke: ${broken.join(", ")}` };
  return step === null || withheld ? null : { action: "widen", coverage: step };
}

const isUnderWay = (state: ExperimentDefinition["state"]): boolean => state === "running" || state === "paused";
