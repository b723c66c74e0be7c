import { conditionOf, events } from "@flywheel/store";
import type { EventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { countedSql } from "../asking/matching.ts";
import type { UnmetDemand } from "./unmet-demand.ts";

/** Why an ask was not served. When several befell it the first of these is said: what could not be had comes before luck. */
export const unmetCauses = [
  "unknown-model",
  "no-capacity",
  "no-active-node",
  "over-budget",
  "blocked",
  "failed",
  "gave-up",
] as const;

const asks: readonly EventFilter[] = [
  { name: "inference.refused" },
  { name: "inference.failed" },
  { name: "answer.awaited" },
  { name: "inference.completed" },
];
/** `model.missed` always stands beside a refusal of the same ask, so it is not counted again. */
const offers: readonly EventFilter[] = [
  { name: "search.missed" },
  { name: "probe.shown" },
  { name: "probe.declined" },
  { name: "probe.committed" },
  { name: "probe.prepaid" },
];
export const unmetFilters: readonly EventFilter[] = [...asks, ...offers];

/** One row per want. A visitor counts once in it, at the most that they gave: 4 prepaid, 3 contact, 2 click, 1 ask. */
export function unmetSql(question: UnmetDemand, asOfMs: number): SQL {
  const counted = countedSql(question, unmetFilters, asOfMs);
  const at = (level: number) => sql.raw(`count(*) filter (where most = ${level})`);
  return sql`with requests as ( -- one row per request: what befell it
    select ${events.visitorKey} as visitor, max(${events.model}) as subject, min(${causeSql(question)}) as cause,
      max(case when ${events.name} = 'inference.completed' then 1 else 0 end) as completed,
      max(case when ${gaveUp(question)} then 1 else 0 end) as gaveup
    from ${events} where ${counted} and ${events.requestId} is not null and ${named(asks)}
    group by ${events.visitorKey}, ${events.requestId}
  ), wanted as ( -- one row per ask that was not served, per empty search and per event of a probe
    select visitor, 'ask' as kind, subject, cause, 1 as level, 1 as times, 0 as credits, 0 as shown, 0 as declined
    from requests where cause is not null and (completed = 0 or gaveup = 1)
    union all
    select ${events.visitorKey}, case when ${events.name} = 'search.missed' then 'search' else 'probe' end,
      case when ${events.name} = 'search.missed' then ${events.props} ->> 'searched' else ${events.props} ->> 'probe' end,
      0, ${levelSql}, case when ${levelSql} > 0 then 1 else 0 end,
      case when ${events.name} = 'probe.prepaid' then coalesce(${events.value}, 0) else 0 end,
      case when ${events.name} = 'probe.shown' then 1 else 0 end,
      case when ${events.name} = 'probe.declined' then 1 else 0 end
    from ${events} where ${counted} and ${named(offers)}
  ), whose as ( -- one row per visitor and want
    select visitor, kind, subject, cause, max(level) as most, sum(times) as times, sum(credits) as credits,
      max(shown) as shown, max(declined) as declined
    from wanted where subject is not null group by 1, 2, 3, 4
  )
  select kind, subject, cause, ${at(4)} as prepaid, ${at(3)} as contact, ${at(2)} as click, ${at(1)} as ask,
    sum(times) as times, sum(credits) as credits, sum(shown) as shown, sum(declined) as declined
  from whose group by 1, 2, 3`;
}

function causeSql(question: UnmetDemand): SQL {
  const whens = unmetCauses.map((cause, at) => {
    const is =
      cause === "gave-up"
        ? gaveUp(question)
        : conditionOf(
            cause === "failed" ? { name: "inference.failed" } : { name: "inference.refused", where: { reason: cause } },
          );
    return sql`when ${is} then ${sql.raw(String(at + 1))}`;
  });
  return sql`case ${sql.join(whens, sql` `)} end`;
}

const gaveUp = ({ statedWaitMs }: UnmetDemand): SQL =>
  sql`(${events.name} = 'answer.awaited' and ${events.value} >= ${sql.raw(String(statedWaitMs))})`;

const levelSql = sql`case when ${events.name} = 'probe.prepaid' then 4
  when ${conditionOf({ name: "probe.committed", where: { commitment: "contact" } })} then 3
  when ${conditionOf({ name: "probe.committed", where: { commitment: "click" } })} then 2
  when ${events.name} = 'search.missed' then 1 else 0 end`;

const named = (filters: readonly EventFilter[]): SQL =>
  sql`${events.name} in (${sql.join(
    filters.map(({ name }) => sql`${name}`),
    sql`, `,
  )})`;
