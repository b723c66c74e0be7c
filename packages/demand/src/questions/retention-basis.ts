import { events, type QuestionEngine } from "@flywheel/store";
import { sql } from "drizzle-orm";
import { type Basis, basisSql, readBasis, readCounts } from "../asking/basis.ts";
import { matchingSql } from "../asking/matching.ts";
import type { Retention } from "./retention-question.ts";
import { startsSql } from "./retention-sql.ts";

/**
 * The start events of whoever is in a cohort. `first_ever` leaves out who did the start event before the range, and so does
 * its basis; bots are counted whatever their past, as they are whatever the segment.
 */
export async function readStartsBasis(
  engine: QuestionEngine,
  question: Retention,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<Basis> {
  if (question.type !== "first_ever") return readBasis(engine, question, [question.start], asOfMs, signal);
  const started = sql`select visitor from (${startsSql(question, asOfMs)}) starts`;
  const counted = sql`${matchingSql(question, [question.start], asOfMs)}
    and (${events.bot} or ${events.visitorKey} in (${started}))`;
  const [row] = await engine.rows(basisSql(counted), signal ? { signal } : {});
  return { ...readCounts(row), simulated: question.traffic === "simulated" };
}
