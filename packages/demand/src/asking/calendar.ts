import { tzOffset } from "@date-fns/tz";

export type Interval = "hour" | "day" | "week" | "month";

/** How far a zone's clock was from UTC, and since when. The first has been so for ever, as far as the range goes. */
export type Offset = { readonly fromMs: number; readonly offsetMs: number };
export type Calendar = {
  readonly weekStart: number;
  /** By time; never empty. To the minute: zones have been whole minutes from UTC since 1972. */
  readonly offsets: readonly Offset[];
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Shorter than any time for which a zone changed its clock and was back. */
const stepMs = 4 * dayMs;
/** More than three months: two intervals beside either end of the range have starts and ends of their own. */
const marginMs = 100 * dayMs;

type Asked = {
  readonly timeZone: string;
  readonly weekStart: number;
  readonly fromMs: number;
  readonly toMs: number;
};

export function calendarOf({ timeZone, weekStart, fromMs, toMs }: Asked): Calendar {
  const startMs = wholeMinute(Math.max(0, fromMs - marginMs));
  const offsetMsAt = (atMs: number) => tzOffset(timeZone, new Date(atMs)) * minuteMs;
  const first = { fromMs: Number.NEGATIVE_INFINITY, offsetMs: offsetMsAt(startMs) };
  return { weekStart, offsets: [first, ...changesOf(offsetMsAt, startMs, toMs + marginMs)] };
}

/**
 * Every change of a clock, at its own minute. A scan by months passes over a zone that leaves an offset and is back within
 * one: Cairo was in September 2010, Boa Vista within a week in October 2000, the shortest since 1972.
 */
function changesOf(offsetMsAt: (atMs: number) => number, startMs: number, endMs: number): readonly Offset[] {
  const changes: Offset[] = [];
  let [atMs, offsetMs] = [startMs, offsetMsAt(startMs)];
  while (atMs < endMs) {
    const nextMs = atMs + stepMs;
    if (offsetMsAt(nextMs) === offsetMs) {
      atMs = nextMs;
      continue;
    }
    let [before, after] = [atMs, nextMs];
    while (after - before > minuteMs) {
      const middle = wholeMinute((before + after) / 2);
      if (offsetMsAt(middle) === offsetMs) before = middle;
      else after = middle;
    }
    // From the change on and not from the step's end: there may be another in between.
    [atMs, offsetMs] = [after, offsetMsAt(after)];
    changes.push({ fromMs: atMs, offsetMs });
  }
  return changes;
}

/**
 * The number of the hour, day, week or month in which a moment lies. Days count from 1970-01-01 by the zone's clock, weeks
 * from the one which holds that day, months are year * 12 + (month - 1). Hours are of UTC in every zone, so that the one
 * which comes twice in autumn is two.
 */
export function numberAt(calendar: Calendar, interval: Interval, atMs: number): number {
  if (interval === "hour") return Math.floor(atMs / hourMs);
  const localMs = atMs + offsetAt(calendar, atMs);
  const day = Math.floor(localMs / dayMs);
  if (interval === "day") return day;
  if (interval === "week") return Math.floor((day + weekShift(calendar)) / 7);
  const date = new Date(localMs);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** The first moment of it. Where the clock is put forward at midnight, a day starts later than that. */
export function startOf(calendar: Calendar, interval: Interval, number: number): number {
  if (interval === "hour") return number * hourMs;
  const localMs = localStart(calendar, interval, number);
  const starts = calendar.offsets.flatMap(({ fromMs, offsetMs }, index) => {
    const untilMs = calendar.offsets[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY;
    const atMs = Math.max(fromMs, localMs - offsetMs);
    return atMs < untilMs ? atMs : [];
  });
  return Math.min(...starts);
}

/** Days between the Thursday 1970-01-01 and the start of its week. */
export const weekShift = ({ weekStart }: Pick<Calendar, "weekStart">): number => (4 - weekStart + 7) % 7;

function localStart(calendar: Calendar, interval: Exclude<Interval, "hour">, number: number): number {
  if (interval === "day") return number * dayMs;
  if (interval === "week") return (number * 7 - weekShift(calendar)) * dayMs;
  return Date.UTC(Math.floor(number / 12), number % 12, 1);
}

const offsetAt = ({ offsets }: Calendar, atMs: number): number =>
  offsets.findLast(({ fromMs }) => fromMs <= atMs)?.offsetMs ?? 0;

const wholeMinute = (atMs: number): number => Math.floor(atMs / minuteMs) * minuteMs;
