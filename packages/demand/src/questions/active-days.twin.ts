import type { TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly } from "../asking/asking.twin.ts";
import type { CountedWindow } from "./active-days.ts";
import type { PowerCurve } from "./power-curve.ts";

const dayMs = 86_400_000;

/** The same by laying a calendar of plain dates beside each visitor, day by day from the latest back. */
export function countWindowsSlowly(
  question: PowerCurve,
  everyDays: number,
  asOfMs: number,
  taken: readonly TakenEvent[],
): readonly CountedWindow[] {
  const dates = new Intl.DateTimeFormat("en-CA", { timeZone: question.timeZone, dateStyle: "short" });
  const dayAt = (atMs: number) => Date.parse(`${dates.format(atMs)}T00:00:00Z`) / dayMs;
  const seen = new Map<bigint, Set<number>>();
  for (const { visitorKey, atMs } of countedSlowly(question, question.of, asOfMs, taken)) {
    seen.set(visitorKey, (seen.get(visitorKey) ?? new Set()).add(dayAt(atMs)));
  }
  const windows: CountedWindow[] = [];
  const untilMs = Math.min(question.toMs, asOfMs);
  for (let last = dayAt(untilMs) - 1; ; last -= everyDays) {
    const startMs = firstMs(last - 27, dayAt);
    if (startMs < question.fromMs) return windows.reverse();
    const days = Array.from({ length: 28 }, (_, back) => last - back);
    const counts = [...seen.values()].map((theirs) => days.filter((day) => theirs.has(day)).length);
    const visitors = days.map((_, index) => counts.filter((count) => count === index + 1).length);
    windows.push({ lastDay: last, startMs, endMs: firstMs(last + 1, dayAt), visitors });
  }
}

/** The first half hour that shows the day. */
function firstMs(day: number, dayAt: (atMs: number) => number): number {
  let atMs = day * dayMs - dayMs;
  while (dayAt(atMs) < day) atMs += 1_800_000;
  return atMs;
}
