import { type Moments, mergeMoments, momentsFromSums } from "@flywheel/statistics";
import type { AskedMetric } from "../measuring/asked.ts";
import type { Bucket } from "../measuring/buckets.ts";
import { variableNames } from "../measuring/outcomes-sql.ts";

const hourMs = 3_600_000;

/** Of one arm and one metric: visitors whose window is over, and what they add up to. */
export type Pool = { readonly n: number; readonly nonZero: number; readonly moments: Moments };

/** When the windows of a bucket's last visitor are over. */
export const maturesAtMs = (bucket: Bucket, windowMs: number): number => bucket.hourMs + hourMs + windowMs;

/**
 * An arm's pool at each of the given times, which rise: those whose window was over by then, in one pass. Buckets of
 * visitors who met two arms are left out.
 */
export function poolsAt(
  buckets: readonly Bucket[],
  { metric, variables }: AskedMetric,
  at: number,
  timesMs: readonly number[],
): readonly Pool[] {
  const ordered = buckets.filter(({ single }) => single).sort((a, b) => a.hourMs - b.hourMs);
  let pool = emptyPool(variables.length === 0 ? 0 : variableNames(variables.length, at).length);
  let next = 0;
  return timesMs.map((timeMs) => {
    for (; next < ordered.length; next += 1) {
      const bucket = ordered[next];
      if (bucket === undefined || maturesAtMs(bucket, metric.windowMs) > timeMs) break;
      pool = add(pool, bucket, at);
    }
    return pool;
  });
}

function add(pool: Pool, bucket: Bucket, at: number): Pool {
  const own = bucket.metrics[at];
  if (!own) throw new Error(`the sums of metric ${at} were not read`);
  return {
    n: pool.n + bucket.visitors,
    nonZero: pool.nonZero + own.nonZero,
    moments: pool.n === 0 ? own.moments : mergeMoments(pool.moments, own.moments),
  };
}

function emptyPool(k: number): Pool {
  const zeros = Array.from({ length: k }, () => 0);
  return { n: 0, nonZero: 0, moments: momentsFromSums({ n: 0, sums: zeros, crossSums: zeros.map(() => zeros) }) };
}
