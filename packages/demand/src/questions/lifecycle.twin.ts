import type { TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly, fills, knownSlowly } from "../asking/asking.twin.ts";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import { intervalsOf } from "../asking/intervals.ts";
import type { Lifecycle, LifecycleAnswer } from "./lifecycle.ts";

/** The same by asking of every visitor and every interval whether they were there. */
export function answerLifecycleSlowly(
  question: Lifecycle,
  asOfMs: number,
  taken: readonly TakenEvent[],
): Pick<LifecycleAnswer, "activeBefore" | "points"> {
  const calendar = calendarOf(question);
  const intervals = intervalsOf(calendar, question.interval, question, asOfMs);
  const endMs = intervals.at(-1)?.endMs ?? 0;
  const whole = { ...question, fromMs: intervals[0]?.startMs ?? 0, toMs: endMs };
  const members = new Set(countedSlowly(whole, question.of, asOfMs, taken).map(({ visitorKey }) => visitorKey));
  const seen = new Map<bigint, Set<number>>();
  for (const event of knownSlowly(question, asOfMs, taken)) {
    const isHere = question.app === null || event.app === question.app;
    if (event.bot || !isHere || event.atMs >= endMs || !question.of.some((it) => fills(it, event))) continue;
    if (question.segment !== null && !members.has(event.visitorKey)) continue;
    const own = seen.get(event.visitorKey) ?? new Set<number>();
    seen.set(event.visitorKey, own.add(numberAt(calendar, question.interval, event.atMs)));
  }
  const visitors = [...seen.values()];
  const count = (holds: (numbers: Set<number>) => boolean) => visitors.filter(holds).length;
  const isFirst = (numbers: Set<number>, number: number) => Math.min(...numbers) === number;
  return {
    activeBefore: count((it) => it.has((intervals[0]?.number ?? 0) - 1)),
    points: intervals.map((interval) => {
      const { number } = interval;
      return {
        ...interval,
        cut: false,
        active: count((it) => it.has(number)),
        fresh: count((it) => it.has(number) && isFirst(it, number)),
        returning: count((it) => it.has(number) && it.has(number - 1)),
        resurrected: count((it) => it.has(number) && !it.has(number - 1) && !isFirst(it, number)),
        dormant: count((it) => !it.has(number) && it.has(number - 1)),
      };
    }),
  };
}
