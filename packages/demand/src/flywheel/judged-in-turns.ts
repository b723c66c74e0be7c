import { inTurns } from "../asking/turns.ts";
import type { ClosedWeeks } from "./closed-weeks.ts";
import { type JudgedWeek, judgedWeeks } from "./gates.ts";
import type { Trajectory } from "./visitor-weeks.ts";

/** The judged weeks of each, in the order of their trajectories. */
export const judgedInTurns = (
  trajectories: readonly Trajectory[],
  weeks: Pick<ClosedWeeks, "first" | "lastClosed">,
  signal?: AbortSignal,
): Promise<readonly { readonly visitors: number; readonly judged: readonly JudgedWeek[] }[]> =>
  inTurns(trajectories, (it) => ({ visitors: it.visitors, judged: judgedWeeks(it, weeks) }), signal);
