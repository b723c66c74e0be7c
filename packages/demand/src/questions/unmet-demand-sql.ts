import { events } from "@flywheel/store";
import type { EventFilter, EventName } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { anyOf, inSegment, matchingSql } from "../asking/matching.ts";
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

const troubles = ["inference.refused", "inference.failed", "answer.awaited"] as const;
const asks = [...troubles, "inference.completed"] as const;
/** `model.missed` always stands beside a refusal of the same ask, so it is not counted again. */
const offers = ["search.missed", "probe.shown", "probe.declined", "probe.committed", "probe.prepaid"] as const;
export const unmetFilters: readonly EventFilter[] = [...asks, ...offers].map((name) => ({ name }));

/** One row per want. A visitor counts once in it, at the most that they gave: 4 prepaid, 3 contact, 2 click, 1 ask. */
export function unmetSql(question: UnmetDemand, asOfMs: number): SQL {
  const at = (level: number) => sql.raw(`count(*) filter (where most = ${level})`);
  const people = sql`${matchingSql(question, [], asOfMs)} and not ${events.bot}`;
  const members = inSegment(question, sql`${people}${anyOf(unmetFilters)}`, asOfMs);
  // Requests that were simply served are many, and need not be gathered.
  const troubled = sql` and (${events.visitorKey}, ${events.requestId}) in (
    select ${events.visitorKey}, ${events.requestId} from ${events} where ${people}${anyOf(troubles.map((it) => ({ name: it })))})`;
  // A name at a time: of a single one the projection reads the fields of its own events only.
  const each = (names: readonly EventName[], columns: (name: EventName) => SQL) =>
    sql.join(
      names.map(
        (name) => sql`select ${events.visitorKey} as visitor, ${columns(name)}
          from ${events} where ${events.name} = ${name} and ${people}${members}${name === "inference.completed" ? troubled : sql``}`,
      ),
      sql` union all `,
    );
  return sql`with befell as ( -- one row per event of an ask
    ${each(
      asks,
      (name) => sql`${events.requestId} as request, ${events.model} as model, ${causeSql(question, name)} as cause,
      ${int(name === "inference.completed" ? 1 : 0)} as completed`,
    )}
  ), requests as ( -- one row per request
    select visitor, max(model) as subject, min(cause) as cause from befell where request is not null
    group by visitor, request
    having min(cause) is not null and (max(completed) = 0 or max(case when cause = ${int(gaveUp)} then 1 else 0 end) = 1)
  ), offered as ( -- one row per empty search and event of a probe
    ${each(offers, offerSql)}
  ), wanted as (
    select visitor, 'ask' as kind, subject, cause, 1 as level, 1 as times, 0 as credits, 0 as shown, 0 as declined from requests
    union all
    select visitor, kind, subject, 0, level, case when level > 0 then 1 else 0 end, credits, shown, declined from offered
  ), whose as ( -- one row per visitor and want
    select visitor, kind, subject, cause, max(level) as most, sum(times) as times, sum(credits) as credits,
      max(shown) as shown, max(declined) as declined
    from wanted where subject is not null group by 1, 2, 3, 4
  )
  select kind, subject, cause, ${at(4)} as prepaid, ${at(3)} as contact, ${at(2)} as click, ${at(1)} as ask,
    sum(times) as times, sum(credits) as credits, sum(shown) as shown, sum(declined) as declined
  from whose group by 1, 2, 3`;
}

const gaveUp = unmetCauses.indexOf("gave-up") + 1;

/** Of an event of that name: which of `unmetCauses` it is, from 1. */
function causeSql({ statedWaitMs }: UnmetDemand, name: EventName): SQL {
  if (name === "inference.failed") return int(unmetCauses.indexOf("failed") + 1);
  if (name === "answer.awaited") return sql`case when ${events.value} >= ${int(statedWaitMs)} then ${int(gaveUp)} end`;
  if (name === "inference.completed") return sql`cast(null as integer)`;
  const whens = unmetCauses.flatMap((reason, index) =>
    reason === "failed" || reason === "gave-up" ? [] : sql`when ${reason} then ${int(index + 1)}`,
  );
  return sql`case (${events.props} ->> 'reason') ${sql.join(whens, sql` `)} end`;
}

/** Whoever closed a probe or committed themselves has met it, also when it was shown before the range. */
function offerSql(name: EventName): SQL {
  const [kind, subject] = name === "search.missed" ? ["search", "searched"] : ["probe", "probe"];
  const flag = (of: EventName) => int(name === of ? 1 : 0);
  return sql`${kind} as kind, (${events.props} ->> ${subject}) as subject, ${levelSql(name)} as level,
    ${name === "probe.prepaid" ? sql`coalesce(${events.value}, 0)` : int(0)} as credits,
    ${int(kind === "probe" ? 1 : 0)} as shown, ${flag("probe.declined")} as declined`;
}

function levelSql(name: EventName): SQL {
  if (name === "probe.prepaid") return int(4);
  if (name === "search.missed") return int(1);
  if (name !== "probe.committed") return int(0);
  return sql`case (${events.props} ->> 'commitment') when 'contact' then 3 when 'click' then 2 else 0 end`;
}

const int = (number: number): SQL => sql.raw(String(number));
