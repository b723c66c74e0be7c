import type { Segment } from "@flywheel/vocabulary";
import type { MetricReadout, SegmentReadout } from "../answer.ts";
import type { AskedMetric } from "../measuring/asked.ts";
import type { Uncorrected } from "./compare.ts";
import { correct } from "./correct.ts";
import { type Course, judgeMetric } from "./judge-metric.ts";
import { judgeQuantile, type ValuesByArm } from "./judge-quantile.ts";

/**
 * Every metric, in the order asked. Each role is a family of its own: what decides is held to Holm; what is only read
 * along, to e-BH while it runs and to Benjamini and Hochberg at the planned end, on the p that every look has used so far.
 * A quantile belongs to its family from the first day, so that its being read later moves no other interval.
 * `values`: of quantiles, by their place; null before the planned end.
 */
export function judgeAll(
  course: Course,
  metrics: readonly AskedMetric[],
  values: ReadonlyMap<number, ValuesByArm> | null,
): readonly MetricReadout[] {
  const treatments = course.arms.length - 1;
  const names = course.arms.map(({ key }) => key);
  const judged = new Map<number, MetricReadout>();
  for (const role of ["primary", "secondary", "guardrail"] as const) {
    const family = metrics.flatMap((asked, at) => (asked.role === role ? { asked, at } : []));
    const comparisons = Math.max(1, treatments * family.length);
    const found = family.map(({ asked, at }) =>
      asked.metric.kind === "quantile"
        ? judgeQuantile(asked, names, values?.get(at) ?? null, course.alpha / comparisons)
        : judgeMetric(course, asked, at, comparisons),
    );
    const correction = role !== "secondary" ? "holm" : values === null ? "e-bh" : "bh";
    const corrected = correct(
      found.flatMap(({ uncorrected }) => uncorrected),
      correction,
      course.alpha,
    );
    for (const [place, { readout }] of found.entries()) {
      const own = sliceOf(corrected, place, treatments);
      judged.set(family[place]?.at ?? -1, { ...readout, correction, comparisons: own });
    }
  }
  return metrics.flatMap((_, at) => judged.get(at) ?? []);
}

/** The primary metric within each segment; all comparisons of all segments are one family. */
export function judgeSegments(
  course: Course,
  [primary]: readonly AskedMetric[],
  segments: readonly Segment[],
): readonly SegmentReadout[] {
  if (!primary || primary.metric.kind === "quantile" || segments.length === 0) return [];
  const treatments = course.arms.length - 1;
  const found = segments.map((_, at) => {
    const arms = course.arms.map(({ key, buckets }) => ({
      key,
      buckets: buckets.filter(({ flags }) => flags[at] === "1"),
    }));
    return judgeMetric({ ...course, arms }, primary, 0, segments.length * treatments);
  });
  const corrected = correct(
    found.flatMap(({ uncorrected }) => uncorrected),
    "holm",
    course.alpha,
  );
  return segments.map((segment, at) => ({
    segment,
    arms: found[at]?.readout.arms ?? [],
    comparisons: sliceOf(corrected, at, treatments),
  }));
}

const sliceOf = (family: readonly Uncorrected[], place: number, size: number) =>
  family.slice(place * size, (place + 1) * size).map(({ comparison }) => comparison);
