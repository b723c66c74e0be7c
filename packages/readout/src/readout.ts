import { type ExperimentDefinition, neededDays } from "@flywheel/experiments";
import { mixtureFor } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import type { Readout } from "./answer.ts";
import { armsOf } from "./judging/arms.ts";
import { healthOf } from "./judging/health.ts";
import { judgeAll, judgeSegments } from "./judging/judge-all.ts";
import type { Course } from "./judging/judge-metric.ts";
import type { ValuesByArm } from "./judging/judge-quantile.ts";
import { verdictOf } from "./judging/verdict.ts";
import { askedBy, segmentsOf } from "./measuring/asked.ts";
import { type Bucket, readBuckets } from "./measuring/buckets.ts";
import { exposuresOf } from "./measuring/entries.ts";
import { readSingleValues } from "./measuring/single-values.ts";

const dayMs = 86_400_000;
/** What an interval is planned for where nobody said (measures.md). */
const usualVisitors = 5_000;

export type ReadoutQuestion = {
  readonly phase: number;
  /** Simulated visitors only; without it real ones only. Never both. */
  readonly simulated: boolean;
  readonly asOfMs: number;
};

/** What an experiment says: health first, and nothing else where that is broken. One pass over the events. */
export async function answerReadout(
  engine: QuestionEngine,
  definition: ExperimentDefinition,
  { phase, simulated, asOfMs }: ReadoutQuestion,
  signal?: AbortSignal,
): Promise<Readout> {
  const { startedAtMs, endedAtMs } = definition.phases[phase - 1] ?? { startedAtMs: asOfMs, endedAtMs: null };
  const metrics = askedBy(definition, phase);
  const segments = segmentsOf(definition);
  const period = { simulated, asOfMs };
  const buckets = await readBuckets(
    engine,
    {
      entries: exposuresOf(definition, phase, period),
      period,
      metrics,
      segments,
      // What was withheld from a holdout may show anywhere.
      app: definition.kind === "holdout" ? null : definition.app,
      experiment: definition.key,
    },
    signal,
  );

  const windowMs = metrics[0]?.metric.windowMs ?? 0;
  const arms = armsOf(definition, phase, buckets, windowMs, asOfMs);
  const health = healthOf(arms, simulated);
  // Days and looks begin with the first visitor: an early experiment has no recorded start, and one may wait for somebody.
  const firstMs = Math.min(asOfMs, ...buckets.map(({ hourMs }) => hourMs));
  const fullDays = Math.max(0, Math.floor(((endedAtMs ?? asOfMs) - firstMs) / dayMs));
  const plannedVisitors = definition.plan?.visitors ?? usualVisitors;
  const course = courseOf(definition, buckets, { firstMs, asOfMs, plannedVisitors });
  const withheld = health.broken.length > 0;
  const [control, ...treatments] = arms;
  const analysed = Math.min(...treatments.map((arm) => (control?.analysed ?? 0) + arm.analysed));
  const isPlannedEnd = analysed >= plannedVisitors;
  const judged = withheld ? [] : judgeAll(course, metrics, isPlannedEnd ? await valuesOf() : null);

  return {
    asOfMs,
    experiment: definition.key,
    phase,
    startedAtMs,
    endedAtMs,
    fullDays,
    analysed,
    plannedVisitors,
    events: buckets.reduce((sum, { events }) => sum + events, 0),
    simulated,
    arms,
    health,
    metrics: judged,
    segments: withheld ? [] : judgeSegments(course, metrics, segments),
    verdict: verdictOf({
      health,
      metrics: judged,
      control: control?.key ?? "",
      assigned: arms.reduce((sum, { assigned }) => sum + assigned, 0),
      fullDays,
      neededDays,
      analysed,
      plannedVisitors,
      analysedPerDay: perDayOf(buckets, { firstMs, asOfMs }, arms.length),
    }),
  };

  /** What was no sum is asked apart, and once. By the place of the metric. */
  async function valuesOf(): Promise<ReadonlyMap<number, ValuesByArm>> {
    const app = definition.kind === "holdout" ? null : definition.app;
    const entries = exposuresOf(definition, phase, period);
    const found = metrics.map(async ({ metric }, at) =>
      metric.kind === "quantile"
        ? ([[at, await readSingleValues(engine, { entries, period, metric, app }, signal)]] as const)
        : [],
    );
    return new Map((await Promise.all(found)).flat());
  }
}

type Stretch = { readonly firstMs: number; readonly asOfMs: number };

function courseOf(
  { variants, measurement: { alpha } }: ExperimentDefinition,
  buckets: readonly Bucket[],
  { firstMs, asOfMs, plannedVisitors }: Stretch & { readonly plannedVisitors: number },
): Course {
  const days = Math.floor((asOfMs - firstMs) / dayMs);
  const ends = Array.from({ length: days }, (_, day) => firstMs + (day + 1) * dayMs).filter((atMs) => atMs < asOfMs);
  return {
    arms: variants.map(({ key }) => ({ key, buckets: buckets.filter(({ arm }) => arm === key) })),
    looksMs: [...ends, asOfMs],
    mixture: mixtureFor({ alpha, plannedN: plannedVisitors }),
    alpha,
  };
}

/** New visitors of two arms a day, over the last week of entries or, where there were fewer, the days so far. */
function perDayOf(buckets: readonly Bucket[], { firstMs, asOfMs }: Stretch, arms: number): number {
  const days = Math.min(7, Math.max(1, (asOfMs - firstMs) / dayMs));
  const recent = buckets.filter(({ single, hourMs }) => single && hourMs > asOfMs - 7 * dayMs);
  return (recent.reduce((sum, { visitors }) => sum + visitors, 0) / days) * (2 / Math.max(2, arms));
}
