import type { Cohort } from "./change.ts";
import type { Trajectory } from "./visitor-weeks.ts";
import { journeyLevels } from "./week-code.ts";

/** Whole weeks, both included. */
export type Period = { readonly first: number; readonly last: number };

const cohorts = ["elsewhere", "image-studio", "chat", "both"] as const;

/** By app, what visitor-weeks of a period came to, for the attribution of a change: nested gates, then paid requests. */
export function cohortsOf(trajectories: readonly Trajectory[], { first, last }: Period): readonly Cohort[] {
  const weeks = trajectories.flatMap(({ visitors, weeks }) =>
    weeks.filter(({ week, level }) => level > 0 && week >= first && week <= last).map((own) => ({ ...own, visitors })),
  );
  return cohorts.flatMap((cohort, apps) => {
    const own = weeks.filter((it) => it.apps === apps);
    const at = (level: number) => own.reduce((sum, it) => sum + (it.level >= level ? it.visitors : 0), 0);
    const amount = own.reduce((sum, { visitors, purchased }) => sum + visitors * purchased, 0);
    const passed = journeyLevels.slice(1).map((_, place) => at(place + 2));
    return own.length === 0 ? [] : [{ cohort, entered: at(1), passed, amount }];
  });
}

/** Visitors active in the period before, and those of them who are active in this one. */
export function usageOf(
  trajectories: readonly Trajectory[],
  before: Period,
  now: Period,
): { readonly active: number; readonly returned: number } {
  const isActive = ({ weeks }: Trajectory, { first, last }: Period) =>
    weeks.some(({ week, served }) => served > 0 && week >= first && week <= last);
  const active = trajectories.filter((it) => isActive(it, before));
  const count = (those: readonly Trajectory[]) => those.reduce((sum, { visitors }) => sum + visitors, 0);
  return { active: count(active), returned: count(active.filter((it) => isActive(it, now))) };
}
