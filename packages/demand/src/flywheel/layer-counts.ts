import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import { type EventFilter, type EventName, journey } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { calendarOf } from "../asking/calendar.ts";
import { numberSql } from "../asking/calendar-sql.ts";
import { inSegment, matchingSql } from "../asking/matching.ts";
import type { Scope } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";

/** By what the layers are told apart. A request has one model and one funding; a visitor one variant and one first week. */
export type Breakdown =
  | { readonly by: "nothing" | "app" | "model" | "funding" | "cohort" }
  | { readonly by: "variant"; readonly experiment: string };

const filtersOf = {
  opened: [journey.visited],
  asked: [journey.asked],
  hosted: [{ name: "inference.requested", where: { hosted: true } }],
  completed: [journey.served],
  awaited: [{ name: "answer.awaited" }],
  kept: [journey.kept],
  settled: [{ name: "payment.settled" }],
  purchased: [journey.paid],
  receipts: [{ name: "receipt.issued" }],
  checked: [{ name: "proof.opened" }, { name: "proof.verified" }],
  met: [{ name: "proof.shown" }, { name: "proof.opened" }, { name: "proof.verified" }],
  trusted: [
    { name: "trust.rated", where: { rating: "trusted" } },
    { name: "proof.required", where: { required: true } },
  ],
} as const satisfies Record<string, readonly EventFilter[]>;
type Flag = keyof typeof filtersOf;
const flags = Object.keys(filtersOf) as Flag[];

/** Of a visitor: requests for the first, 0 or 1 for the others. */
const countedRequests = ["hosted", "served", "settled", "purchased", "receipts", "checked"] as const;
const countedOnce = ["opened", "asked", "kept", "met", "trusted"] as const;
export const layerCounts = [...countedRequests, ...countedOnce] as const;
export type LayerCount = (typeof layerCounts)[number];

/** Visitors who did the same, in one group of the breakdown; a group without a name is `""`. */
export type LayerCounts = Readonly<Record<LayerCount, number>> & { readonly group: string; readonly visitors: number };

/** Events that make a visitor of the period. */
export const countedNames: readonly EventName[] = [
  ...new Set(Object.values(filtersOf).flatMap((filters) => filters.map(({ name }) => name as EventName))),
];

/** Per request first, so that one of several events is one request; then per visitor; then equal visitors are one row. */
export async function readLayerCounts(
  engine: QuestionEngine,
  scope: Scope,
  breakdown: Breakdown,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<readonly LayerCounts[]> {
  const rows = await engine.rows(layerCountsSql(scope, breakdown, asOfMs), signal ? { signal } : {});
  return rows.map((row) => ({
    group: String(row.grouped ?? ""),
    visitors: readNumber(row.visitors) ?? 0,
    ...(Object.fromEntries(layerCounts.map((name) => [name, readNumber(row[name]) ?? 0])) as Record<
      LayerCount,
      number
    >),
  }));
}

function layerCountsSql(scope: Scope, breakdown: Breakdown, asOfMs: number): SQL {
  const exposed = { name: "experiment.exposed" } as const;
  const names = [...countedNames, ...(breakdown.by === "variant" ? [exposed.name] : [])];
  const among = sql`${events.name} in (${list(names.map((name) => sql`${name}`))})`;
  const counted = sql`${matchingSql(scope, [], asOfMs)} and not ${events.bot} and ${among}`;
  const matching = flags.map((flag) => {
    const any = sql.join(
      filtersOf[flag].map((filter) => sql`(${conditionOf(filter)})`),
      sql` or `,
    );
    return sql`max(case when ${any} then 1 else 0 end) as ${sql.raw(flag)}`;
  });
  const requests = countedRequests.map((name) =>
    name === "served"
      ? sql.raw("sum(case when asks = 1 and completed = 1 and awaited = 0 then 1 else 0 end) as served")
      : sql.raw(`sum(case when asks = 1 then ${name} else 0 end) as ${name}`),
  );
  const once = countedOnce.map((name) => sql.raw(`max(${name}) as ${name}`));
  const own = ownGroup(scope, breakdown);
  return sql`with requests as (
    select ${events.visitorKey} as visitor, case when ${events.requestId} is null then 0 else 1 end as asks,
      ${ofRequest(breakdown)} as requestgroup, ${own} as visitorgroup, ${list(matching)}
    from ${events} where ${counted}${inSegment(scope, counted, asOfMs)}
    group by ${events.visitorKey}, ${events.requestId}, case when ${events.requestId} is null then ${alone(breakdown)} end
  ),
  owners as (
    select *, min(visitorgroup) over (partition by visitor) as owngroup from requests
  ),
  visitors as (
    select visitor, coalesce(owngroup, requestgroup, '') as grouped, ${list([...requests, ...once])}
    from owners group by visitor, coalesce(owngroup, requestgroup, '')
  )
  select grouped, ${sql.raw(layerCounts.join(", "))}, count(*) as visitors
  from visitors group by ${sql.raw(["grouped", ...layerCounts].join(", "))}`;
}

/** The group of a request, or of what belongs to none. */
function ofRequest({ by }: Breakdown): SQL {
  if (by === "app") return sql`max(${events.app})`;
  if (by === "model") return sql`max(${events.model})`;
  return by === "funding" ? sql`max(${events.funding})` : sql`cast(null as text)`;
}

/** Events without a request are rows of their own by app, because one visitor may open two. */
const alone = ({ by }: Breakdown): SQL => (by === "app" ? sql`${events.app}` : sql`''`);

/** The group of a visitor: the least over their requests, so a first week and one variant. */
function ownGroup(scope: Scope, breakdown: Breakdown): SQL {
  if (breakdown.by === "cohort") {
    // Text that sorts as its number does.
    const week = numberSql(calendarOf(scope), "week", sql`min(${events.ts})`);
    return sql`lpad(cast(cast(${week} as bigint) as text), 6, '0')`;
  }
  if (breakdown.by === "variant") {
    return sql`min(case when ${events.name} = 'experiment.exposed' and ${events.experiment} = ${breakdown.experiment} then ${events.variant} end)`;
  }
  return sql`cast(null as text)`;
}

const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
