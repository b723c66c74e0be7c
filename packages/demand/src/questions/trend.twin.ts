import type { TakenEvent } from "@flywheel/vocabulary";
import { countedSlowly } from "../asking/asking.twin.ts";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import { byIntervalAndGroup, type Trend, type TrendPoint } from "./trend.ts";

/** The same points by looking at every event. */
export function answerTrendSlowly(
  question: Trend,
  asOfMs: number,
  taken: readonly TakenEvent[],
): readonly TrendPoint[] {
  const calendar = calendarOf(question);
  const groups = new Map<string, { interval: number; group: string | null; events: TakenEvent[] }>();
  for (const event of countedSlowly(question, question.of, asOfMs, taken)) {
    const interval = numberAt(calendar, question.interval, event.atMs);
    const group = question.breakdown === null ? null : event[question.breakdown];
    const key = JSON.stringify([interval, group]);
    const own = groups.get(key) ?? { interval, group, events: [] };
    groups.set(key, own);
    own.events.push(event);
  }
  return [...groups.values()]
    .map(({ interval, group, events }): TrendPoint => {
      const values = events.flatMap(({ value }) => value ?? []).sort((a, b) => a - b);
      return {
        interval,
        group,
        events: events.length,
        visitors: new Set(events.map(({ visitorKey }) => visitorKey)).size,
        valued: values.length,
        sum: values.reduce((sum, value) => sum + value, 0),
        percentiles: question.percentiles.map((share) => values[Math.ceil(share * values.length) - 1] ?? null),
      };
    })
    .sort(byIntervalAndGroup);
}
