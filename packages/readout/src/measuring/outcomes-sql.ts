import { conditionOf, events } from "@flywheel/store";
import { newForMs, type Segment, type VisitorCondition } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import type { AskedMetric, Variable } from "./asked.ts";
import { counted, type Entries, type Period } from "./entries.ts";
import { moment, span } from "./moment.ts";

/** How far back a visitor's own earlier value is looked for: CUPED's covariate. */
export const beforeMs = 28 * 86_400_000;

export type OutcomesParts = {
  readonly entries: Entries;
  readonly period: Period;
  readonly metrics: readonly AskedMetric[];
  readonly segments: readonly Segment[];
  /** Where a metric that reaches `app` counts. */
  readonly app: string | null;
  /** Whose `variant.failed` is counted; null for nobody's. */
  readonly experiment: string | null;
};

/**
 * From events to sums in one pass: visitors never leave the database. One row per arm, hour of entry and pattern of
 * segments, with the sums and cross sums of every metric's variables. Every CTE is read once.
 */
export function outcomesSql(parts: OutcomesParts): SQL {
  const { metrics, segments } = parts;
  return sql`${visitorsSql(parts)}
  select arm, single, extract(epoch from date_trunc('hour', entered)) as hour, ${flagsOf(segments)} as flags,
    count(*) as n, sum(seen) as seen, sum(failed) as failed${more(metrics.flatMap(sumsOf))}
  from visitors group by 1, 2, 3, 4`;
}

/** `with visitors as (...)`: one row per visitor with every variable under its name, for whoever reduces them. */
export function visitorsSql({ entries, period, metrics, segments, app, experiment }: OutcomesParts): SQL {
  const cells = metrics.flatMap(({ metric, caps, variables }, at) =>
    variables.flatMap((variable, place) => {
      const reach = metric.reach === "app" ? app : null;
      const cap = caps[place] ?? null;
      const after = within(metric.fromMs, metric.windowMs);
      return [
        cellOf(afterName(at, place), variable, after, reach, cap),
        cellOf(beforeName(at, place), variable, before, reach, cap),
      ];
    }),
  );
  const counts = segments.flatMap(({ all }, at) => all.flatMap((it, place) => toldBy(told(at, place), it).count ?? []));
  const traits = traitsIn(segments).map((trait) => sql.raw(`entered.${trait}`));
  const failed =
    experiment === null
      ? sql`0`
      : sql`max(case when ${events.name} = 'variant.failed' and ${events.experiment} = ${experiment} then 1 else 0 end)`;

  return sql`with entered as ( -- one row per visitor: when and in which arm their windows begin
    ${entries}
  ),
  visitors as ( -- one row per visitor: what they did after it, and before
    select entered.visitor, entered.entered, entered.arm, entered.single${more(traits)},
      max(case when ${before} then 1 else 0 end) as had,
      count(${events.id}) as seen, min(${events.ts}) as oldest,
      ${failed} as failed${more(cells)}${more(counts)}
    from entered left join ${events} on ${events.visitorKey} = entered.visitor and ${counted(period)}
    group by ${sql.raw(Array.from({ length: 4 + traits.length }, (_, at) => at + 1).join(", "))}
  )`;
}

/** One character for each segment: 1 where all of its conditions hold. */
function flagsOf(segments: readonly Segment[]): SQL {
  if (segments.length === 0) return sql`cast('' as text)`;
  const flags = segments.map(({ all }, at) => {
    const conditions = all.map((it, place) => toldBy(told(at, place), it).holds);
    return sql`case when ${sql.join(conditions, sql` and `)} then '1' else '0' end`;
  });
  return sql.join(flags, sql` || `);
}

const told = (at: number, place: number): string => `s${at}_${place}`;
export const afterName = (at: number, place: number): string => `m${at}_${place}`;
const beforeName = (at: number, place: number): string => `b${at}_${place}`;

/** What of the entry's event a segment looks at; nothing else is carried along. */
const traitsIn = (segments: readonly Segment[]): readonly string[] => [
  ...new Set(segments.flatMap(({ all }) => all.flatMap((it) => (it.kind === "property" ? it.property : [])))),
];

