export { ExperimentsProvider, type ExperimentsProviderProps } from "./experiments-provider.tsx";
export { Exposure } from "./exposure.tsx";
export { useFeature } from "./use-feature.ts";
export { Variant, type VariantProps } from "./variant.tsx";
