import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import { definitionOf, type EventFilter, type EventName, journey } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { inSegment, matchingSql } from "../asking/matching.ts";
import type { Scope } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";
import type { Breakdown } from "./breakdown.ts";
import { visitorGroupsSql } from "./visitor-groups-sql.ts";

const filtersOf = {
  opened: [journey.visited],
  asked: [journey.asked],
  hosted: [{ name: "inference.requested", where: { hosted: true } }],
  denied: [
    { name: "inference.refused", where: { reason: "over-budget" } },
    { name: "inference.refused", where: { reason: "blocked" } },
  ],
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

/**
 * Of a visitor, requests that were asked of a hosted model and to which this happened; `hosted` are those that compute
 * owed. Of who declined to be measured nobody knows that they asked, so what is written of everybody is none of theirs;
 * and a proof that was opened counts where its receipt does, because it may be of somebody else's request.
 */
const happenedTo = {
  // Turned away for want of credits, or as not allowed, is nothing that compute owed.
  hosted: "(denied = 0 or completed = 1)",
  served: "completed = 1 and awaited = 0",
  settled: "settled = 1",
  purchased: "purchased = 1",
  receipts: "receipts = 1",
  checked: "receipts = 1 and checked = 1",
} as const;
const countedRequests = Object.keys(happenedTo) as (keyof typeof happenedTo)[];
/** Of a visitor, 0 or 1. */
const countedOnce = ["opened", "asked", "kept", "met", "trusted"] as const;
export const layerCounts = [...countedRequests, ...countedOnce] as const;
export type LayerCount = (typeof layerCounts)[number];

/** Visitors who did the same, in one group of the breakdown; a group without a name is `""`. */
export type LayerCounts = Readonly<Record<LayerCount, number>> & {
  readonly group: string;
  /** Of their requests, where each is told apart by it too; else `""`. */
  readonly model: string;
  readonly visitors: number;
};

const readNames: readonly EventName[] = [
  ...new Set(Object.values(filtersOf).flatMap((filters) => filters.map(({ name }) => name as EventName))),
];
const ofEverybody = readNames.filter((name) => definitionOf(name).consent === "necessary");

/** Events that make a visitor of the period: those of who agreed to be measured. */
export const countedNames: readonly EventName[] = readNames.filter((name) => !ofEverybody.includes(name));

type ReadLayerCounts = {
  readonly signal?: AbortSignal | undefined;
  readonly known?: Scope;
  /** Tells requests apart by model too; then only `hosted`, `served`, `settled` and `purchased` are counted. */
  readonly perModel?: boolean;
};

/** What says how many requests of a model were asked and paid; the rest is told of no model. */
const ofModels: readonly EventName[] = [
  ...(["inference.requested", "inference.refused", "inference.completed"] as const),
  ...(["answer.awaited", "payment.settled"] as const),
];

/**
 * Per request first, so that one of several events is one request; then per visitor; then equal visitors are one row.
 * `known` says by which range visitors are told apart and judged for a segment, when it is longer than what is counted.
 */
export async function readLayerCounts(
  engine: QuestionEngine,
  scope: Scope,
  breakdown: Breakdown,
  asOfMs: number,
  { signal, known = scope, perModel = false }: ReadLayerCounts = {},
): Promise<readonly LayerCounts[]> {
  const rows = await engine.rows(layerCountsSql(scope, known, breakdown, asOfMs, perModel), signal ? { signal } : {});
  return rows.map((row) => ({
    group: String(row.grouped ?? ""),
    model: String(row.ofmodel ?? ""),
    visitors: readNumber(row.visitors) ?? 0,
    ...(Object.fromEntries(layerCounts.map((name) => [name, readNumber(row[name]) ?? 0])) as Record<
      LayerCount,
      number
    >),
  }));
}

function layerCountsSql(scope: Scope, known: Scope, breakdown: Breakdown, asOfMs: number, perModel: boolean): SQL {
  const among = (names: readonly EventName[]) => sql`not ${events.bot} and ${isOneOf(names)}`;
  const entering = sql`${matchingSql(known, [], asOfMs)} and ${among(countedNames)}`;
  const matching = flags.map((flag) => {
    const any = sql.join(
      filtersOf[flag].map((filter) => sql`(${conditionOf(filter)})`),
      sql` or `,
    );
    return sql`max(case when ${any} then 1 else 0 end) as ${sql.raw(flag)}`;
  });
  const requests = countedRequests.map((name) =>
    sql.raw(`sum(case when asks = 1 and hosted = 1 and ${happenedTo[name]} then 1 else 0 end) as ${name}`),
  );
  const once = countedOnce.map((name) => sql.raw(`max(${name}) as ${name}`));
  const owners =
    breakdown.by === "cohort" || breakdown.by === "variant" ? visitorGroupsSql(known, breakdown, asOfMs) : null;
  const group = owners === null ? sql`requestgroup` : sql`owners.grouped`;
  const joined = owners === null ? sql`` : sql` left join (${owners}) owners on owners.visitor = requests.visitor`;
  return sql`with requests as (
    select ${events.visitorKey} as visitor, case when ${events.requestId} is null then 0 else 1 end as asks,
      ${ofRequest(breakdown)} as requestgroup, ${perModel ? sql`max(${events.model})` : sql`cast(null as text)`} as ofmodel,
      max(case when ${isOneOf(ofEverybody)} then 0 else 1 end) as measured, ${list(matching)}
    from ${events} where ${matchingSql(scope, [], asOfMs)} and ${among(perModel ? ofModels : readNames)}${inSegment(known, entering, asOfMs)}
    group by ${events.visitorKey}, ${events.requestId}, case when ${events.requestId} is null then ${alone(breakdown)} end
  ),
  visitors as (
    select requests.visitor as visitor, coalesce(${group}, '') as grouped, coalesce(ofmodel, '') as ofmodel,
      ${list([...requests, ...once])}
    from requests${joined} where measured = 1
    group by requests.visitor, coalesce(${group}, ''), coalesce(ofmodel, '')
  )
  select grouped, ofmodel, ${sql.raw(layerCounts.join(", "))}, count(*) as visitors
  from visitors group by ${sql.raw(["grouped", "ofmodel", ...layerCounts].join(", "))}`;
}

/** The group of a request, or of what belongs to none. */
function ofRequest({ by }: Breakdown): SQL {
  if (by === "app") return sql`max(${events.app})`;
  if (by === "model") return sql`max(${events.model})`;
  return by === "funding" ? sql`max(${events.funding})` : sql`cast(null as text)`;
}

/** Events without a request are rows of their own by app, because one visitor may open two. */
const alone = ({ by }: Breakdown): SQL => (by === "app" ? sql`${events.app}` : sql`''`);

const isOneOf = (names: readonly EventName[]): SQL =>
  sql`${events.name} in (${list(names.map((name) => sql`${name}`))})`;
const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
