export { seededRandom } from "@flywheel/statistics";
export { type Answers, type AnswersParts, createAnswers, QuestionTooLongError, stepMs } from "./asking/answers.ts";
export { shareReadings } from "./asking/share-readings.ts";
export { answerFlywheel, type FlywheelAnswer } from "./flywheel/ask-flywheel.ts";
export { answerLayers, type LayersAnswer } from "./flywheel/ask-layers.ts";
export type { Bottleneck, GainDraw } from "./flywheel/bottleneck.ts";
export type { CapacityQuestion, ModelCapacity } from "./flywheel/capacity.ts";
export { type ClosedWeeks, closedWeeks } from "./flywheel/closed-weeks.ts";
export { FlywheelQuestion, targetsOf } from "./flywheel/flywheel-question.ts";
export { type GatedLayer, gatedLayers, type JudgedWeek } from "./flywheel/gates.ts";
export { type Growth, growthOf } from "./flywheel/growth.ts";
export type { IdentityWeek } from "./flywheel/identity.ts";
export type { Judgement, LayerExperiment, Targets } from "./flywheel/judge.ts";
export { LayersQuestion } from "./flywheel/layers-question.ts";
export { type Link, readLinks } from "./flywheel/links.ts";
export type { LostDemand } from "./flywheel/lost-demand.ts";
export type { Opportunity } from "./flywheel/opportunity.ts";
export type { Offspring, Reproduction } from "./flywheel/reproduction.ts";
export { readVisitorWeeks, type Trajectory, VisitorWeeks } from "./flywheel/visitor-weeks.ts";
export type { Rows } from "./flywheel/weighted-bootstrap.ts";
export { answerWhatIf, type WhatIfAnswer } from "./flywheel/what-if.ts";
export { WhatIfQuestion } from "./flywheel/what-if-question.ts";
export { answerPopulations, type Populations } from "./populations.ts";
export { answerFunnel, type FunnelAnswer, type FunnelGroup, type FunnelStep } from "./questions/funnel.ts";
export { type Exclusion, Funnel } from "./questions/funnel-question.ts";
export { answerLifecycle, Lifecycle, type LifecycleAnswer } from "./questions/lifecycle.ts";
export { answerPaths, type PathLink, Paths, type PathsAnswer } from "./questions/paths.ts";
export { answerPowerCurve, PowerCurve, type PowerCurveAnswer } from "./questions/power-curve.ts";
export { answerRetention, type RetentionAnswer } from "./questions/retention.ts";
export { Retention } from "./questions/retention-question.ts";
export { answerStickiness, Stickiness, type StickinessAnswer } from "./questions/stickiness.ts";
export { answerTrend, Trend, type TrendAnswer } from "./questions/trend.ts";
export {
  answerUnmetDemand,
  type Commitment,
  UnmetDemand,
  type UnmetDemandAnswer,
  type Want,
} from "./questions/unmet-demand.ts";
export {
  answerValueDistribution,
  ValueDistribution,
  type ValueDistributionAnswer,
} from "./questions/value-distribution.ts";
export type { Check, CheckName } from "./timing/check.ts";
export type { SupplyEvidence } from "./timing/evidence.ts";
export type { Plateau } from "./timing/plateau.ts";
export type { Signal } from "./timing/signal.ts";
export { thresholdsOf } from "./timing/stated-thresholds.ts";
export { readSupplyEvidence } from "./timing/supply-of-flywheel.ts";
export { type TimingThresholds, timingThresholds } from "./timing/thresholds.ts";
export { answerTiming, type TimingAnswer, type TimingGiven } from "./timing/timing.ts";
export { TimingQuestion } from "./timing/timing-question.ts";
export type { TimingVerdict } from "./timing/verdict.ts";
