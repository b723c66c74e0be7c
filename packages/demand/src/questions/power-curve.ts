import type { Interval } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import { z } from "zod";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { isRange, notARange } from "../asking/scope.ts";
import { shareInterval } from "../asking/share-interval.ts";
import { activeDaysFields, type CountedWindow, countWindows, windowsOf } from "./active-days.ts";

/** The power-user curve: how many visitors were active on 1, 2, ... 28 of the last 28 days that are over. */
export const PowerCurve = z.strictObject(activeDaysFields).refine(isRange, notARange);
export type PowerCurve = z.infer<typeof PowerCurve>;

/**
 * 95 % intervals of shares of the visitors who were active in the window at all: at `d - 1` of who was on exactly d of the
 * days, and on d of them or more. Null of nobody, and for one day or more, which all of them were by definition.
 */
export type CurveIntervals = {
  readonly exactly: readonly (Interval | null)[];
  readonly orMore: readonly (Interval | null)[];
};

export type PowerCurveAnswer = Answered<PowerCurve> & {
  /** Both null until 28 days of the range are over. */
  readonly curve: CountedWindow | null;
  readonly intervals: CurveIntervals | null;
};

export async function answerPowerCurve(
  engine: QuestionEngine,
  question: PowerCurve,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<PowerCurveAnswer> {
  const [curves, basis] = await Promise.all([
    countWindows(engine, question, windowsOf(question, 1, 1, asOfMs), asOfMs, signal),
    readBasis(engine, question, question.of, asOfMs, signal),
  ]);
  const curve = curves[0] ?? null;
  return { asOfMs, question, basis, curve, intervals: curve && curveIntervals(curve) };
}

function curveIntervals({ visitors }: CountedWindow): CurveIntervals {
  const from = (place: number) => visitors.slice(place).reduce((sum, count) => sum + count, 0);
  const all = from(0);
  return {
    exactly: visitors.map((count) => shareInterval(count, all)),
    orMore: visitors.map((_, place) => (place === 0 ? null : shareInterval(from(place), all))),
  };
}
