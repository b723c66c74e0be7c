import type { QuestionEngine } from "@flywheel/store";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import { inTurns } from "../asking/turns.ts";
import { readNumber } from "../rows.ts";
import type { Timelines } from "./timelines-question.ts";
import { timelinesSql } from "./timelines-sql.ts";

/** A week in which something happened. */
export type TimelineWeek = {
  readonly week: number;
  /** An answer was delivered whole and waited for, on credits that were not granted. */
  readonly own: boolean;
  /** The same, on granted credits. */
  readonly granted: boolean;
  /** A request that is known, because its visitor agreed to be measured, was settled with purchased credits. */
  readonly purchased: boolean;
  /** An ask was refused for want of supply, broke, or was given up after the stated wait. */
  readonly short: boolean;
};

/** Visitors who lived the same weeks. */
export type Timeline = {
  readonly visitors: number;
  readonly incentivised: boolean;
  /** The last week in which a campaign that granted them credits granted any to anybody; null without a campaign. */
  readonly grantsUntil: number | null;
  /** By week. */
  readonly weeks: readonly TimelineWeek[];
};

/** What a week can hold, from the lowest bit of its code. */
const timelineBits = ["own", "granted", "purchased", "short"] as const;

/** Every visitor's weeks as one line, and equal lines one row. */
export async function readTimelines(
  engine: QuestionEngine,
  question: Timelines,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<readonly Timeline[]> {
  const rows = await engine.rows(timelinesSql(question, asOfMs), signal ? { signal } : {});
  const read = ({ incentivised, granted_until, line, visitors }: Row): Timeline => ({
    visitors: readNumber(visitors) ?? 0,
    incentivised: readNumber(incentivised) === 1,
    grantsUntil: readNumber(granted_until),
    weeks: String(line).split(",").map(readWeek),
  });
  return inTurns(rows, read, signal);
}

type Row = Readonly<Record<string, unknown>>;

function readWeek(entry: string): TimelineWeek {
  const [week = 0, code = 0] = entry.split(":").map(Number);
  const [own, granted, purchased, short] = timelineBits.map((_, bit) => (code >> bit) % 2 === 1);
  return { week, own: own ?? false, granted: granted ?? false, purchased: purchased ?? false, short: short ?? false };
}

/** The last week that is over, for the question and at the moment of the answer. */
export function lastClosedWeek(question: Timelines, asOfMs: number): number {
  const untilMs = Math.min(question.toMs, asOfMs);
  return numberAt(calendarOf(question), "week", untilMs) - 1;
}
