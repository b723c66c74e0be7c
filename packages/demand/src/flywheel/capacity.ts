import type { QuestionEngine } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import { moment } from "../asking/moment.ts";
import { readNumber } from "../rows.ts";

/** Facts of the network belong to no app and no visitor. */
export type CapacityQuestion = {
  readonly traffic: "real" | "simulated";
  readonly fromMs: number;
  readonly toMs: number;
};

/** Shown with the answer. */
export const tightFrom = 0.8;

export type ModelCapacity = {
  readonly model: string;
  /** In which the model was offered or wanted. */
  readonly minutes: number;
  /** 95 % of minutes are below it; null where these had no capacity at all. */
  readonly p95: number | null;
  /** Minutes with rho >= 0.8, or wanted without any capacity. */
  readonly tightMinutes: number;
  readonly served: number;
  readonly refused: number;
  readonly busyMs: number;
  /** Of slots: time that a node was active, for each answer that it can give at once. */
  readonly activeMs: number;
};

/**
 * How full the network was, by model:
 *
 *   rho of a minute = (served + refused) x mean service time / active slot-time
 *
 * with the model's mean service time over the period, so that a minute of few long answers is not a full one. A node with
 * several models offers its slots to each, so its rho is the least that it can be. Never a daily mean: a night makes up for
 * no evening. A node whose registration is unknown has one slot.
 */
export async function readCapacity(
  engine: QuestionEngine,
  question: CapacityQuestion,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<readonly ModelCapacity[]> {
  const rows = await engine.rows(capacitySql(question, asOfMs), signal ? { signal } : {});
  return rows.map((row) => ({
    model: String(row.model),
    minutes: readNumber(row.minutes) ?? 0,
    p95: readNumber(row.p95),
    tightMinutes: readNumber(row.tight) ?? 0,
    served: readNumber(row.served) ?? 0,
    refused: readNumber(row.refused) ?? 0,
    busyMs: readNumber(row.busy) ?? 0,
    activeMs: readNumber(row.active) ?? 0,
  }));
}

const whole = (field: string): SQL => sql.raw(`cast((props ->> '${field}') as bigint)`);
const double = (what: SQL): SQL => sql`cast(${what} as double precision)`;

function capacitySql({ traffic, fromMs, toMs }: CapacityQuestion, asOfMs: number): SQL {
  const known = sql`simulated = ${traffic === "simulated"} and ts < ${moment(toMs)} and ts <= ${moment(asOfMs)}`;
  return sql`with registered as (
    select node, max(${whole("maxConcurrent")}) as slots from network_events
    where ${known} and name = 'node.registered' group by node
  ),
  measured as (
    select node, model, date_trunc('minute', ts) as minute, ${whole("served")} as served, ${whole("refused")} as refused,
      ${whole("activeMs")} as active, value as busy
    from network_events where ${known} and ts >= ${moment(fromMs)} and name = 'node.measured' and model is not null
  ),
  minutes as ( -- one row per model and minute
    select model, minute, ${double(sql`sum(served)`)} as served, ${double(sql`sum(refused)`)} as refused, ${double(sql`sum(busy)`)} as busy,
      ${double(sql`sum(active * coalesce(slots, 1))`)} as active
    from measured left join registered on registered.node = measured.node group by model, minute
  ),
  means as (
    select *, sum(busy) over (partition by model) as allbusy, sum(served) over (partition by model) as allserved from minutes
  ),
  rated as (
    select *, case when active > 0 and served + refused = 0 then 0
      when active > 0 and allserved > 0 then (served + refused) * (allbusy / allserved) / active end as rho
    from means where active > 0 or served + refused > 0
  ),
  placed as (
    select *, row_number() over (partition by model order by rho nulls last, minute) as place, count(*) over (partition by model) as n
    from rated
  )
  select model, count(*) as minutes, max(case when place = cast(ceil(19 * n / 20.0) as bigint) then rho end) as p95,
    sum(case when rho >= ${sql.raw(String(tightFrom))} or rho is null then 1 else 0 end) as tight,
    sum(served) as served, sum(refused) as refused, sum(busy) as busy, sum(active) as active
  from placed group by model order by model`;
}
