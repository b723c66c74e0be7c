import type { Mixture } from "@flywheel/statistics";
import type { MetricReadout } from "../answer.ts";
import type { AskedMetric } from "../measuring/asked.ts";
import type { Bucket } from "../measuring/buckets.ts";
import { compare, type Uncorrected } from "./compare.ts";
import { levelOf } from "./estimate-metric.ts";
import { guardOf, worstOf } from "./guardrail.ts";
import { type Pool, poolsAt } from "./pools.ts";

export type JudgedArm = { readonly key: string; readonly buckets: readonly Bucket[] };

export type Course = {
  /** Control first. */
  readonly arms: readonly JudgedArm[];
  /** The ends of whole days since the start, and now. */
  readonly looksMs: readonly number[];
  readonly mixture: Mixture;
  readonly alpha: number;
};

/** What one metric says, before its comparisons are corrected. `comparisons`: how many its family has. */
export function judgeMetric(
  { arms, looksMs, mixture, alpha }: Course,
  asked: AskedMetric,
  at: number,
  comparisons: number,
): { readonly readout: MetricReadout; readonly uncorrected: readonly Uncorrected[] } {
  const pools = arms.map(({ buckets }) => poolsAt(buckets, asked, at, looksMs));
  const level = alpha / comparisons;
  const [control = [], ...treatments] = pools;
  const lookAt = (treatment: readonly Pool[], look: number) => ({
    control: poolAt(control, look),
    treatment: poolAt(treatment, look),
    among: pools.map((arm) => poolAt(arm, look)),
  });
  const uncorrected = treatments.map((treatment, index) =>
    compare({
      asked,
      variant: arms[index + 1]?.key ?? "",
      looks: looksMs.map((atMs, look) => ({ atMs, ...lookAt(treatment, look) })),
      mixture,
      level,
    }),
  );
  const now = looksMs.length - 1;
  const guards = treatments.map((treatment) => guardOf(asked, lookAt(treatment, now), level, mixture));
  return {
    uncorrected,
    readout: {
      metric: asked.metric,
      role: asked.role,
      margin: asked.margin,
      cap: asked.caps[0] ?? null,
      arms: arms.map(({ key }, index) => {
        const pool = poolAt(pools[index] ?? [], now);
        return { variant: key, visitors: pool.n, nonZero: pool.nonZero, value: levelOf(asked.metric.kind, pool) };
      }),
      comparisons: uncorrected.map(({ comparison }) => comparison),
      correction: "holm",
      guardrail: asked.role === "guardrail" ? worstOf(guards) : null,
    },
  };
}

function poolAt(pools: readonly Pool[], look: number): Pool {
  const pool = pools[look];
  if (!pool) throw new Error("an arm has no pool at a look");
  return pool;
}
