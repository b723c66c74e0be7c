import type { QuestionEngine } from "@flywheel/store";
import { calendarOf, numberAt, startOf } from "../asking/calendar.ts";
import type { ClosedWeeks } from "./closed-weeks.ts";
import { judgeRows } from "./judge.ts";
import { judgedInTurns } from "./judged-in-turns.ts";
import type { ShareOfIncentives } from "./opportunity.ts";
import { readVisitorWeeks, type Trajectory, type VisitorWeeks, type Without } from "./visitor-weeks.ts";
import { sumRows } from "./weighted-bootstrap.ts";

/** The local days of the closed weeks, in order. */
export function daysOf(
  question: VisitorWeeks,
  { fromMs, toMs }: Pick<ClosedWeeks, "fromMs" | "toMs">,
): readonly Without[] {
  const calendar = calendarOf(question);
  const first = numberAt(calendar, "day", fromMs);
  return Array.from({ length: numberAt(calendar, "day", toMs - 1) - first + 1 }, (_, place) => ({
    fromMs: startOf(calendar, "day", first + place),
    toMs: startOf(calendar, "day", first + place + 1),
  }));
}

/**
 * For each day of the period, the sums that a judgement needs of everything but that day:
 *
 *   all - those who did anything on the day, as they are + the same, as they are without the day
 *
 * Only they change, so three readings are enough, of which two have a visitor once for each of their days, instead of one of
 * everybody for each day. Sums of whole numbers are exact; the shares of incentives may differ in the last digit. A request
 * that went past midnight loses what happened on that day only.
 */
export async function readWithoutDays(
  engine: QuestionEngine,
  question: VisitorWeeks,
  { weeks, asOfMs, signal }: { readonly weeks: ClosedWeeks; readonly asOfMs: number; readonly signal?: AbortSignal },
  shareOfIncentives: ShareOfIncentives,
): Promise<readonly Float64Array[]> {
  const { fromMs, toMs } = weeks;
  const read = async (isLeftOut: boolean): Promise<ReadonlyMap<number, Float64Array>> => {
    const told = await readVisitorWeeks(engine, question, asOfMs, { signal, eachDay: { fromMs, toMs, isLeftOut } });
    const byDay = new Map<number, Trajectory[]>();
    for (const one of told) {
      const known = byDay.get(one.gone ?? 0);
      if (known) known.push(one);
      else byDay.set(one.gone ?? 0, [one]);
    }
    const sums = new Map<number, Float64Array>();
    for (const [day, own] of byDay) sums.set(day, await sumsOf(own, weeks, shareOfIncentives, signal));
    return sums;
  };
  const [everybody, asTheyAre, without] = await Promise.all([
    readVisitorWeeks(engine, question, asOfMs, { signal }),
    read(false),
    read(true),
  ]);
  const all = await sumsOf(everybody, weeks, shareOfIncentives, signal);
  const calendar = calendarOf(question);
  return daysOf(question, weeks).map(({ fromMs: dayMs }) => {
    const day = numberAt(calendar, "day", dayMs);
    const [less, more] = [asTheyAre.get(day), without.get(day)];
    return all.map((sum, place) => sum - (less?.[place] ?? 0) + (more?.[place] ?? 0));
  });
}

async function sumsOf(
  told: readonly Trajectory[],
  weeks: ClosedWeeks,
  shareOfIncentives: ShareOfIncentives,
  signal?: AbortSignal,
) {
  const judged = await judgedInTurns(told, weeks, signal);
  return sumRows(await judgeRows(judged, shareOfIncentives, signal));
}
