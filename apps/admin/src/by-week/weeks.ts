import { formatDay } from "../words/moments.ts";

const dayMs = 86_400_000;
export const weekMs = 7 * dayMs;

/** Weeks of an answer are numbered from the Monday before 1970; pages ask in UTC, where all are equally long. */
export const weekStartMs = (week: number): number => (week * 7 - 3) * dayMs;

/** Of whole weeks, from the first one's Monday to the last one's Sunday. */
export const sayWeeks = (first: number, last: number): string =>
  `${formatDay(weekStartMs(first))} to ${formatDay(weekStartMs(last + 1) - dayMs)}`;

/** The week that a moment lies in. */
export const weekOf = (ms: number): number => Math.floor((ms - weekStartMs(0)) / weekMs);

export const sayCount = (count: number, one: string, many = `${one}s`): string =>
  `${new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 }).format(count)} ${count === 1 ? one : many}`;

/** When the first whole week of a range is over; null if the range ends before that. */
export function firstWeekOverMs({ fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }): number | null {
  const sinceMonday = fromMs - weekStartMs(0);
  const overMs = weekStartMs(Math.ceil(sinceMonday / weekMs) + 1);
  return overMs <= toMs ? overMs : null;
}
