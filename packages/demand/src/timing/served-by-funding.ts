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

type Span = { readonly fromMs: number; readonly toMs: number };
/** Of requests that began in them; neither need lie in the other. */
export type ServedSpans = { readonly lately: Span; readonly ever: Span };
export type Served = {
  /** Of whoever was served in this span. */
  readonly lately: readonly FundedVisitors[];
  readonly ever: ServedByFunding;
};

const awaited: EventFilter = { name: "answer.awaited" };
const completedOn = (funding: Funding): EventFilter => ({ ...journey.served, where: { funding } });

/** Served requests by who paid most of them; one that was given up for is not served. One reading for both spans. */
export async function readServedByFunding(
  engine: QuestionEngine,
  question: Timelines,
  spans: ServedSpans,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<Served> {
  const rows = await engine.rows(servedSql(question, spans, asOfMs), signal ? { signal } : {});
  const found = rows.map((row) => ({
    visitors: readNumber(row.visitors) ?? 0,
    free: readNumber(row.free) ?? 0,
    granted: readNumber(row.granted) ?? 0,
    purchased: readNumber(row.purchased) ?? 0,
  }));
  const ever = (of: Funding) => rows.reduce((sum, row) => sum + (readNumber(row[`ever_${of}`]) ?? 0), 0);
  return {
    lately: found.filter(({ free, granted, purchased }) => free + granted + purchased > 0),
    ever: { free: ever("free"), granted: ever("granted"), purchased: ever("purchased") },
  };
}

function servedSql(question: Timelines, { lately, ever }: ServedSpans, asOfMs: number): SQL {
  const on = fundings.map(
    (funding) => sql`${anyRow(conditionOf(completedOn(funding)))} as ${sql.raw(`on_${funding}`)}`,
  );
  const within = ({ fromMs, toMs }: Span) =>
    sql`case when began >= ${moment(fromMs)} and began < ${moment(toMs)} then 1 else 0 end`;
  const each = (write: (funding: Funding) => string) => sql.raw(fundings.map(write).join(", "));
  return sql`with requests as ( -- one row per request
    select ${events.visitorKey} as visitor, min(${events.ts}) as began, ${anyRow(conditionOf(awaited))} as awaited,
      ${sql.join(on, sql`, `)}
    from ${events} where ${tellingSql(question, [journey.served.name, awaited.name], asOfMs)}
      and ${events.requestId} is not null
    group by ${events.visitorKey}, ${events.requestId}
  ),
  served as ( -- the same, of those served; what was granted in part counts as granted
    select visitor, on_granted as granted, case when on_granted = 0 then on_purchased else 0 end as purchased,
      case when on_granted = 0 and on_purchased = 0 then on_free else 0 end as free,
      ${within(lately)} as is_late, ${within(ever)} as is_ever
    from requests where awaited = 0 and on_free + on_granted + on_purchased > 0
  ),
  visitors as ( -- one row per visitor
    select visitor, ${each((funding) => `sum(${funding} * is_late) as ${funding}, sum(${funding} * is_ever) as ever_${funding}`)}
    from served group by visitor
  )
  select free, granted, purchased, count(*) as visitors, ${each((funding) => `sum(ever_${funding}) as ever_${funding}`)}
  from visitors group by 1, 2, 3`;
}
