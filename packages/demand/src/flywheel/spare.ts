import type { QuestionEngine } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import { moment } from "../asking/moment.ts";
import { readNumber } from "../rows.ts";
import type { CapacityQuestion } from "./capacity.ts";

/**
 * Requests that active nodes could have served besides what they served: idle slot-time, minute by minute and node by node,
 * divided by the mean service time. Null when nothing was
 * served: then it is not known how long a request takes.
 */
export async function readSpareRequests(
  engine: QuestionEngine,
  question: CapacityQuestion,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<number | null> {
  const [row] = await engine.rows(spareSql(question, asOfMs), signal ? { signal } : {});
  const [idleMs, busyMs, served] = [row?.idle, row?.busy, row?.served].map((it) => readNumber(it) ?? 0);
  return served && busyMs ? (idleMs ?? 0) / (busyMs / served) : null;
}

function spareSql(question: CapacityQuestion, asOfMs: number): SQL {
  return sql`select sum(greatest(offered - busy, 0)) as idle, sum(busy) as busy, cast(sum(served) as bigint) as served
    from (${slotMinutesSql(question, asOfMs)}) minutes`;
}

/**
 * `offered`, `busy` in ms of slots, `served`: one row per node and minute. A node's models share its slots, so they are
 * counted once; a node whose registration is unknown has one.
 */
export function slotMinutesSql({ traffic, fromMs, toMs }: CapacityQuestion, asOfMs: number): SQL {
  const known = sql`simulated = ${traffic === "simulated"} and ts < ${moment(toMs)} and ts <= ${moment(asOfMs)}`;
  const whole = (field: string) => sql.raw(`cast((props ->> '${field}') as bigint)`);
  const slots = sql`select node, max(${whole("maxConcurrent")}) as slots from network_events
    where ${known} and name = 'node.registered' group by node`;
  const minutes = sql`select node, date_trunc('minute', ts) as minute, max(${whole("activeMs")}) as active,
      sum(value) as busy, sum(${whole("served")}) as served
    from network_events where ${known} and ts >= ${moment(fromMs)} and name = 'node.measured' group by 1, 2`;
  return sql`select active * coalesce(slots, 1) as offered, busy, served
    from (${minutes}) measured left join (${slots}) registered on registered.node = measured.node`;
}
