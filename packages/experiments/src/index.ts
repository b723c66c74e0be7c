export { type Assigner, type AssignerParts, createAssigner } from "./assigner.ts";
export { ExperimentDefinition, FeatureValue, VariantDefinition } from "./definition.ts";
export { createExposureMemory, type Exposure, type ExposureMemory } from "./exposure-memory.ts";
export { createMemoryExperimentRegister } from "./memory.ts";
export { type FeaturesPayload, payloadOf } from "./payload.ts";
export type { ExperimentRegister } from "./port.ts";
export { ensureSeeds, seeds } from "./seeds.ts";
