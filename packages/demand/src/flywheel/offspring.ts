import type { Link } from "./links.ts";
import { type Kind, longestGapWeeks, type Offspring } from "./reproduction.ts";
import type { Trajectory } from "./visitor-weeks.ts";

/** Which weeks count as active, for whom a reproduction number is asked. */
export type Population = "everybody" | "organic-purchasers";

/** Parents are the active weeks in [first, lastClosed]; nothing after the last closed week is known. */
export type Seen = { readonly first: number; readonly lastClosed: number };

/** A visitor's active weeks, in order, each with the visitors that its links brought and the credits that were paid. */
export type ActiveWeeks = {
  readonly visitors: number;
  /** The last week in which they could be seen to be active; without an end for everybody. */
  readonly seenUntil: number;
  /** By somebody's link, in time to count as their offspring. */
  readonly brought: boolean;
  readonly weeks: readonly { readonly week: number; readonly referred: number; readonly credits: number }[];
};

/** Numbers that `offspringOf` needs of a visitor: for each kind at risk and returned by gap, active weeks, referred. */
export const offspringWidth = 2 * (2 * longestGapWeeks + 2);

/**
 * What says of each of the trajectories its active weeks with their referrals. A link counts in the sharer's last active week up to the one in which it was made,
 * once whoever it brought is active within J = `longestGapWeeks` of that week. So a parent's links have had their time when
 * that many weeks after it are closed, whenever in the week they were made.
 */
export function activeWeeksAmong(
  trajectories: readonly Trajectory[],
  links: readonly Link[],
  population: Population,
): (trajectory: Trajectory) => ActiveWeeks {
  const named = new Map(trajectories.flatMap((it) => (it.visitor === null ? [] : [[it.visitor, it] as const])));
  const active = new Map([...named].map(([visitor, it]) => [visitor, activeOf(it, population).weeks]));
  const referred = new Map<string, number>();
  const brought = new Set<string | null>();
  for (const { visitor, sharer, week } of links) {
    const first = active.get(visitor)?.[0];
    const parent = active.get(sharer)?.findLast((own) => own <= week);
    if (first === undefined || parent === undefined || first < parent || first > parent + longestGapWeeks) continue;
    referred.set(`${sharer} ${parent}`, (referred.get(`${sharer} ${parent}`) ?? 0) + 1);
    brought.add(visitor);
  }
  return ({ visitor, visitors, drawnIn, weeks }) => {
    const own = activeOf({ drawnIn, weeks }, population);
    return {
      visitors,
      seenUntil: own.seenUntil,
      brought: brought.has(visitor),
      weeks: own.weeks.map((week) => ({
        week,
        referred: referred.get(`${visitor} ${week}`) ?? 0,
        credits: weeks.find((it) => it.week === week)?.credits ?? 0,
      })),
    };
  };
}

/**
 * Everybody is active in a week in which they were served. Organic purchasers are in one in which they paid, as long as
 * nothing but the answers drew them up to then; what came later cannot be known then and says nothing of it. From the week
 * on in which something else draws them it cannot be seen whether they would have come for the answers alone: that is no
 * death of theirs, and they are followed up to the week before.
 */
function activeOf(
  { drawnIn, weeks }: Pick<Trajectory, "drawnIn" | "weeks">,
  population: Population,
): { readonly weeks: readonly number[]; readonly seenUntil: number } {
  if (population === "everybody") {
    return {
      weeks: weeks.flatMap(({ week, served }) => (served > 0 ? week : [])),
      seenUntil: Number.POSITIVE_INFINITY,
    };
  }
  const drawn = drawnIn ?? Number.POSITIVE_INFINITY;
  return {
    weeks: weeks.flatMap(({ week, purchased }) => (purchased > 0 && week < drawn ? week : [])),
    seenUntil: drawn - 1,
  };
}

type Followed = Pick<ActiveWeeks, "weeks" | "seenUntil">;

/** Of one visitor; sums over visitors are sums. */
export function offspringValues(active: Followed, seen: Seen): Float64Array {
  const values = new Float64Array(offspringWidth);
  for (const place of active.weeks.keys()) addParent(values, 0, active, place, seen);
  return values;
}

/** Whether the links of an active week have had their time while their maker could be seen. */
export const isRipe = (week: number, { seenUntil }: Pick<ActiveWeeks, "seenUntil">, { first, lastClosed }: Seen) =>
  week >= first && week + longestGapWeeks <= Math.min(lastClosed, seenUntil);

/** What one active week came to, added from `start` on. Right-censored: a gap that is not seen puts nobody at risk. */
export function addParent(
  values: Float64Array,
  start: number,
  { weeks, seenUntil }: Followed,
  place: number,
  seen: Seen,
): void {
  const { first, lastClosed } = seen;
  const { week, referred } = weeks[place] ?? { week: lastClosed + 1, referred: 0 };
  if (week < first || week > lastClosed) return;
  const add = (at: number, amount: number) => {
    values[at] = (values[at] ?? 0) + amount;
  };
  const from = start + (place === 0 ? 0 : offspringWidth / 2);
  const next = weeks[place + 1]?.week ?? Number.POSITIVE_INFINITY;
  for (let gap = 1; gap <= longestGapWeeks && week + gap <= Math.min(lastClosed, seenUntil, next); gap += 1) {
    add(from + gap - 1, 1);
    if (week + gap === next) add(from + longestGapWeeks + gap - 1, 1);
  }
  if (isRipe(week, { seenUntil }, seen)) {
    add(from + 2 * longestGapWeeks, 1);
    add(from + 2 * longestGapWeeks + 1, referred);
  }
}

export function offspringOf(sums: Float64Array): Readonly<Record<Kind, Offspring>> {
  const of = (from: number): Offspring => ({
    atRisk: [...sums.subarray(from, from + longestGapWeeks)],
    returned: [...sums.subarray(from + longestGapWeeks, from + 2 * longestGapWeeks)],
    activeWeeks: sums[from + 2 * longestGapWeeks] ?? 0,
    referred: sums[from + 2 * longestGapWeeks + 1] ?? 0,
  });
  return { newcomer: of(0), established: of(offspringWidth / 2) };
}
