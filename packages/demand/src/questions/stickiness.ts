import type { QuestionEngine } from "@flywheel/store";
import { z } from "zod";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { isRange, notARange } from "../asking/scope.ts";
import { activeDaysFields, countWindows, type DayWindow, windowDays, windowsOf } from "./active-days.ts";

/** How regularly visitors come: distinct active days in 28, window after window. */
export const Stickiness = z
  .strictObject({
    ...activeDaysFields,
    /** How far the windows are apart; below 28 they share days. */
    everyDays: z.union([z.literal(7), z.literal(14), z.literal(28)]),
  })
  .refine(isRange, notARange);
export type Stickiness = z.infer<typeof Stickiness>;

/**
 * `visitorDays` of `possibleDays` is the stickiness: the mean share of the 28 days on which an active visitor was active,
 * which is also the mean of a day's visitors over the window's.
 */
export type StickinessPoint = DayWindow & {
  readonly visitors: number;
  readonly visitorDays: number;
  readonly possibleDays: number;
};

export type StickinessAnswer = Answered<Stickiness> & {
  /** Empty until 28 days of the range are over. */
  readonly points: readonly StickinessPoint[];
};

/** As many as the range can hold, however long it is: a day that the clock makes shorter adds less than one. */
const mostWindows = ({ fromMs, toMs, everyDays }: Stickiness): number =>
  Math.ceil((toMs - fromMs) / (everyDays * 86_400_000)) + 1;

export async function answerStickiness(
  engine: QuestionEngine,
  question: Stickiness,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<StickinessAnswer> {
  const windows = windowsOf(question, question.everyDays, mostWindows(question), asOfMs);
  const [counted, basis] = await Promise.all([
    countWindows(engine, question, windows, asOfMs, signal),
    readBasis(engine, question, question.of, asOfMs, signal),
  ]);
  return {
    asOfMs,
    question,
    basis,
    points: counted.map(({ visitors: byDays, ...window }) => {
      const visitors = byDays.reduce((sum, count) => sum + count, 0);
      const visitorDays = byDays.reduce((sum, count, index) => sum + count * (index + 1), 0);
      return { ...window, visitors, visitorDays, possibleDays: visitors * windowDays };
    }),
  };
}
