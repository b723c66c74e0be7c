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
  answerWhatIf,
  createAnswers,
  type FlywheelAnswer,
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
  thresholdsOf,
  UnmetDemand,
  ValueDistribution,
  WhatIfQuestion,
} from "@flywheel/demand";
import type { QuestionEngine } from "@flywheel/store";
import type { Services } from "../services.ts";
import { t, viewerProcedure } from "../trpc.ts";
import { readLayerExperiments } from "./layer-experiments.ts";

/** The same draws for everybody, so that two who ask the same are told the same. */
const random = () => seededRandom(1);

/** Every question about demand, each answered once for all who ask it within ten seconds. */
export function demandRouter({ questions, experiments, now }: Services) {
  const answers = createAnswers({ now, lagMs: () => questions.lagMs?.() ?? null });
  const shared = shareReadings(questions);

  type Ask<Question, Answer> = (
    engine: QuestionEngine,
    question: Question,
    asOfMs: number,
    signal?: AbortSignal,
  ) => Promise<Answer>;
  type Asked<Question> = { readonly input: Question; readonly signal: AbortSignal | undefined };
  const answering =
    <Question, Answer>(kind: string, ask: Ask<Question, Answer>) =>
    ({ input, signal }: Asked<Question>): Promise<Answer> =>
      answers.ask(kind, input, (asOfMs, stopped) => ask(shared, input, asOfMs, stopped), signal);

  const flywheel: Ask<FlywheelQuestion, FlywheelAnswer> = async (engine, question, asOfMs, signal) => {
    const ran = await readLayerExperiments(experiments, engine, question, asOfMs, signal);
    const asked = { ...question, targets: targetsOf(question.targets), experiments: ran };
    return answerFlywheel(engine, asked, asOfMs, signal ? { random: random(), signal } : { random: random() });
  };

  return t.router({
    trend: viewerProcedure.input(Trend).query(answering("trend", answerTrend)),
    funnel: viewerProcedure.input(Funnel).query(answering("funnel", answerFunnel)),
    retention: viewerProcedure.input(Retention).query(answering("retention", answerRetention)),
    lifecycle: viewerProcedure.input(Lifecycle).query(answering("lifecycle", answerLifecycle)),
    stickiness: viewerProcedure.input(Stickiness).query(answering("stickiness", answerStickiness)),
    powerCurve: viewerProcedure.input(PowerCurve).query(answering("power curve", answerPowerCurve)),
    paths: viewerProcedure.input(Paths).query(answering("paths", answerPaths)),
    valueDistribution: viewerProcedure
      .input(ValueDistribution)
      .query(answering("value distribution", answerValueDistribution)),
    unmetDemand: viewerProcedure.input(UnmetDemand).query(answering("unmet demand", answerUnmetDemand)),
    flywheel: viewerProcedure.input(FlywheelQuestion).query(answering("flywheel", flywheel)),
    layers: viewerProcedure.input(LayersQuestion).query(answering("layers", layers)),
    whatIf: viewerProcedure.input(WhatIfQuestion).query(answering("what-if", whatIf)),
    timing: viewerProcedure.input(TimingQuestion).query(answering("timing", timing)),
  });
}

function layers(engine: QuestionEngine, question: LayersQuestion, asOfMs: number, signal?: AbortSignal) {
  return answerLayers(engine, question, asOfMs, { random: random(), signal });
}

function whatIf(engine: QuestionEngine, question: WhatIfQuestion, asOfMs: number, signal?: AbortSignal) {
  return answerWhatIf(engine, question, asOfMs, { random: random(), signal });
}

async function timing(engine: QuestionEngine, question: TimingQuestion, asOfMs: number, signal?: AbortSignal) {
  const drawn = signal ? { random: random(), signal } : { random: random() };
  const supply = await readSupplyEvidence(engine, question, asOfMs, drawn);
  return answerTiming(
    engine,
    question,
    { thresholds: thresholdsOf(question.thresholds), supply, random: random() },
    asOfMs,
    signal,
  );
}
