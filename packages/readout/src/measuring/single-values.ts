import type { ClusteredValues } from "@flywheel/statistics";
import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import type { Metric } from "@flywheel/vocabulary";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { counted, type Entries, type Period } from "./entries.ts";
import { moment, span } from "./moment.ts";

export type SingleValuesParts = {
  readonly entries: Entries;
  readonly period: Period;
  readonly metric: Extract<Metric, { kind: "quantile" }>;
  readonly app: string | null;
};

const Row = z.object({ arm: z.string(), visitor: z.coerce.string(), value: z.coerce.number() });

/**
 * The values of single events of every arm, in ascending order and by whose they are: what a quantile is made of. The one
 * question that brings rows, so it is asked at the planned end only.
 */
export async function readSingleValues(
  engine: QuestionEngine,
  { entries, period, metric, app }: SingleValuesParts,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ClusteredValues>> {
  const here = metric.reach === "all-apps" || app === null ? sql`` : sql` and ${events.app} = ${app}`;
  const rows = await engine.rows(
    sql`with entered as ( -- one row per visitor: when and in which arm their windows begin
      ${entries}
    )
    select entered.arm, entered.visitor, ${events.value} as value
    from entered join ${events} on ${events.visitorKey} = entered.visitor and ${counted(period)}
    where entered.single and ${conditionOf(metric.of)}${here}
      and ${events.ts} >= entered.entered + ${span(metric.fromMs)} and ${events.ts} < entered.entered + ${span(metric.windowMs)}
      and date_trunc('hour', entered.entered) + ${span(3_600_000 + metric.windowMs)} <= ${moment(period.asOfMs)}
    order by 1, 3`,
    signal ? { signal } : {},
  );
  const arms = new Map<string, { ascending: number[]; clusterOf: number[]; places: Map<string, number> }>();
  for (const row of rows) {
    const { arm, visitor, value } = Row.parse(row);
    const own = arms.get(arm) ?? { ascending: [], clusterOf: [], places: new Map<string, number>() };
    arms.set(arm, own);
    const place = own.places.get(visitor) ?? own.places.size;
    own.places.set(visitor, place);
    own.ascending.push(value);
    own.clusterOf.push(place);
  }
  return new Map(
    [...arms].map(([arm, { ascending, clusterOf, places }]) => [arm, { ascending, clusterOf, clusters: places.size }]),
  );
}
