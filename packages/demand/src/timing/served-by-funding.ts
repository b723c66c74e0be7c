import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import { type EventFilter, type Funding, fundings, journey } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { moment } from "../asking/moment.ts";
import { readNumber } from "../rows.ts";
import type { ServedByFunding } from "./farmed.ts";
import { anyRow, tellingSql } from "./filter-sql.ts";
import type { Timelines } from "./timelines-question.ts";

/** Visitors with equally many served requests of each funding. */
export type FundedVisitors = ServedByFunding & { readonly visitors: number };

const awaited: EventFilter = { name: "answer.awaited" };
const completedOn = (funding: Funding): EventFilter => ({ ...journey.served, where: { funding } });

/** Served requests that began in [fromMs, toMs), per visitor; one that was given up for is not served. */
export async function readServedByFunding(
  engine: QuestionEngine,
  question: Timelines,
  began: { readonly fromMs: number; readonly toMs: number },
  asOfMs: number,
  signal?: AbortSignal,
): Promise<readonly FundedVisitors[]> {
  const rows = await engine.rows(servedSql(question, began, asOfMs), signal ? { signal } : {});
  return rows.map((row) => ({
    visitors: readNumber(row.visitors) ?? 0,
    free: readNumber(row.free) ?? 0,
    granted: readNumber(row.granted) ?? 0,
    purchased: readNumber(row.purchased) ?? 0,
  }));
}

export const totalServed = (rows: readonly FundedVisitors[]): ServedByFunding => {
  const total = (of: Funding) => rows.reduce((sum, row) => sum + row.visitors * row[of], 0);
  return { free: total("free"), granted: total("granted"), purchased: total("purchased") };
};

function servedSql(
  question: Timelines,
  began: { readonly fromMs: number; readonly toMs: number },
  asOfMs: number,
): SQL {
  const on = fundings.map(
    (funding) => sql`${anyRow(conditionOf(completedOn(funding)))} as ${sql.raw(`on_${funding}`)}`,
  );
  return sql`with requests as ( -- one row per request
    select ${events.visitorKey} as visitor, min(${events.ts}) as began, ${anyRow(conditionOf(awaited))} as awaited,
      ${sql.join(on, sql`, `)}
    from ${events} where ${tellingSql(question, [journey.served.name, awaited.name], asOfMs)}
      and ${events.requestId} is not null
    group by ${events.visitorKey}, ${events.requestId}
  ),
  visitors as ( -- one row per visitor; what was granted in part counts as granted
    select visitor, sum(on_granted) as granted,
      sum(case when on_granted = 0 then on_purchased else 0 end) as purchased,
      sum(case when on_granted = 0 and on_purchased = 0 then on_free else 0 end) as free
    from requests
    where awaited = 0 and on_free + on_granted + on_purchased > 0 and began >= ${moment(began.fromMs)} and began < ${moment(began.toMs)}
    group by visitor
  )
  select free, granted, purchased, count(*) as visitors from visitors group by 1, 2, 3`;
}
