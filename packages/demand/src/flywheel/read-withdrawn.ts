import { events, type QuestionEngine } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import { calendarOf, numberAt } from "../asking/calendar.ts";
import { matchingSql } from "../asking/matching.ts";
import { moment } from "../asking/moment.ts";
import type { Scope } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";
import type { ShareOfIncentives } from "./opportunity.ts";
import { type Refused, type Served, shareOfIncentives, type Withdrawal } from "./withdrawn.ts";

/**
 * Facts of the network belong to no app and no segment, and refusals are those of everybody: capacity that went away was
 * everybody's. Refusals are only read when something withdrew.
 */
export async function readShareOfIncentives(
  engine: QuestionEngine,
  scope: Scope,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<ShareOfIncentives> {
  const options = signal ? { signal } : {};
  const withdrawals = withdrawalsOf(await engine.rows(comingsSql(scope, asOfMs), options));
  if (withdrawals.length === 0) return () => 0;
  const [served, refused] = await Promise.all([
    engine.rows(servedSql(scope, asOfMs), options),
    engine.rows(refusedSql(scope, asOfMs), options),
  ]);
  const calendar = calendarOf(scope);
  return shareOfIncentives(
    withdrawals,
    served.map(
      ({ node, model, busy, served }): Served => ({
        node: String(node),
        model: String(model),
        busyMs: readNumber(busy) ?? 0,
        served: readNumber(served) ?? 0,
      }),
    ),
    refused.map(({ model, minute, refused }): Refused => {
      const own = readNumber(minute) ?? 0;
      return {
        model: String(model),
        minute: own,
        week: numberAt(calendar, "week", own * 60_000),
        refused: readNumber(refused) ?? 0,
      };
    }),
  );
}

/** From the rows of `comingsSql`, in order of time. */
function withdrawalsOf(rows: readonly Record<string, unknown>[]): readonly Withdrawal[] {
  const facts = rows.map(
    (row) => ({ ...row, atMs: readNumber(row.at) ?? 0 }) as Record<string, unknown> & { atMs: number },
  );
  return facts.flatMap((fact) => {
    if (fact.name !== "node.withdrawn") return [];
    const back = facts.find(
      ({ name, node, atMs }) => name === "node.registered" && node === fact.node && atMs > fact.atMs,
    );
    return [
      {
        node: String(fact.node),
        model: fact.model === null ? null : String(fact.model),
        fromMs: fact.atMs,
        untilMs: back?.atMs ?? Number.POSITIVE_INFINITY,
        maxConcurrent: readNumber(fact.slots) ?? 0,
      },
    ];
  });
}

const ms = (ts: SQL) => sql`cast(round(extract(epoch from ${ts}) * 1000) as bigint)`;
const facts = (scope: Scope, asOfMs: number) =>
  sql`simulated = ${scope.traffic === "simulated"} and ts < ${moment(scope.toMs)} and ts <= ${moment(asOfMs)}`;

/** A withdrawal before the range may still be in force in it. */
const comingsSql = (scope: Scope, asOfMs: number): SQL => sql`select name, node, model, ${ms(sql`ts`)} as at,
    cast((props ->> 'maxConcurrent') as bigint) as slots
  from network_events
  where ${facts(scope, asOfMs)} and (name = 'node.registered' or (name = 'node.withdrawn' and (props ->> 'because') = 'unprofitable'))
  order by ts, id`;

const servedSql = (
  scope: Scope,
  asOfMs: number,
): SQL => sql`select node, model, cast(sum(value) as double precision) as busy,
    cast(sum(cast((props ->> 'served') as bigint)) as bigint) as served
  from network_events where ${facts(scope, asOfMs)} and name = 'node.measured'
  group by node, model`;

const refusedSql = (scope: Scope, asOfMs: number): SQL => {
  const everybody = matchingSql({ ...scope, app: null, segment: null }, [], asOfMs);
  return sql`select ${events.model} as model, cast(floor(extract(epoch from ${events.ts}) / 60) as bigint) as minute,
      count(*) as refused
    from ${events}
    where ${everybody} and not ${events.bot} and ${events.name} = 'inference.refused' and ${events.model} is not null
      and (${events.props} ->> 'reason') in ('no-capacity', 'no-active-node')
    group by 1, 2`;
};
