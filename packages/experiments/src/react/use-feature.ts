import { useAssigner } from "./experiments-provider.tsx";

/**
 * The value of a feature for this visitor; the fallback where nobody defined it, or defined it as something else than
 * the app can show. To look is not to be exposed: that is what `<Exposure>` is for.
 */
export function useFeature(feature: string, fallback: boolean): boolean;
export function useFeature(feature: string, fallback: number): number;
export function useFeature(feature: string, fallback: string): string;
export function useFeature(feature: string, fallback: boolean | number | string): boolean | number | string {
  const value = useAssigner().valueOf(feature);
  return value !== undefined && typeof value === typeof fallback ? value : fallback;
}
