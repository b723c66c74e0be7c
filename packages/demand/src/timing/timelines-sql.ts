import { conditionOf, events } from "@flywheel/store";
import { type EventFilter, journey } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { campaignVisit, grant } from "../asking/incentives.ts";
import { fillsAny, peopleUntil } from "../asking/matching.ts";
import { anyRow, tellingSql, weekSql } from "./filter-sql.ts";
import type { Timelines } from "./timelines-question.ts";

const awaited: EventFilter = { name: "answer.awaited" };
const requested: EventFilter = { name: "inference.requested", where: { hosted: true } };
const grantedCompletion: EventFilter = { ...journey.served, where: { funding: "granted" } };
/** What supply owed and did not give. */
const lost: readonly EventFilter[] = [
  ...["no-capacity", "no-active-node", "unknown-model"].map(
    (reason): EventFilter => ({ name: "inference.refused", where: { reason } }),
  ),
  { name: "model.missed" },
  { name: "inference.failed" },
];
const names = [...new Set([requested, journey.served, journey.paid, awaited, ...lost].map(({ name }) => name))];

/** One row per distinct line of weeks: `incentivised` 0 or 1, `granted_until`, `line` week:code by week. */
export function timelinesSql(question: Timelines, asOfMs: number): SQL {
  const week = weekSql(question);
  const given = question.incentives === "grants" ? [grant] : [grant, campaignVisit];

  return sql`with requests as ( -- one row per request, in the week of its first event; what belongs to none by week
    select ${events.visitorKey} as visitor, ${week(sql`min(${events.ts})`)} as week,
      ${anyRow(conditionOf(journey.served))} as completed, ${anyRow(conditionOf(grantedCompletion))} as granted,
      ${anyRow(conditionOf(awaited))} as awaited, ${anyRow(conditionOf(journey.paid))} as paid, ${anyRow(conditionOf(requested))} as requested,
      ${anyRow(sql`${fillsAny(lost)} or (${conditionOf(awaited)} and ${events.value} >= ${question.statedWaitMs})`)} as lost
    from ${events} where ${tellingSql(question, names, asOfMs)}
    group by ${events.visitorKey}, ${events.requestId}, case when ${events.requestId} is null then ${week(sql`${events.ts}`)} end
  ),
  weeks as ( -- one row per visitor and week
    select visitor, week,
      max(case when completed = 1 and awaited = 0 and granted = 0 then 1 else 0 end)
      + 2 * max(case when completed = 1 and awaited = 0 and granted = 1 then 1 else 0 end)
      + 4 * max(case when paid = 1 and requested = 1 then 1 else 0 end) -- payments are written of everybody
      + 8 * max(case when lost = 1 and (completed = 0 or awaited = 1) then 1 else 0 end) as code
    from requests group by visitor, week
  ),
  lines as ( -- one row per visitor
    select visitor, string_agg(cast(week as text) || ':' || cast(code as text), ',' order by week) as line
    from weeks where code > 0 group by visitor
  ),
  gifts as ( -- one row per event that makes its visitor incentivised; a campaign's last week is over everybody's
    select visitor, case when campaign is null then null else max(week) over (partition by campaign) end as granted_until
    from (select ${events.visitorKey} as visitor, ${week(sql`${events.ts}`)} as week,
        case when ${conditionOf(grant)} then (${events.props} ->> 'campaign') end as campaign
      from ${events} where ${peopleUntil(question, asOfMs)} and ${fillsAny(given)}) given
  ),
  gifted as ( -- one row per incentivised visitor
    select visitor, max(granted_until) as granted_until from gifts group by visitor
  )
  select case when gifted.visitor is null then 0 else 1 end as incentivised, gifted.granted_until as granted_until, lines.line as line,
    count(*) as visitors
  from lines left join gifted on gifted.visitor = lines.visitor group by 1, 2, 3`;
}
