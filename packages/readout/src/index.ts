export { answerExposureCounts, type Conversion, type ExperimentCounts, type VariantCounts } from "./exposure-counts.ts";
