import { events, type QuestionEngine } from "@flywheel/store";
import type { EventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { readNumber } from "../rows.ts";
import { matchingSql, ofBotsOrSegment } from "./matching.ts";
import type { Scope } from "./scope.ts";

/** What an answer rests on. */
export type Basis = {
  readonly visitors: number;
  readonly events: number;
  /** Events that would have matched and were left out because a bot sent them; whatever the segment. */
  readonly botEvents: number;
  readonly simulated: boolean;
};

export async function readBasis(
  engine: QuestionEngine,
  scope: Scope,
  filters: readonly EventFilter[],
  asOfMs: number,
  signal?: AbortSignal,
): Promise<Basis> {
  const matching = matchingSql(scope, filters, asOfMs);
  const counted = basisSql(sql`${matching}${ofBotsOrSegment(scope, sql`${matching} and not ${events.bot}`, asOfMs)}`);
  const [row] = await engine.rows(counted, signal ? { signal } : {});
  return { ...readCounts(row), simulated: scope.traffic === "simulated" };
}

/** One reading of what matches, by visitor: that is cheaper than to count distinct ones. */
export const basisSql = (matching: SQL): SQL => sql`select count(*) filter (where events > 0) as visitors,
    sum(events) as events, sum(bots) as bots
  from (
    select ${events.visitorKey} as visitor, count(*) filter (where not ${events.bot}) as events,
      count(*) filter (where ${events.bot}) as bots
    from ${events} where ${matching} group by ${events.visitorKey}
  ) each`;

/** From the row of `basisSql`. */
export const readCounts = (row: Readonly<Record<string, unknown>> | undefined): Omit<Basis, "simulated"> => ({
  visitors: readNumber(row?.visitors) ?? 0,
  events: readNumber(row?.events) ?? 0,
  botEvents: readNumber(row?.bots) ?? 0,
});
