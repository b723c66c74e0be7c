export {
  type Draw,
  percentileInterval,
  poissonBootstrap,
  type Units,
} from "./bootstrap/poisson-bootstrap.ts";
export { type Random, seededRandom } from "./bootstrap/random.ts";
export { chiSquareUpperTail } from "./distributions/chi-square.ts";
export { normalCdf, normalQuantile, normalTwoSidedP } from "./distributions/normal.ts";
export { studentCritical, studentTwoSidedP } from "./distributions/student-t.ts";
export { type AdjustedEstimate, type Adjustment, estimateAdjusted } from "./estimates/adjusted.ts";
export { type Bucket, capOf, capOfBuckets } from "./estimates/capping.ts";
export type { ArmLevel, Contrast, Estimate } from "./estimates/estimate.ts";
export { estimateMean } from "./estimates/mean.ts";
export { estimateProportion } from "./estimates/proportion.ts";
export { type ClusteredValues, estimateQuantile } from "./estimates/quantile.ts";
export { estimateRatio, type Ratio } from "./estimates/ratio.ts";
export { relativeLift } from "./estimates/relative-lift.ts";
export { type SampleRatio, sampleRatio, sampleRatioAlarm } from "./health/sample-ratio.ts";
export { type BayesianView, bayesianView, type Prior } from "./intervals/bayesian.ts";
export { closedFor, firstLook, type Outcomes } from "./intervals/first-look.ts";
export { type Interval, normalInterval } from "./intervals/interval.ts";
export {
  alwaysValidP,
  logEValue,
  type Mixture,
  mixtureFor,
  sequentialCritical,
  sequentialInterval,
} from "./intervals/sequential.ts";
export { twoProportionTest } from "./intervals/two-proportion.ts";
export { type WelchTest, welchTest } from "./intervals/welch.ts";
export { wilsonInterval } from "./intervals/wilson.ts";
export { momentsFromSums, type Sums } from "./moments/from-sums.ts";
export { mergeMoments } from "./moments/merge.ts";
export { type Moments, momentsOf, momentsOfValues } from "./moments/moments.ts";
export { scaleMoments, transformMoments } from "./moments/transform.ts";
export { benjaminiHochberg } from "./multiplicity/benjamini-hochberg.ts";
export { eBenjaminiHochberg } from "./multiplicity/e-benjamini-hochberg.ts";
export { holm } from "./multiplicity/holm.ts";
export type { Corrected } from "./multiplicity/hypothesis.ts";
export { type DetectableEffect, daysForEffect, effectForDays, type Traffic } from "./power/days.ts";
export type { Plan } from "./power/plan.ts";
export { detectableEffect, observationsFor, powerAt } from "./power/power.ts";
export { isUndecided, type Reason, type Undecided, undecided } from "./undecided.ts";
export { WrongSettingError } from "./wrong-setting-error.ts";
