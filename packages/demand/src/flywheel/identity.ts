import { inTurns } from "../asking/turns.ts";
import { type ClosedWeeks, firstWithPast } from "./closed-weeks.ts";
import type { Link } from "./links.ts";
import { activeWeeksAmong } from "./offspring.ts";
import type { Trajectory } from "./visitor-weeks.ts";

export type Origin = "kept" | "resurrected" | "referred" | "arrived";
export type Counted = Readonly<Record<"active" | Origin, number>>;

export type IdentityWeek = {
  readonly week: number;
  readonly visitors: Counted;
  /** Purchased credits settled in the week, by those who were active in it. */
  readonly credits: Counted;
  /** Settled by those who were not: an answer that was stopped is paid for and not served. */
  readonly creditsOfInactive: number;
};

export type IdentityAsked = Pick<ClosedWeeks, "firstWhole" | "first" | "lastClosed"> & {
  /** Only who is of this group; who brought them may be of any. */
  readonly group?: string;
};

/**
 * A(t) = kept + resurrected + referred + arrived, for each week from `first` to `lastClosed`, exactly: active the week
 * before; active earlier; new, by somebody's link in time; new otherwise. New means never active within the range read,
 * so nothing is said of weeks before which too little of it is read.
 */
export async function identityOf(
  trajectories: readonly Trajectory[],
  links: readonly Link[],
  seen: IdentityAsked,
  signal?: AbortSignal,
): Promise<readonly IdentityWeek[]> {
  const first = Math.max(seen.first, firstWithPast(seen));
  const weeks = Array.from({ length: seen.lastClosed - first + 1 }, (_, place) => ({
    week: first + place,
    visitors: nobody(),
    credits: nobody(),
    creditsOfInactive: 0,
  }));
  const activeOf = activeWeeksAmong(trajectories, links, "everybody");
  const add = (trajectory: Trajectory): void => {
    const active = activeOf(trajectory);
    for (const [place, { week, credits }] of active.weeks.entries()) {
      const into = weeks[week - first];
      if (into === undefined) continue;
      const before = active.weeks[place - 1]?.week;
      const origin: Origin =
        before === undefined ? (active.brought ? "referred" : "arrived") : before === week - 1 ? "kept" : "resurrected";
      for (const name of ["active", origin] as const) {
        into.visitors[name] += active.visitors;
        into.credits[name] += active.visitors * credits;
      }
    }
    for (const { week, served, credits } of trajectory.weeks) {
      const into = weeks[week - first];
      if (into !== undefined && served === 0) into.creditsOfInactive += active.visitors * credits;
    }
  };
  const { group } = seen;
  await inTurns(group === undefined ? trajectories : trajectories.filter((it) => it.group === group), add, signal);
  return weeks;
}

const nobody = () => ({ active: 0, kept: 0, resurrected: 0, referred: 0, arrived: 0 });
