import { momentsOf } from "@flywheel/statistics";
import { type EventFilter, newForMs, type Segment, type TakenEvent, type VisitorCondition } from "@flywheel/vocabulary";
import type { AskedMetric, Variable } from "./asked.ts";
import type { Bucket } from "./buckets.ts";
import { beforeMs } from "./outcomes-sql.ts";

export type SlowQuestion = {
  readonly isEntry: (event: TakenEvent) => boolean;
  readonly simulated: boolean;
  readonly asOfMs: number;
  readonly metrics: readonly AskedMetric[];
  readonly segments: readonly Segment[];
  readonly app: string | null;
  readonly experiment: string | null;
};

const hourMs = 3_600_000;

/** The same buckets in plain code over raw events, a row per visitor: what readBuckets is checked against. */
export function readBucketsSlowly(question: SlowQuestion, taken: readonly TakenEvent[]): readonly Bucket[] {
  const { simulated, asOfMs, metrics } = question;
  const counted = taken.filter((it) => !it.bot && it.simulated === simulated && it.atMs <= asOfMs);
  const groups = new Map<string, { bucket: Omit<Bucket, "metrics" | "visitors">; rows: number[][][] }>();
  for (const visitorKey of new Set(counted.map((it) => it.visitorKey))) {
    const theirs = counted.filter((it) => it.visitorKey === visitorKey);
    const entries = theirs.filter(question.isEntry).sort((a, b) => a.atMs - b.atMs || a.seq - b.seq);
    const [entry] = entries;
    if (!entry) continue;
    const single = new Set(entries.map(({ variant }) => variant)).size === 1;
    const hour = Math.floor(entry.atMs / hourMs) * hourMs;
    const flags = question.segments
      .map(({ all }) => (all.every((it) => holds(it, entry, theirs)) ? "1" : "0"))
      .join("");
    const key = JSON.stringify([entry.variant, single, hour, flags]);
    const group = groups.get(key) ?? {
      bucket: { arm: entry.variant, single, hourMs: hour, flags, events: 0, failedToLoad: 0 },
      rows: [],
    };
    const failed = theirs.some((it) => it.name === "variant.failed" && it.experiment === question.experiment);
    group.bucket = {
      ...group.bucket,
      events: group.bucket.events + theirs.length,
      failedToLoad: group.bucket.failedToLoad + (failed && question.experiment !== null ? 1 : 0),
    };
    group.rows.push(metrics.map((metric) => rowOf(metric, entry, theirs, question.app)));
    groups.set(key, group);
  }
  return [...groups.values()].map(({ bucket, rows }) => ({
    ...bucket,
    visitors: rows.length,
    metrics: metrics.map(({ variables }, at) => {
      const own = rows.map((row) => row[at] ?? []);
      const counts = own.filter((row) => (row[variables.length - 1] ?? 0) > 0).length;
      return { nonZero: counts, moments: momentsOf(own, variables.length === 0 ? 0 : 2 * variables.length + 1) };
    }),
  }));
}

function rowOf(
  { metric, variables, caps }: AskedMetric,
  entry: TakenEvent,
  theirs: readonly TakenEvent[],
  app: string | null,
) {
  if (variables.length === 0) return [];
  const since = ({ atMs }: TakenEvent) => atMs - entry.atMs;
  const here = theirs.filter((it) => metric.reach === "all-apps" || app === null || it.app === app);
  const after = here.filter((it) => since(it) >= metric.fromMs && since(it) < metric.windowMs);
  const isBefore = (it: TakenEvent) => since(it) < 0 && since(it) >= -beforeMs;
  const capped = (events: readonly TakenEvent[]) =>
    variables.map((variable, place) => Math.min(amountOf(variable, events), caps[place] ?? Number.POSITIVE_INFINITY));
  return [...capped(after), ...capped(here.filter(isBefore)), theirs.some(isBefore) ? 1 : 0];
}

function amountOf({ of, take }: Variable, events: readonly TakenEvent[]): number {
  const matching = events.filter((event) => matches(of, event));
  if (take === "did") return matching.length > 0 ? 1 : 0;
  return take === "count" ? matching.length : matching.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

function holds(condition: VisitorCondition, entry: TakenEvent, theirs: readonly TakenEvent[]): boolean {
  switch (condition.kind) {
    case "property":
      return condition.in.includes(entry[condition.property] ?? "");
    case "tenure": {
      const isNew = theirs.every(({ atMs }) => atMs >= entry.atMs - newForMs);
      return isNew === (condition.is === "new");
    }
    case "behaviour": {
      const { of, did, atLeast, withinMs } = condition;
      const earlier = theirs.filter(
        (it) => it.atMs < entry.atMs && (withinMs === null || it.atMs >= entry.atMs - withinMs) && matches(of, it),
      );
      return did === earlier.length >= atLeast;
    }
    case "cohort": {
      const { of, fromMs, toMs } = condition;
      const moments = theirs.flatMap((it) => (of === null || matches(of, it) ? it.atMs : []));
      const firstMs = Math.min(...moments.filter((atMs) => atMs <= entry.atMs));
      return firstMs >= fromMs && firstMs < toMs;
    }
  }
}

const matches = ({ name, where = {} }: EventFilter, event: TakenEvent) =>
  event.name === name && Object.entries(where).every(([field, value]) => event.fields[field] === value);
