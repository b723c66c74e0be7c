import type { QuestionEngine } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import { moment } from "../asking/moment.ts";
import { readNumber } from "../rows.ts";
import type { CapacityQuestion } from "./capacity.ts";
import { slotMinutesSql } from "./spare.ts";

export type SupplyFacts = {
  /** Listed and not delisted since, at the end of the range. */
  readonly hostedModels: number;
  /** Paid out in the range: from demand, and from subsidy. */
  readonly feesMicroUsd: number;
  readonly rewardsMicroUsd: number;
  /** Time that active nodes offered, for each answer that they can give at once; their models share it. */
  readonly offeredMs: number;
};

/** Facts of the network belong to no app and no visitor. Null while it has told nothing of itself: that is not nothing supplied. */
export async function readSupplyFacts(
  engine: QuestionEngine,
  question: CapacityQuestion,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<SupplyFacts | null> {
  const [row] = await engine.rows(supplyFactsSql(question, asOfMs), signal ? { signal } : {});
  const told = readNumber(row?.told) ?? 0;
  return told === 0
    ? null
    : {
        hostedModels: readNumber(row?.models) ?? 0,
        feesMicroUsd: readNumber(row?.fees) ?? 0,
        rewardsMicroUsd: readNumber(row?.rewards) ?? 0,
        offeredMs: readNumber(row?.offered) ?? 0,
      };
}

function supplyFactsSql(question: CapacityQuestion, asOfMs: number): SQL {
  const { traffic, fromMs, toMs } = question;
  const known = sql`simulated = ${traffic === "simulated"} and ts < ${moment(toMs)} and ts <= ${moment(asOfMs)}`;
  const listings = sql`select name, row_number() over (partition by model order by ts desc, id desc) as place
    from network_events where ${known} and name in ('model.listed', 'model.delisted')`;
  const amount = (field: string) => sql.raw(`cast(coalesce(sum(cast((props ->> '${field}') as bigint)), 0) as bigint)`);
  const payouts = sql`select ${amount("feesMicroUsd")} as fees, ${amount("rewardsMicroUsd")} as rewards
    from network_events where ${known} and ts >= ${moment(fromMs)} and name = 'payout.made'`;
  const hosted = sql`select count(*) as models from (${listings}) listings where place = 1 and name = 'model.listed'`;
  const told = sql`select count(*) as told from network_events where ${known}`;
  const offered = sql`select cast(coalesce(sum(offered), 0) as bigint) as offered from (${slotMinutesSql(question, asOfMs)}) minutes`;
  return sql`select told, models, fees, rewards, offered
    from (${told}) told cross join (${hosted}) hosted cross join (${payouts}) payouts cross join (${offered}) offered`;
}
