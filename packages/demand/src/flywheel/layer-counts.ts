import { events, type QuestionEngine } from "@flywheel/store";
import { definitionOf, type EventName, journey } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { inSegment, matchingSql } from "../asking/matching.ts";
import { moment } from "../asking/moment.ts";
import type { Scope } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";
import type { Breakdown } from "./breakdown.ts";
import type { Evidence } from "./evidence.ts";
import { evidenceBits } from "./evidence-bits.ts";
import { visitorGroupsSql } from "./visitor-groups-sql.ts";

const evidence = {
  opened: { of: [journey.visited] },
  asked: { of: [journey.asked] },
  hosted: { of: [{ name: "inference.requested", where: { hosted: true } }] },
  denied: {
    of: [
      { name: "inference.refused", where: { reason: "over-budget" } },
      { name: "inference.refused", where: { reason: "blocked" } },
    ],
  },
  completed: { of: [journey.served] },
  awaited: { of: [{ name: "answer.awaited" }] },
  kept: { of: [journey.kept] },
  settled: { of: [{ name: "payment.settled" }] },
  purchased: { of: [journey.paid] },
  receipts: { of: [{ name: "receipt.issued" }] },
  checked: { of: [{ name: "proof.opened" }, { name: "proof.verified" }] },
  met: { of: [{ name: "proof.shown" }, { name: "proof.opened" }, { name: "proof.verified" }] },
  trusted: {
    of: [
      { name: "trust.rated", where: { rating: "trusted" } },
      { name: "proof.required", where: { required: true } },
    ],
  },
} as const satisfies Record<string, Evidence>;

const readNames: readonly EventName[] = [
  ...new Set(Object.values(evidence).flatMap(({ of }) => of.map(({ name }) => name as EventName))),
];

/** Events that make a visitor of the period: those of who agreed to be measured. */
export const countedNames: readonly EventName[] = readNames.filter(
  (name) => definitionOf(name).consent !== "necessary",
);

const bits = evidenceBits({ ...evidence, measured: { of: countedNames.map((name) => ({ name })) } });
const has = (...names: readonly (keyof typeof evidence | "measured")[]): SQL => bits.hasAny(sql.raw("bits"), ...names);

/**
 * Of a visitor, requests that were asked of a hosted model and to which this happened; `hosted` are those that compute
 * owed. Of who declined to be measured nobody knows that they asked, so what is written of everybody is none of theirs;
 * and a proof that was opened counts where its receipt does, because it may be of somebody else's request.
 */
const happenedTo = {
  // Turned away for want of credits, or as not allowed, is nothing that compute owed.
  hosted: sql`(not ${has("denied")} or ${has("completed")})`,
  served: sql`${has("completed")} and not ${has("awaited")}`,
  settled: has("settled"),
  purchased: has("purchased"),
  receipts: has("receipts"),
  checked: sql`${has("receipts")} and ${has("checked")}`,
} as const;
const countedRequests = Object.keys(happenedTo) as (keyof typeof happenedTo)[];
/** Of a visitor, 0 or 1. */
const countedOnce = ["opened", "asked", "kept", "met", "trusted"] as const;
export const layerCounts = [...countedRequests, ...countedOnce] as const;
export type LayerCount = (typeof layerCounts)[number];

/** Visitors who did the same, in one group of the breakdown; a group without a name is `""`. */
export type LayerCounts = Readonly<Record<LayerCount, number>> & {
  readonly group: string;
  readonly visitors: number;
};

/** Requests of a model that were settled with purchased credits, in one group of the breakdown. */
export type PaidRequests = { readonly group: string; readonly model: string; readonly requests: number };

/** Of one period. */
export type PeriodCounts = { readonly counts: readonly LayerCounts[]; readonly paid: readonly PaidRequests[] };

type Range = Pick<Scope, "fromMs" | "toMs">;

/**
 * Of each of the periods, which follow each other without a gap. Per request first, so that one of several events is one
 * request; then per visitor; then equal visitors are one row. By the range of `known` visitors are told apart and judged for
 * a segment, whatever is counted.
 */
