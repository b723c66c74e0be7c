import {
  answerFlywheel,
  answerFunnel,
  answerLayers,
  answerLifecycle,
  answerPaths,
  answerPowerCurve,
  answerRetention,
  answerStickiness,
  answerTiming,
  answerTrend,
  answerUnmetDemand,
  answerValueDistribution,
  FlywheelQuestion,
  Funnel,
  LayersQuestion,
  Lifecycle,
  Paths,
  PowerCurve,
  Retention,
  readSupplyEvidence,
  Stickiness,
  seededRandom,
  shareReadings,
  TimingQuestion,
  Trend,
  targetsOf,
  timingThresholds,
  UnmetDemand,
  ValueDistribution,
} from "@flywheel/demand";
import type { QuestionEngine } from "@flywheel/store";
import { journey } from "@flywheel/vocabulary";

export const dozenNames = [
  "trend",
  "funnel",
  "funnel-unordered",
  "retention",
  "lifecycle",
  "stickiness",
  "power-curve",
  "paths",
  "value-distribution",
  "unmet-demand",
  "flywheel",
  "layers",
  "flywheel-page",
  "timing",
] as const;
export type DozenName = (typeof dozenNames)[number];

export type AskedQuestion = {
  readonly question: unknown;
  ask(engine: QuestionEngine, asOfMs: number, signal?: AbortSignal): Promise<unknown>;
};

const dayMs = 86_400_000;

/** Their questions are here under their own names too: where all are asked at once, a page is left out. */
export const wholePages: readonly DozenName[] = ["flywheel-page"];

/** One question of each kind over everything in the range, as the pages and the API ask them, of simulated traffic. */
export function dozenOf(range: { readonly fromMs: number; readonly toMs: number }): Record<DozenName, AskedQuestion> {
  const scope = { app: null, traffic: "simulated", ...range } as const;
  const of = [journey.served];
  const funnel = (order: "ordered" | "unordered") =>
    Funnel.parse({
      ...{ ...scope, order, windowMs: 7 * dayMs },
      steps: [journey.visited, journey.asked, { name: "inference.requested" }, { name: "output.shown" }, journey.kept],
    });
  const trend = Trend.parse({ ...scope, of, interval: "day", breakdown: "app", percentiles: [] });
  const retention = Retention.parse({
    ...{ ...scope, start: journey.visited, return: journey.visited, type: "first_in_range", mode: "exact" },
    ...{ interval: "week", clock: "calendar", periods: 8 },
  });
  const paths = Paths.parse({
    ...{ ...scope, from: journey.visited, direction: "next", places: null, repeats: "merged", steps: 4 },
  });
  const distribution = ValueDistribution.parse({
    ...{ ...scope, amount: { of: journey.served, take: "count" }, among: null, percentiles: [0.5, 0.9] },
    ...{ bounds: [1, 2, 5, 10, 20, 50], topPerMille: [10, 100] },
  });
  const flywheel = asking(FlywheelQuestion.parse(scope), (engine, question, asOfMs, signal) => {
    const asked = { ...question, targets: targetsOf(question.targets), experiments: [] };
    return answerFlywheel(engine, asked, asOfMs, drawnWith(signal));
  });
  const layers = asking(LayersQuestion.parse(scope), (engine, question, asOfMs, signal) =>
    answerLayers(engine, question, asOfMs, drawnWith(signal)),
  );
  return {
    trend: asking(trend, answerTrend),
    funnel: asking(funnel("ordered"), answerFunnel),
    "funnel-unordered": asking(funnel("unordered"), answerFunnel),
    retention: asking(retention, answerRetention),
    lifecycle: asking(Lifecycle.parse({ ...scope, of, interval: "week" }), answerLifecycle),
    stickiness: asking(Stickiness.parse({ ...scope, of, everyDays: 7 }), answerStickiness),
    "power-curve": asking(PowerCurve.parse({ ...scope, of }), answerPowerCurve),
    paths: asking(paths, answerPaths),
    "value-distribution": asking(distribution, answerValueDistribution),
    "unmet-demand": asking(UnmetDemand.parse(scope), answerUnmetDemand),
    ...{ flywheel, layers, "flywheel-page": together(flywheel, layers) },
    timing: asking(TimingQuestion.parse(scope), async (engine, question, asOfMs, signal) => {
      const supply = await readSupplyEvidence(engine, question, asOfMs, drawnWith(signal));
      const given = { thresholds: timingThresholds, supply, random: seededRandom(1) };
      return answerTiming(engine, question, given, asOfMs, signal);
    }),
  };
}

const drawnWith = (signal?: AbortSignal) => ({ random: seededRandom(1), ...(signal ? { signal } : {}) });

/** As a page does that asks several questions when it is opened, and as the API has them read. */
const together = (...parts: readonly AskedQuestion[]): AskedQuestion => ({
  question: parts.map(({ question }) => question),
  async ask(engine, asOfMs, signal) {
    const shared = shareReadings(engine);
    return Promise.all(parts.map((part) => part.ask(shared, asOfMs, signal)));
  },
});

function asking<Question>(
  question: Question,
  answer: (engine: QuestionEngine, question: Question, asOfMs: number, signal?: AbortSignal) => Promise<unknown>,
): AskedQuestion {
  return { question, ask: (engine, asOfMs, signal) => answer(engine, question, asOfMs, signal) };
}
