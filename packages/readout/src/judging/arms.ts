import type { ExperimentDefinition } from "@flywheel/experiments";
import type { Arm } from "../answer.ts";
import type { Bucket } from "../measuring/buckets.ts";
import { maturesAtMs } from "./pools.ts";

/** Who is in which arm, and who of them is not in the result and why; in the order of the definition. */
export function armsOf(
  { variants, phases }: ExperimentDefinition,
  phase: number,
  buckets: readonly Bucket[],
  windowMs: number,
  asOfMs: number,
): readonly Arm[] {
  const weights = phases[phase - 1]?.weights ?? variants.map(({ weight }) => weight);
  return variants.map(({ key, name }, index) => {
    const own = buckets.filter(({ arm }) => arm === key);
    const count = (of: (bucket: Bucket) => boolean) => own.filter(of).reduce((sum, { visitors }) => sum + visitors, 0);
    const isMature = (bucket: Bucket) => maturesAtMs(bucket, windowMs) <= asOfMs;
    return {
      key,
      name,
      weight: weights[index] ?? 0,
      assigned: count(() => true),
      excluded: count(({ single }) => !single),
      immature: count((bucket) => bucket.single && !isMature(bucket)),
      analysed: count((bucket) => bucket.single && isMature(bucket)),
      failedToLoad: own.reduce((sum, { failedToLoad }) => sum + failedToLoad, 0),
    };
  });
}
