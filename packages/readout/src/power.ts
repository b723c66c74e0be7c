import type { ExperimentDraft } from "@flywheel/experiments";
import { detectableEffect, mergeMoments, mixtureFor } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import type { PowerTable, Traffic } from "./answer.ts";
import { maturesAtMs } from "./judging/pools.ts";
import { type AskedMetric, capNames, draftedBy } from "./measuring/asked.ts";
import { type Bucket, readBuckets } from "./measuring/buckets.ts";
import { type Aim, visitsOf } from "./measuring/entries.ts";
import { moment, span } from "./measuring/moment.ts";
import { afterName, type OutcomesParts, visitorsSql } from "./measuring/outcomes-sql.ts";

const dayMs = 86_400_000;
/** How far back traffic is looked at. */
const trafficDays = 28;
const power = 0.8;
const offeredDays = [7, 14, 21, 28, 42, 56, 84];

/**
 * The traffic of today for a draft: as if everybody had been exposed at the first visit at which it aims at them, within
 * the last four weeks and the time that the longest window takes. Real visitors only; of attributes that outside senders
 * bring no event tells, so they narrow nothing here.
 */
export async function answerTraffic(
  engine: QuestionEngine,
  draft: ExperimentDraft,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<Traffic> {
  const metrics = draftedBy(draft);
  const windowMs = Math.max(...metrics.map(({ metric }) => metric.windowMs));
  const fromMs = asOfMs - trafficDays * dayMs - windowMs;
  const period = { simulated: false, asOfMs };
  const parts: OutcomesParts = {
    entries: visitsOf(aimOf(draft), fromMs, period),
    period,
    metrics,
    segments: [],
    app: draft.kind === "holdout" ? null : draft.app,
    experiment: null,
  };
  const buckets = await readBuckets(engine, parts, signal);
  const recent = buckets.filter(({ hourMs }) => hourMs >= asOfMs - trafficDays * dayMs);
  const share = draft.coverage * (draft.namespace ? draft.namespace.to - draft.namespace.from : 1);
  const visitors = Math.round(recent.reduce((sum, bucket) => sum + bucket.visitors, 0) * share);
  return {
    asOfMs,
    days: trafficDays,
    visitors,
    visitorsPerDay: visitors / trafficDays,
    caps: await readCaps(engine, parts, signal),
    baseline: baselineOf(buckets, metrics[0], asOfMs),
  };
}

/** How many days of that traffic find which relative effect of the primary metric, by the interval that will be used. */
export async function answerPower(
  engine: QuestionEngine,
  draft: ExperimentDraft,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<PowerTable> {
  const traffic = await answerTraffic(engine, draft, asOfMs, signal);
  const { variants, measurement } = draft;
  const arms = variants.length;
  const { baseline, visitorsPerDay } = traffic;
  const undecided =
    visitorsPerDay === 0 ? "no-visitors" : baseline === null || !(baseline.mean > 0) ? "no-baseline" : null;
  const [control = 0, ...treatments] = variants.map(({ weight }) => weight);
  // The smallest treatment is the one that is found last.
  const treatment = Math.min(...treatments);
  const rows = offeredDays.map((days) => {
    const visitors = Math.floor(visitorsPerDay * days * (control + treatment));
    return { days, visitors, effect: undecided === null ? effectOf(visitors) : null };
  });
  return { traffic, alpha: measurement.alpha, power, arms, rows, undecided };

  function effectOf(visitors: number): number | null {
    if (baseline === null || control === 0 || treatment === 0 || visitors < 200) return null;
    const plan = {
      interval: { kind: "sequential", ...mixtureFor({ alpha: measurement.alpha, plannedN: visitors }) },
      alpha: measurement.alpha / (arms - 1),
      treatmentShare: treatment / (control + treatment),
      standardDeviation: Math.sqrt(baseline.variance),
    } as const;
    return baseline.variance > 0 ? detectableEffect(plan, { n: visitors, power }) / baseline.mean : null;
  }
}

function aimOf({ kind, app, targeting }: ExperimentDraft): Aim {
  const { apps, devices = null, tenure = null, payer = null } = targeting;
  const isMet = apps === undefined || apps.includes(app);
  // A holdout is met in every app that it aims at, any other experiment in its own.
  return { apps: kind === "holdout" ? (apps ?? null) : isMet ? [app] : [], devices, tenure, payer };
}

function baselineOf(buckets: readonly Bucket[], primary: AskedMetric | undefined, asOfMs: number): Traffic["baseline"] {
  if (!primary || primary.variables.length === 0) return null;
  const mature = buckets.filter((bucket) => maturesAtMs(bucket, primary.metric.windowMs) <= asOfMs);
  const moments = mature.flatMap(({ metrics: [own] }) => own?.moments ?? []);
  const [first, ...rest] = moments;
  if (!first) return null;
  const all = rest.reduce(mergeMoments, first);
  if (all.n < 2) return null;
  const [[yy = 0, yd = 0] = [], [, dd = 0] = []] = all.comoments;
  const [mean = 0, denominator = 0] = all.means;
  if (primary.metric.kind !== "ratio") return { visitors: all.n, mean, variance: yy / (all.n - 1) };
  if (denominator === 0) return null;
  const ratio = mean / denominator;
  // Of (Y - R X) / mean(X): the delta method's variance of one visitor.
  const variance = (yy - 2 * ratio * yd + ratio * ratio * dd) / (denominator * denominator * (all.n - 1));
  return { visitors: all.n, mean: ratio, variance };
}

/**
 * What amounts are cut to: the percentile over visitors whose window is over. Where so few have any that it is 0, the
 * percentile of those who have: to cut everything to 0 would leave nothing to measure.
 */
async function readCaps(engine: QuestionEngine, parts: OutcomesParts, signal?: AbortSignal): Promise<Traffic["caps"]> {
  const capped = parts.metrics.flatMap(({ metric }, at) => {
    const share = metric.kind === "mean" || metric.kind === "ratio" ? metric.capPercentile : null;
    return share === null
      ? []
      : capNames(metric).map((name, place) => ({ name, share, column: afterName(at, place), metric }));
  });
  if (capped.length === 0) return {};
  const caps = capped.map(({ share, column, metric }, index): SQL => {
    const value = sql.raw(column);
    const over = sql`entered + ${span(metric.windowMs)} <= ${moment(parts.period.asOfMs)}`;
    const at = (amount: SQL) => sql`percentile_disc(${sql.raw(String(share))}) within group (order by ${amount})`;
    const all = at(sql`case when ${over} then ${value} end`);
    const some = at(sql`case when ${over} and ${value} > 0 then ${value} end`);
    return sql`coalesce(nullif(${all}, 0), ${some}) as ${sql.raw(`c${index}`)}`;
  });
  const [row = {}] = await engine.rows(
    sql`${visitorsSql(parts)} select ${sql.join(caps, sql`, `)} from visitors`,
    signal ? { signal } : {},
  );
  return Object.fromEntries(
    capped.flatMap(({ name }, index) => {
      const cap = row[`c${index}`];
      return cap === null || cap === undefined ? [] : [[name, Number(cap)]];
    }),
  );
}
