import type { ExperimentDefinition } from "@flywheel/experiments";

const graceMs = 30 * 86_400_000;

/** Decided longer than thirty days ago and not archived: the losing code and the flag are still there. */
export const leftOver = (
  experiments: readonly ExperimentDefinition[],
  nowMs: number,
): readonly ExperimentDefinition[] =>
  experiments.filter(
    ({ state, decision }) => state === "decided" && decision !== null && nowMs - decision.atMs > graceMs,
  );

/** Since when it is in its state, as far as the definition tells; null where it was never started. */
export function sinceOf({ state, phases, decision }: ExperimentDefinition): number | null {
  if (decision !== null && (state === "decided" || state === "archived")) return decision.atMs;
  const phase = phases.at(-1);
  return phase ? (phase.endedAtMs ?? phase.startedAtMs) : null;
}
