import type { Segment } from "@flywheel/vocabulary";
import type { MetricReadout, SegmentReadout } from "../answer.ts";
import type { AskedMetric } from "../measuring/asked.ts";
import type { Uncorrected } from "./compare.ts";
import { correct } from "./correct.ts";
import { type Course, judgeMetric } from "./judge-metric.ts";
import { unreadQuantile } from "./judge-quantile.ts";

/**
 * Every metric, in the order asked. Each role is a family of its own: what decides is held to Holm; what is only read
 * along, to e-BH while it runs and to Benjamini and Hochberg at the planned end. Quantiles are read apart.
 */
export function judgeAll(
  course: Course,
  metrics: readonly AskedMetric[],
  isPlannedEnd: boolean,
): readonly MetricReadout[] {
  const treatments = course.arms.length - 1;
  const sums = metrics.flatMap((asked, at) => (asked.metric.kind === "quantile" ? [] : { asked, at }));
  const judged = new Map<number, MetricReadout>();
  for (const role of ["primary", "secondary", "guardrail"] as const) {
    const family = sums.filter(({ asked }) => asked.role === role);
    const found = family.map(({ asked, at }) =>
      judgeMetric(course, asked, at, Math.max(1, treatments * family.length)),
    );
    const correction = role !== "secondary" ? "holm" : isPlannedEnd ? "bh" : "e-bh";
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
  const names = course.arms.map(({ key }) => key);
  return metrics.map((asked, at) => judged.get(at) ?? unreadQuantile(asked, names));
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
