import { type Interval, isUndecided, percentileInterval, type Random } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { inTurns } from "../asking/turns.ts";
import { collapseInTurns, drawInTurns } from "./bootstrap-in-turns.ts";
import { type ClosedWeeks, closedWeeks, outcomeWeeks } from "./closed-weeks.ts";
import { evidenceNames } from "./evidence.ts";
import { targetsOf } from "./flywheel-question.ts";
import { activeWeeksIn, type Growth, growthThresholds, referralsOf, type Withheld, whyWithheld } from "./growth.ts";
import { type Judged, judge, judgeRows } from "./judge.ts";
import { judgedInTurns } from "./judged-in-turns.ts";
import { readLinks } from "./links.ts";
import { type ActiveWeeks, activeWeeksAmong } from "./offspring.ts";
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
    /**
     * Null for what is before an answer, which moves how many weeks there are and not what each comes to; and for usage,
     * where it is not worked out: coming back is what G itself counts.
     */
    readonly growth: GrowthAtRate | null;
  } | null;
};

/** Of everybody. No number of a G that the flywheel would withhold, as it is or at the rate. */
export type GrowthAtRate = {
  readonly withheld: Withheld | null;
  /** What it rests on. */
  readonly activeWeeks: number;
  readonly referrals: Growth["referrals"];
  readonly asItIs: Reproduction | null;
  /** Null also where nobody entered the gate. */
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
  const [trajectories, links, spareRequests, shareOfIncentives] = await Promise.all([
    readVisitorWeeks(engine, question, asOfMs, { signal }),
    readLinks(engine, question, asOfMs, signal),
    readSpareRequests(engine, { traffic, ...outcomeWeeks(question, weeks) }, asOfMs, signal),
    readShareOfIncentives(engine, question, asOfMs, signal),
  ]);
  const judged = await judgedInTurns(trajectories, weeks, signal);
  const stated = { ...targetsOf(question.targets), [layer]: { rate, origin: "stated" as const } };
  const { outcome, layers } = await judge(
    await judgeRows(judged, shareOfIncentives, signal),
    {
      ...{ targets: stated, supposed: layer, spareRequests, experiments: [], withoutDays: [], draws, asOfMs },
      weeks: weeks.lastClosed - weeks.first + 1,
    },
    random,
    signal,
  );
  const own = layers.find((it) => it.layer === layer);
  if (own === undefined) throw new Error(`the judgement lacks ${layer}`);
  const growing = growingLayers.find((it) => it === layer);
  const growth = growing
    ? await growthAtRate(
        await inTurns(trajectories, activeWeeksAmong(trajectories, links, "everybody"), signal),
        (it, place) => whatIfGrowthValues(it, judged[place]?.judged ?? [], growing, weeks),
        { rate, draws, weeks, signal },
        random,
      )
    : null;
  return { asOfMs, question, basis, weeks, said: { outcome, judged: own, growth } };
}

type AtRate = Pick<WhatIfQuestion, "rate" | "draws"> & {
  readonly weeks: ClosedWeeks;
  readonly signal: AbortSignal | undefined;
};

async function growthAtRate(
  active: readonly ActiveWeeks[],
  valuesOf: (it: ActiveWeeks, place: number) => Float64Array,
  { rate, draws, weeks, signal }: AtRate,
  random: Random,
): Promise<GrowthAtRate> {
  const rows = await collapseInTurns(equalsOf(active, valuesOf), whatIfGrowthWidth, signal);
  const bothOf = (sums: Float64Array) => [growthAsItIs(sums), whatIfGrowth(sums, rate)] as const;
  const [asItIs, atRate] = bothOf(sumRows(rows));
  const drawn = await drawInTurns(rows, draws, random, bothOf, signal);
  const intervalOf = (numbers: readonly number[]) => {
    const found = percentileInterval(numbers, growthThresholds.alpha);
    return isUndecided(found) ? null : found;
  };
  const isDrawn = intervalOf(drawn.map(([a]) => a?.g ?? Number.NaN)) !== null;
  const referrals = referralsOf(active, weeks);
  const withheld =
    whyWithheld(isDrawn ? asItIs : null, referrals, weeks) ??
    (atRate === null ? null : whyWithheld(atRate, referrals, weeks));
  const resting = { withheld, referrals, activeWeeks: activeWeeksIn(active, weeks) };
  if (withheld !== null) return { ...resting, asItIs: null, atRate: null, difference: null };
  const difference = intervalOf(drawn.map(([a, b]) => (a === null || b === null ? Number.NaN : b.g - a.g)));
  return { ...resting, asItIs, atRate, difference };
}

function* equalsOf(
  active: readonly ActiveWeeks[],
  valuesOf: (it: ActiveWeeks, place: number) => Float64Array,
): Generator<Equal> {
  for (const [place, it] of active.entries()) yield { count: it.visitors, values: valuesOf(it, place) };
}
