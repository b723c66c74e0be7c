import type { Random } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import { journey, type Segment } from "@flywheel/vocabulary";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { calendarOf, numberAt, startOf } from "../asking/calendar.ts";
import { inTurns } from "../asking/turns.ts";
import { targetsOf } from "../flywheel/flywheel-question.ts";
import type { Targets } from "../flywheel/judge.ts";
import { grantWeeksOf, organicParts, organicReturns, purchaserReturns, type Seen, turnoverOf } from "./cohorts.ts";
import type { DeclaredSegment, SupplyEvidence } from "./evidence.ts";
import { judgeFarmed } from "./farmed.ts";
import { readPaidWeeks } from "./paid-weeks.ts";
import { readProbeCounts } from "./probe-counts.ts";
import { readServedByFunding } from "./served-by-funding.ts";
import { readServedDays } from "./served-days.ts";
import { readSurveyAnswers } from "./survey-answers.ts";
import type { TimingThresholds } from "./thresholds.ts";
import { lastClosedWeek, readTimelines, type Timeline } from "./timelines.ts";
import type { Timelines } from "./timelines-question.ts";
import type { TimingQuestion } from "./timing-question.ts";
import { judgeTiming, type TimingVerdict } from "./verdict.ts";
import { type TimingSignals, weighSignals } from "./weighed.ts";

export type TimingAnswer = Answered<TimingQuestion> & {
  /** Numbers of the weeks that the answer is of: the first whole one of the range, and the last that is over. */
  readonly weeks: Seen;
  /** By which supply's share of all opportunity is counted: stated ones, and the usual ones for what is not stated. */
  readonly targets: Targets;
  readonly signals: TimingSignals;
  readonly verdict: TimingVerdict;
};

/** What this question cannot read out of visitors' events. */
export type TimingGiven = {
  readonly thresholds: TimingThresholds;
  /** Of the flywheel; null where nothing is known of supply. */
  readonly supply: SupplyEvidence | null;
  readonly random: Random;
};

export async function answerTiming(
  engine: QuestionEngine,
  question: TimingQuestion,
  { thresholds, supply, random }: TimingGiven,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<TimingAnswer> {
  const { survey, declared, targets, thresholds: _, ...lines } = question;
  const weeks = weeksOf(lines, asOfMs);
  const span = (first: number) => spanOf(lines, first, weeks.lastClosed);
  const [timelines, served, answers, probes, paid, activeDays, basis, segments] = await Promise.all([
    readTimelines(engine, lines, asOfMs, signal),
    readServedByFunding(
      engine,
      lines,
      { lately: span(weeks.lastClosed - thresholds.quickRatio.weeks + 1), ever: span(weeks.firstWeek) },
      asOfMs,
      signal,
    ),
    survey === null ? null : readSurveyAnswers(engine, lines, survey, asOfMs, signal),
    readProbeCounts(engine, lines, asOfMs, signal),
    readPaidWeeks(engine, { ...lines, ...span(weeks.firstWeek) }, asOfMs, signal),
    readServedDays(engine, lines, asOfMs, signal),
    readBasis(engine, lines, [journey.served], asOfMs, signal),
    Promise.all(declared.map((it) => readSegment(engine, lines, it, weeks, asOfMs, signal))),
  ]);
  const { lastClosed } = weeks;
  const quickWeeks = thresholds.quickRatio.weeks;
  const ofAll = <Made>(of: (some: readonly Timeline[]) => readonly Made[]) => visitorByVisitor(timelines, of, signal);
  const organic = await ofAll((some) => organicReturns(some, weeks));
  const turnover = await ofAll((some) => turnoverOf(some, lastClosed, quickWeeks));
  const parts = await ofAll((some) => organicParts(some, lastClosed, quickWeeks));
  const signals = await weighSignals(
    {
      ...{ organic, turnover, organicParts: parts, lately: served.lately },
      ...{ answers, probes, activeDays, paid },
    },
    weeks,
    thresholds,
    signal,
  );
  const grantWeeks = await ofAll((some) => grantWeeksOf(some, weeks));
  const verdict = await judgeTiming(
    {
      lastClosed,
      organic,
      purchasers: await ofAll((some) => purchaserReturns(some, weeks)),
      segments,
      organicShare: signals.organicShare,
      quickRatio: signals.quickRatio,
      supply,
      farmed: judgeFarmed(grantWeeks, served.ever, thresholds.farmed),
    },
    thresholds,
    random,
    signal,
  );
  return { asOfMs, question, basis, weeks, targets: targetsOf(targets), signals, verdict };
}

/** What `of` makes of all, in turns: of each it makes the same alone as among others. */
async function visitorByVisitor<Made>(
  timelines: readonly Timeline[],
  of: (some: readonly Timeline[]) => readonly Made[],
  signal?: AbortSignal,
): Promise<readonly Made[]> {
  const made = await inTurns(timelines, (timeline) => of([timeline]), signal);
  return made.flat();
}

async function readSegment(
  engine: QuestionEngine,
  lines: Timelines,
  { segment, declaredAtMs }: TimingQuestion["declared"][number],
  weeks: Seen,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<DeclaredSegment> {
  const timelines = await readTimelines(engine, { ...lines, segment: within(lines.segment, segment) }, asOfMs, signal);
  return {
    key: segment.key,
    declaredIn: numberAt(calendarOf(lines), "week", declaredAtMs),
    returns: await visitorByVisitor(timelines, (some) => organicReturns(some, weeks), signal),
  };
}

/** A declared segment of those who are asked about. */
const within = (whole: Segment | null, part: Segment): Segment =>
  whole === null ? part : { ...part, all: [...whole.all, ...part.all] };

function weeksOf(lines: Timelines, asOfMs: number): Seen {
  const calendar = calendarOf(lines);
  const first = numberAt(calendar, "week", lines.fromMs);
  const whole = startOf(calendar, "week", first) >= lines.fromMs;
  return { firstWeek: whole ? first : first + 1, lastClosed: lastClosedWeek(lines, asOfMs) };
}

function spanOf(lines: Timelines, first: number, last: number) {
  const calendar = calendarOf(lines);
  return { fromMs: startOf(calendar, "week", first), toMs: startOf(calendar, "week", last + 1) };
}
