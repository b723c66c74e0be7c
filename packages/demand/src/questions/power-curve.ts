import type { QuestionEngine } from "@flywheel/store";
import { z } from "zod";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { isRange, notARange } from "../asking/scope.ts";
import { activeDaysFields, type CountedWindow, countWindows, windowsOf } from "./active-days.ts";

/** The power-user curve: how many visitors were active on 1, 2, ... 28 of the last 28 days that are over. */
export const PowerCurve = z.strictObject(activeDaysFields).refine(isRange, notARange);
export type PowerCurve = z.infer<typeof PowerCurve>;

export type PowerCurveAnswer = Answered<PowerCurve> & {
  /** Null until 28 days of the range are over. */
  readonly curve: CountedWindow | null;
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
  return { asOfMs, question, basis, curve: curves[0] ?? null };
}
