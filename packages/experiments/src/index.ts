export { ExperimentDefinition, FeatureValue, VariantDefinition } from "./definition.ts";
export { createMemoryExperimentRegister } from "./memory.ts";
export type { ExperimentRegister } from "./port.ts";
