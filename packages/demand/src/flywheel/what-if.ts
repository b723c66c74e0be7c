import { type Interval, isUndecided, percentileInterval, type Random } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { collapseInTurns, drawInTurns } from "./bootstrap-in-turns.ts";
import { type ClosedWeeks, closedWeeks } from "./closed-weeks.ts";
import { evidenceNames } from "./evidence.ts";
import { targetsOf } from "./flywheel-question.ts";
import { judgedWeeks } from "./gates.ts";
import { type Judged, judge, judgeRows } from "./judge.ts";
import { readLinks } from "./links.ts";
import { activeWeeksOf } from "./offspring.ts";
import { readShareOfIncentives } from "./read-withdrawn.ts";
import type { Reproduction } from "./reproduction.ts";
import { readSpareRequests } from "./spare.ts";
import { readVisitorWeeks } from "./visitor-weeks.ts";
import { type Equal, sumRows } from "./weighted-bootstrap.ts";
import { growingLayers, growthAsItIs, whatIfGrowth, whatIfGrowthValues, whatIfGrowthWidth } from "./what-if-growth.ts";
import type { WhatIfQuestion } from "./what-if-question.ts";

export type WhatIfAnswer = Answered<WhatIfQuestion> & {
  /** Null while no week is over; then nothing else is said. */
  readonly weeks: ClosedWeeks | null;
  readonly said: {
    /** Y: purchased requests of the week after, as it is. */
    readonly outcome: number;
    /** Of the layer at the rate; its gain is what Y would have more. Capped at spare capacity. */
    readonly judged: Judged;
    /** Null for what is before an answer: it moves how many weeks there are, not what each comes to. */
    readonly growth: GrowthAtRate | null;
  } | null;
};

/** Of everybody. Null where a gap was not seen or nobody entered the gate. */
export type GrowthAtRate = {
  readonly asItIs: Reproduction | null;
  readonly atRate: Reproduction | null;
  /** Of the difference of both, 90 %. */
  readonly difference: Interval | null;
};

/** By correlation: those who failed are taken to do, once they passed, what those who did pass do. */
export async function answerWhatIf(
  engine: QuestionEngine,
  question: WhatIfQuestion,
  asOfMs: number,
  { random, signal }: { readonly random: Random; readonly signal?: AbortSignal | undefined },
): Promise<WhatIfAnswer> {
  const { layer, rate, draws, traffic } = question;
  const filters = evidenceNames.map((name) => ({ name }));
  const basis = await readBasis(engine, question, filters, asOfMs, signal);
  const weeks = closedWeeks(question, asOfMs, question.weeks);
  if (weeks === null) return { asOfMs, question, basis, weeks, said: null };
  const { fromMs, toMs } = weeks;
  const [trajectories, links, spareRequests, shareOfIncentives] = await Promise.all([
    readVisitorWeeks(engine, question, asOfMs, { signal }),
    readLinks(engine, question, asOfMs, signal),
    readSpareRequests(engine, { traffic, fromMs, toMs }, asOfMs, signal),
    readShareOfIncentives(engine, question, asOfMs, signal),
  ]);
  const judged = trajectories.map((it) => ({ visitors: it.visitors, judged: judgedWeeks(it, weeks) }));
  const stated = { ...targetsOf(question.targets), [layer]: { rate, origin: "stated" as const } };
  const { outcome, layers } = await judge(
    await judgeRows(judged, shareOfIncentives),
    {
      ...{ targets: stated, spareRequests, experiments: [], withoutDays: [], draws, asOfMs },
      weeks: weeks.lastClosed - weeks.first + 1,
    },
    random,
  );
  const own = layers.find((it) => it.layer === layer);
  if (own === undefined) throw new Error(`the judgement lacks ${layer}`);
  const growing = growingLayers.find((it) => it === layer);
  const active = activeWeeksOf(trajectories, links, "everybody");
  const growth = growing
    ? await growthAtRate(
        active.map((it, place) => ({
          count: it.visitors,
          values: whatIfGrowthValues(it, judged[place]?.judged ?? [], growing, weeks),
        })),
        { rate, draws },
        random,
      )
    : null;
  return { asOfMs, question, basis, weeks, said: { outcome, judged: own, growth } };
}

async function growthAtRate(
  visitors: Iterable<Equal>,
  { rate, draws }: { readonly rate: number; readonly draws: number },
  random: Random,
): Promise<GrowthAtRate> {
  const rows = await collapseInTurns(visitors, whatIfGrowthWidth);
  const sums = sumRows(rows);
  const asItIs = growthAsItIs(sums);
  const atRate = whatIfGrowth(sums, rate);
  const differences = await drawInTurns(rows, draws, random, (own) => {
    const [a, b] = [growthAsItIs(own), whatIfGrowth(own, rate)];
    return a === null || b === null ? Number.NaN : b.g - a.g;
  });
  const found = percentileInterval(differences, 0.1);
  return { asItIs, atRate, difference: isUndecided(found) ? null : found };
}
