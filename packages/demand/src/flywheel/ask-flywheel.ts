import type { Random } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { type ClosedWeeks, closedWeeks, outcomeWeeks, usualWeeks } from "./closed-weeks.ts";
import { evidenceNames } from "./evidence.ts";
import { type Growth, growthOf } from "./growth.ts";
import { type IdentityWeek, identityOf } from "./identity.ts";
import { type Judgement, type JudgeQuestion, judge, judgeRows } from "./judge.ts";
import { judgedInTurns } from "./judged-in-turns.ts";
import { readLinks } from "./links.ts";
import { type LostDemand, lostDemandOf } from "./lost-demand.ts";
import { readShareOfIncentives } from "./read-withdrawn.ts";
import { readSpareRequests } from "./spare.ts";
import { readVisitorWeeks, type VisitorWeeks } from "./visitor-weeks.ts";
import { readWithoutDays } from "./without-days.ts";

export type FlywheelQuestion = VisitorWeeks &
  Pick<JudgeQuestion, "targets" | "experiments" | "draws"> & {
    /** Closed weeks that the answer is about. */
    readonly weeks?: number;
    /** Leaves out each day in turn, which takes three more readings. */
    readonly leaveOutDays: boolean;
  };

export type FlywheelAnswer = Answered<FlywheelQuestion> & {
  /** Null while no week is over; then nothing else is said. */
  readonly weeks: ClosedWeeks | null;
  readonly said: {
    /** Of everybody, and of organic purchasers: the verdict is theirs. */
    readonly growth: Growth;
    readonly organicPurchasers: Growth;
    /** From the first week on whose past is read. */
    readonly identity: readonly IdentityWeek[];
    readonly lost: LostDemand;
    readonly judgement: Judgement;
  } | null;
};

/** The flywheel of the last closed weeks. One reading of trajectories serves all of it. */
export async function answerFlywheel(
  engine: QuestionEngine,
  question: FlywheelQuestion,
  asOfMs: number,
  { random, signal }: { readonly random: Random; readonly signal?: AbortSignal },
): Promise<FlywheelAnswer> {
  const filters = evidenceNames.map((name) => ({ name }));
  const weeks = closedWeeks(question, asOfMs, question.weeks ?? usualWeeks);
  if (weeks === null) {
    return { asOfMs, question, basis: await readBasis(engine, question, filters, asOfMs, signal), weeks, said: null };
  }
  const [basis, trajectories, links, spare, shareOfIncentives] = await Promise.all([
    readBasis(engine, question, filters, asOfMs, signal),
    readVisitorWeeks(engine, question, asOfMs, { signal }),
    readLinks(engine, question, asOfMs, signal),
    readSpareRequests(engine, { traffic: question.traffic, ...outcomeWeeks(question, weeks) }, asOfMs, signal),
    readShareOfIncentives(engine, question, asOfMs, signal),
  ]);
  const judged = await judgedInTurns(trajectories, weeks, signal);
  const withoutDays = question.leaveOutDays
    ? await readWithoutDays(engine, question, signal ? { weeks, asOfMs, signal } : { weeks, asOfMs }, shareOfIncentives)
    : [];
  const asked: JudgeQuestion = {
    targets: question.targets,
    experiments: question.experiments,
    draws: question.draws,
    spareRequests: spare,
    withoutDays,
    weeks: weeks.lastClosed - weeks.first + 1,
    asOfMs,
  };
  const growing = (population: Growth["population"]) =>
    growthOf(trajectories, links, { population, seen: weeks, draws: question.draws, signal }, random);
  const growth = await growing("everybody");
  const organicPurchasers = await growing("organic-purchasers");
  const identity = await identityOf(trajectories, links, weeks, signal);
  const lost = await lostDemandOf(judged, shareOfIncentives, signal);
  const judgement = await judge(await judgeRows(judged, shareOfIncentives, signal), asked, random, signal);
  return {
    ...{ asOfMs, question, basis, weeks },
    said: { growth, organicPurchasers, identity, lost, judgement },
  };
}
