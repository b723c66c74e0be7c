import { returnWeeks } from "../flywheel/gates.ts";
import type { GrantWeeks } from "./farmed.ts";
import type { Part, Turnover } from "./ratios.ts";
import type { Returns, ServedReturns } from "./returns.ts";
import type { Timeline, TimelineWeek } from "./timelines.ts";

/** Cohorts from `firstWeek` on; nothing after `lastClosed`, the last week that is over. */
export type Seen = { readonly firstWeek: number; readonly lastClosed: number };

/** Organic visitors by the first week of own use, which granted use is not. */
export const organicReturns = (timelines: readonly Timeline[], seen: Seen): readonly ServedReturns[] =>
  organic(timelines).flatMap((timeline) => {
    const cohort = timeline.weeks.find(({ own }) => own)?.week;
    if (cohort === undefined || !within(cohort, seen)) return [];
    const short = timeline.weeks.filter((it) => it.short && it.week <= seen.lastClosed).map(({ week }) => week);
    // Who was turned away before they were first served was not fully served from the start.
    return [{ ...returnsOf(timeline, cohort, seen), shortAges: short.map((week) => Math.max(0, week - cohort)) }];
  });

/** Organic purchasers by the week of their first purchased request: until then only those who stayed could purchase. */
export const purchaserReturns = (timelines: readonly Timeline[], seen: Seen): readonly Returns[] =>
  organic(timelines).flatMap((timeline) => {
    const cohort = timeline.weeks.find(({ purchased }) => purchased)?.week;
    return cohort === undefined || !within(cohort, seen) ? [] : [returnsOf(timeline, cohort, seen)];
  });

/** Who came into own use and who went out of it in the last closed weeks; those who did neither are left out. */
export const turnoverOf = (timelines: readonly Timeline[], lastClosed: number, weeks: number): readonly Turnover[] =>
  organic(timelines).flatMap(({ visitors, weeks: theirs }) => {
    const own = new Set(theirs.filter((it) => it.own).map(({ week }) => week));
    const turns = lastWeeks(lastClosed, weeks).map((week) => Number(own.has(week)) - Number(own.has(week - 1)));
    const came = turns.filter((turn) => turn > 0).length;
    const went = turns.filter((turn) => turn < 0).length;
    return came + went === 0 ? [] : [{ visitors, came, went }];
  });

/** Everybody who was served in the last closed weeks, organic or not. */
export const organicParts = (timelines: readonly Timeline[], lastClosed: number, weeks: number): readonly Part[] =>
  timelines.flatMap(({ visitors, incentivised, weeks: theirs }) => {
    const since = lastClosed - weeks;
    const active = theirs.some((it) => isActive(it) && it.week > since && it.week <= lastClosed);
    return active ? [{ visitors, part: incentivised ? 0 : 1, rest: incentivised ? 1 : 0 }] : [];
  });

/** The same visitors in an early week and in a late one: cohorts that have reached the late one. */
export const rebasedOf = (returns: readonly Returns[], lastClosed: number, early: number, late: number) =>
  returns
    .filter(({ cohort }) => cohort + late <= lastClosed)
    .map(({ visitors, ages }) => ({
      visitors,
      early: ages.includes(early) ? (1 as const) : (0 as const),
      late: ages.includes(late) ? (1 as const) : (0 as const),
    }));

/**
 * Active weeks of those whom a campaign grants credits, up to the week in which it ends; a week is judged once it is known
 * whether its visitor came again within `returnWeeks`. When a campaign ends is the same for all of its visitors, so that
 * no one's leaving makes an end. Only weeks of the range, as the served requests that are judged beside them: a campaign
 * that ended before it has no ending week, and its visitors are not among them.
 */
export const grantWeeksOf = (timelines: readonly Timeline[], { firstWeek, lastClosed }: Seen): readonly GrantWeeks[] =>
  timelines.flatMap(({ visitors, grantsUntil, weeks }) => {
    if (grantsUntil === null) return [];
    const active = weeks.filter(isActive).map(({ week }) => week);
    const judged = active.filter(
      (week) => week >= firstWeek && week <= grantsUntil && week + returnWeeks <= lastClosed,
    );
    const left = (week: number) => !active.some((later) => later > week && later <= week + returnWeeks);
    const [ending, other] = [judged.filter((it) => it === grantsUntil), judged.filter((it) => it < grantsUntil)];
    return judged.length === 0
      ? []
      : [
          {
            visitors,
            ending: ending.length,
            leftEnding: ending.filter(left).length,
            other: other.length,
            leftOther: other.filter(left).length,
          },
        ];
  });

const returnsOf = ({ visitors, weeks }: Timeline, cohort: number, { lastClosed }: Seen): Returns => ({
  cohort,
  visitors,
  ages: weeks.filter(({ own, week }) => own && week > cohort && week <= lastClosed).map(({ week }) => week - cohort),
});

const organic = (timelines: readonly Timeline[]) => timelines.filter(({ incentivised }) => !incentivised);
const isActive = ({ own, granted }: TimelineWeek) => own || granted;
const within = (week: number, { firstWeek, lastClosed }: Seen) => week >= firstWeek && week <= lastClosed;
const lastWeeks = (lastClosed: number, weeks: number) =>
  Array.from({ length: weeks }, (_, place) => lastClosed - weeks + 1 + place);
