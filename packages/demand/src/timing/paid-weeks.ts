import type { QuestionEngine } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import { calendarOf } from "../asking/calendar.ts";
import { numberSql } from "../asking/calendar-sql.ts";
import { moment } from "../asking/moment.ts";
import type { Scope } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";
import type { PaidWeek } from "./subsidy.ts";

/** A payout is the network's: it belongs to no app, no visitor and no segment. */
export type PaidQuestion = Pick<Scope, "traffic" | "fromMs" | "toMs" | "timeZone" | "weekStart">;

/** What was paid in each week of the range that had payouts, in order; whole weeks are for who asks to choose. */
export async function readPaidWeeks(
  engine: QuestionEngine,
  question: PaidQuestion,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<readonly PaidWeek[]> {
  const rows = await engine.rows(paidSql(question, asOfMs), signal ? { signal } : {});
  return rows
    .map((row) => ({
      week: readNumber(row.week) ?? 0,
      rewardsMicroUsd: readNumber(row.rewards) ?? 0,
      feesMicroUsd: readNumber(row.fees) ?? 0,
    }))
    .sort((a, b) => a.week - b.week);
}

function paidSql(question: PaidQuestion, asOfMs: number): SQL {
  const { traffic, fromMs, toMs } = question;
  const week = numberSql(calendarOf(question), "week", sql.raw("ts"));
  const amount = (field: string) => sql.raw(`cast(coalesce(sum(cast((props ->> '${field}') as bigint)), 0) as bigint)`);
  return sql`select ${week} as week, ${amount("rewardsMicroUsd")} as rewards, ${amount("feesMicroUsd")} as fees
    from network_events
    where name = 'payout.made' and simulated = ${traffic === "simulated"}
      and ts >= ${moment(fromMs)} and ts < ${moment(toMs)} and ts <= ${moment(asOfMs)}
    group by 1`;
}