const more = (columns: readonly SQL[]): SQL =>
  columns.length === 0 ? sql`` : sql`, ${sql.join([...columns], sql`, `)}`;

const within = (fromMs: number, windowMs: number): SQL =>
  sql`${events.ts} >= entered.entered + ${span(fromMs)} and ${events.ts} < entered.entered + ${span(windowMs)}`;

const before = sql`${events.ts} < entered.entered and ${events.ts} >= entered.entered - ${span(beforeMs)}`;

/** One variable of one metric, of the time after the entry or of the time before. */
function cellOf(name: string, { of, take }: Variable, when: SQL, app: string | null, cap: number | null): SQL {
  const here = app === null ? sql`` : sql` and ${events.app} = ${app}`;
  const matches = sql`${conditionOf(of)} and ${when}${here}`;
  if (take === "did") return sql`max(case when ${matches} then 1 else 0 end) as ${sql.raw(name)}`;
  const each = take === "value" ? sql`coalesce(${events.value}, 0)` : sql`1`;
  const sum = sql`cast(sum(case when ${matches} then ${each} else 0 end) as double precision)`;
  return sql`${cap === null ? sum : sql`least(${sum}, ${cap})`} as ${sql.raw(name)}`;
}

/** The names of a metric's variables, in the order of its moments: after, before, and whether there was a before. */
export const variableNames = (variables: number, at: number): readonly string[] => [
  ...Array.from({ length: variables }, (_, place) => afterName(at, place)),
  ...Array.from({ length: variables }, (_, place) => beforeName(at, place)),
  "had",
];

function sumsOf({ variables }: AskedMetric, at: number): SQL[] {
  if (variables.length === 0) return [];
  const names = variableNames(variables.length, at);
  const product = (a: string, b: string) => sql.raw(`cast(${a} as double precision) * ${b}`);
  return [
    sql`sum(case when ${sql.raw(afterName(at, variables.length - 1))} > 0 then 1 else 0 end) as ${sql.raw(`nz${at}`)}`,
    ...names.map((name, i) => sql`cast(sum(${sql.raw(name)}) as double precision) as ${sql.raw(`t${at}_${i}`)}`),
    ...names.flatMap((a, i) =>
      names.slice(i).map((b, rest) => sql`sum(${product(a, b)}) as ${sql.raw(`p${at}_${i}_${i + rest}`)}`),
    ),
  ];
}

/** Whether a condition holds, of a row of `visitors`; and what has to be counted or found there for that. */
type Told = { readonly holds: SQL; readonly count?: SQL };

function toldBy(name: string, condition: VisitorCondition): Told {
  switch (condition.kind) {
    case "property": {
      const values = condition.in.map((value) => sql`${value}`);
      return { holds: sql`coalesce(${sql.raw(condition.property)} in (${sql.join(values, sql`, `)}), false)` };
    }
    case "tenure": {
      const isNew = sql`oldest >= entered - ${span(newForMs)}`;
      return { holds: condition.is === "new" ? isNew : sql`not (${isNew})` };
    }
    case "behaviour": {
      const { of, did, atLeast, withinMs } = condition;
      const since = withinMs === null ? sql`` : sql` and ${events.ts} >= entered.entered - ${span(withinMs)}`;
      const often = sql`${sql.raw(name)} ${sql.raw(did ? ">=" : "<")} ${sql.raw(String(atLeast))}`;
      const matches = sql`${conditionOf(of)} and ${events.ts} < entered.entered${since}`;
      return { holds: often, count: sql`sum(case when ${matches} then 1 else 0 end) as ${sql.raw(name)}` };
    }
    case "cohort": {
      const { of, fromMs, toMs } = condition;
      const between = (first: SQL) => sql`${first} >= ${moment(fromMs)} and ${first} < ${moment(toMs)}`;
      if (of === null) return { holds: between(sql`oldest`) };
      // What an arm led to must not decide who is looked at.
      const matches = sql`${conditionOf(of)} and ${events.ts} <= entered.entered`;
      const first = sql`min(case when ${matches} then ${events.ts} end) as ${sql.raw(name)}`;
      return { holds: between(sql.raw(name)), count: first };
    }
  }
}