export async function readLayerCounts(
  engine: QuestionEngine,
  known: Scope,
  { periods, breakdown }: { readonly periods: readonly Range[]; readonly breakdown: Breakdown },
  asOfMs: number,
  signal?: AbortSignal,
): Promise<readonly PeriodCounts[]> {
  const rows = await engine.rows(layerCountsSql(known, periods, breakdown, asOfMs), signal ? { signal } : {});
  const number = (value: unknown) => readNumber(value) ?? 0;
  return periods.map((_, period) => {
    const own = rows.filter((row) => number(row.period) === period);
    return {
      counts: own.flatMap((row) =>
        row.ofmodel === null
          ? {
              ...{ group: String(row.grouped), visitors: number(row.visitors) },
              ...(Object.fromEntries(layerCounts.map((name) => [name, number(row[name])])) as Record<
                LayerCount,
                number
              >),
            }
          : [],
      ),
      paid: own.flatMap((row) =>
        row.ofmodel === null
          ? []
          : { group: String(row.grouped), model: String(row.ofmodel), requests: number(row.purchased) },
      ),
    };
  });
}

function layerCountsSql(known: Scope, periods: readonly Range[], breakdown: Breakdown, asOfMs: number): SQL {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError("there is no period to count in");
  const counted = { ...known, fromMs: first.fromMs, toMs: last.toMs };
  const later = periods
    .slice(1)
    .map(({ fromMs }) => sql`case when ${events.ts} >= ${moment(fromMs)} then 1 else 0 end`);
  const period = sql.join([sql`0`, ...later], sql` + `);
  const isCounted = sql`${events.name} in (${list(countedNames.map((name) => sql`${name}`))})`;
  const entering = sql`${matchingSql(known, [], asOfMs)} and not ${events.bot} and ${isCounted}`;
  const owners =
    breakdown.by === "cohort" || breakdown.by === "variant" ? visitorGroupsSql(known, breakdown, asOfMs) : null;
  const group = owners === null ? sql`requestgroup` : sql`owners.grouped`;
  const joined = owners === null ? sql`` : sql` left join (${owners}) owners on owners.visitor = requests.visitor`;
  const asked = sql`asks = 1 and ${has("hosted")}`;
  const requests = countedRequests.map(
    (name) => sql`sum(case when ${asked} and ${happenedTo[name]} then 1 else 0 end) as ${sql.raw(name)}`,
  );
  const once = countedOnce.map((name) => sql`case when ${has(name)} then 1 else 0 end as ${sql.raw(name)}`);
  const columns = sql.raw(layerCounts.join(", "));
  const nothing = layerCounts.map((name) => sql.raw(name === "purchased" ? `count(*) as ${name}` : `0 as ${name}`));
  return sql`with requests as (
    select ${events.visitorKey} as visitor, ${period} as period, case when ${events.requestId} is null then 0 else 1 end as asks,
      ${ofRequest(breakdown)} as requestgroup, max(${events.model}) as ofmodel, bit_or(${bits.bitsSql()}) as bits
    from ${events} join ${bits.proofsSql()} on proofs.event = ${events.name}
    where ${matchingSql(counted, [], asOfMs)} and not ${events.bot}${inSegment(known, entering, asOfMs)}
    group by ${events.visitorKey}, ${events.requestId}, 2, case when ${events.requestId} is null then ${alone(breakdown)} end
  ),
  measured as materialized ( -- read twice
    select requests.visitor as visitor, period, asks, coalesce(${group}, '') as grouped, ofmodel, bits
    from requests${joined} where ${has("measured")}
  ),
  visitors as (
    select visitor, period, grouped, ${list(requests)}, bit_or(bits) as bits from measured group by visitor, period, grouped
  ),
  counted as (
    select period, grouped, ${list(countedRequests.map((name) => sql.raw(name)))}, ${list(once)} from visitors
  )
  select period, grouped, cast(null as text) as ofmodel, ${columns}, count(*) as visitors from counted
  group by period, grouped, ${columns}
  union all
  select period, grouped, ofmodel, ${list(nothing)}, 0 as visitors from measured
  where ofmodel is not null and ${asked} and ${happenedTo.purchased} group by period, grouped, ofmodel`;
}

/** The group of a request, or of what belongs to none. */
function ofRequest({ by }: Breakdown): SQL {
  if (by === "app") return sql`max(${events.app})`;
  if (by === "model") return sql`max(${events.model})`;
  return by === "funding" ? sql`max(${events.funding})` : sql`cast(null as text)`;
}

/** Events without a request are rows of their own by app, because one visitor may open two. */
const alone = ({ by }: Breakdown): SQL => (by === "app" ? sql`${events.app}` : sql`''`);

const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
