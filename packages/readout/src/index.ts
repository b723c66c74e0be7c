export type {
  Arm,
  ArmValue,
  Comparison,
  Health,
  Look,
  MetricReadout,
  PowerTable,
  Range,
  Readout,
  SegmentReadout,
  SplitCheck,
  Traffic,
  Undecided,
  Verdict,
} from "./answer.ts";
export { answerExposureCounts, type ExperimentCounts, type VariantCounts } from "./exposure-counts.ts";
export { answerPower, answerTraffic } from "./power.ts";
export { answerReadout } from "./readout.ts";
