import { events, type QuestionEngine } from "@flywheel/store";
import type { EventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { readNumber } from "../rows.ts";
import { countedSql, matchingSql } from "./matching.ts";
import type { Scope } from "./scope.ts";

/** What an answer rests on. */
export type Basis = {
  readonly visitors: number;
  readonly events: number;
  /** Events that would have matched and were left out because a bot sent them; whatever the segment. */
  readonly botEvents: number;
  readonly simulated: boolean;
};

/** Two readings: people are asked for their segment, bots are not. */
export async function readBasis(
  engine: QuestionEngine,
  scope: Scope,
  filters: readonly EventFilter[],
  asOfMs: number,
  signal?: AbortSignal,
): Promise<Basis> {
  const options = signal ? { signal } : {};
  const [[people], [bots]] = await Promise.all([
    engine.rows(peopleSql(countedSql(scope, filters, asOfMs)), options),
    engine.rows(botsSql(matchingSql(scope, filters, asOfMs)), options),
  ]);
  return {
    visitors: readNumber(people?.visitors) ?? 0,
    events: readNumber(people?.events) ?? 0,
    botEvents: readNumber(bots?.events) ?? 0,
    simulated: scope.traffic === "simulated",
  };
}

const peopleSql = (counted: SQL): SQL =>
  sql`select count(distinct ${events.visitorKey}) as visitors, count(*) as events from ${events} where ${counted}`;
const botsSql = (matching: SQL): SQL =>
  sql`select count(*) as events from ${events} where ${matching} and ${events.bot}`;
