export { type Assigner, type AssignerParts, createAssigner } from "./assigner.ts";
export { type Autopilot, createAutopilot } from "./automatic/autopilot.ts";
export type { Guards } from "./automatic/due.ts";
export { type Dealing, dealAll } from "./deal.ts";
export {
  buildFeature,
  currentBuild,
  type Decision,
  ExperimentDefinition,
  ExperimentDraft,
  type ExperimentState,
  holdoutFeature,
  type Namespace,
  openValue,
  type Phase,
  type Plan,
  type Rollout,
  type Schedule,
  states,
} from "./definition/definition.ts";
export { type Fault, faultsIn, faultsOf, sayFaults } from "./definition/faults.ts";
export { Measurement, metricIn, segmentIn } from "./definition/measurement.ts";
export { usualMeasurement } from "./definition/read-definition.ts";
export { Targeting, type VisitorAttributes } from "./definition/targeting.ts";
export { FeatureValue, VariantDefinition } from "./definition/variant.ts";
export { type ChangeOutcome, createExperiments, type Experiments, type ExperimentsParts } from "./experiments.ts";
export { createExposureMemory, type Exposure, type ExposureMemory } from "./exposure-memory.ts";
export { type Action, actions, isPossible } from "./lifecycle/action.ts";
export { type Circumstances, type Command, neededDays } from "./lifecycle/change-experiment.ts";
export type { Change } from "./lifecycle/changes.ts";
export { Refusal, RefusedError, readRefusal } from "./lifecycle/refusal.ts";
export { sayRefusal } from "./lifecycle/say-refusal.ts";
export { createMemoryExperimentRegister } from "./memory.ts";
export { type FeaturesPayload, payloadOf } from "./payload.ts";
export { type AuditEntry, type ExperimentRegister, isLive } from "./port.ts";
export { createMemorySegmentRegister } from "./saved-segments/memory.ts";
export type { SavedSegment, SegmentEntry, SegmentRegister } from "./saved-segments/port.ts";
export {
  createSavedSegments,
  type SavedSegments,
  type SegmentChange,
  type SegmentCommand,
} from "./saved-segments/saved-segments.ts";
export { type SegmentRefusal, saySegmentRefusal } from "./saved-segments/segment-refusal.ts";
export { ensureSeeds, seeds } from "./seeds.ts";
export type { StickyAssignments } from "./sticky.ts";
