import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import type { EventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { countedSql } from "../asking/matching.ts";
import type { Scope } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";
import type { ProbeCounts } from "./probe.ts";

const click: EventFilter = { name: "probe.committed", where: { commitment: "click" } };
const contact: EventFilter = { name: "probe.committed", where: { commitment: "contact" } };
const prepaid: EventFilter = { name: "probe.prepaid" };
const meetings: readonly EventFilter[] = [
  { name: "probe.shown" },
  { name: "probe.declined" },
  { name: "probe.committed" },
  prepaid,
];

/**
 * Of each probe, by name: who met it in the range, and the most that each of them did. Whoever closed it or committed
 * themselves has met it, also when it was shown before the range.
 */
export async function readProbeCounts(
  engine: QuestionEngine,
  scope: Scope,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<readonly ProbeCounts[]> {
  const rows = await engine.rows(probesSql(scope, asOfMs), signal ? { signal } : {});
  const probes = [...new Set(rows.map((row) => String(row.probe)))].sort();
  return probes.map((probe) => {
    const counts = [0, 0, 0, 0];
    for (const row of rows.filter((it) => it.probe === probe)) {
      counts[readNumber(row.furthest) ?? 0] = readNumber(row.visitors) ?? 0;
    }
    const [only = 0, clicked = 0, left = 0, paid = 0] = counts;
    return { probe, shown: only + clicked + left + paid, click: clicked, contact: left, prepaid: paid };
  });
}

function probesSql(scope: Scope, asOfMs: number): SQL {
  const met = countedSql(scope, meetings, asOfMs);
  return sql`with met as ( -- one row per probe and visitor
    select (${events.props} ->> 'probe') as probe, ${events.visitorKey} as visitor,
      max(case when ${conditionOf(prepaid)} then 3 when ${conditionOf(contact)} then 2 when ${conditionOf(click)} then 1
        else 0 end) as furthest
    from ${events} where ${met} group by 1, 2
  )
  select probe, furthest, count(*) as visitors from met group by 1, 2`;
}
