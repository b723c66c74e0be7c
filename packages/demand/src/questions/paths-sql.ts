import { conditionOf, events } from "@flywheel/store";
import { type EventName, eventNames } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { hereSql, inSegment, matchingSql, ofTraffic } from "../asking/matching.ts";
import { moment } from "../asking/moment.ts";
import type { Paths } from "./paths.ts";

/** No session is longer. */
export const longestSessionMs = 86_400_000;

/** The number of a place: of an event's name, and whether it is where a path starts. Numbers sort faster than names. */
export const nameOf = (place: number): EventName | null => eventNames[Math.floor(place / 2)] ?? null;
const numbers = eventNames.map((name, index) => sql`(${name}, ${int(2 * index)})`);
const unknown = 2 * eventNames.length;

/** One row per step and pair of places, as numbers, of sessions that are over and of those that are not. */
export function pathsSql(question: Paths, asOfMs: number): SQL {
  const { fromMs, toMs, direction, repeats, steps, from } = question;
  const way = sql.raw(direction === "next" ? "asc" : "desc");
  const inOrder = sql`(partition by visitor, stay order by ts ${way}, seq ${way}, id ${way})`;
  const depths = Array.from({ length: steps }, (_, index) => index + 1);
  const next = depths.map((depth) => sql`lead(place, ${int(depth)}) over along as ${at(depth)}`);
  const beside = sql`select *, lag(place) over along as earlier from places window along as ${inOrder}`;
  const merged = repeats === "kept" ? sql`places` : sql`(${beside}) beside where earlier is null or earlier <> place`;
  const cases = (of: (depth: number) => SQL) =>
    sql`case steps.step ${sql.join(
      depths.map((depth) => sql`when ${int(depth)} then ${of(depth)}`),
      sql` `,
    )} end`;
  const origin = cases((depth) => (depth === 1 ? none : at(depth - 1)));

  return sql`with places as ( -- one row per event that is a place
    select ${events.visitorKey} as visitor, ${events.sessionId} as stay, ${events.ts} as ts, ${events.seq} as seq,
      ${events.id} as id, coalesce(numbers.number, ${int(unknown)}) + case when ${conditionOf(from)} then 1 else 0 end as place
    from ${events} left join (values ${sql.join(numbers, sql`, `)}) as numbers(event, number)
      on numbers.event = ${events.name}
    where ${placesSql(question, asOfMs)}
  ), followed as ( -- the same, each with those after it
    select visitor, stay, ts, seq, id, place, ${sql.join(next, sql`, `)} from ${merged} window along as ${inOrder}
  ), starts as ( -- those at which a path could start
    select *, row_number() over ${inOrder} as nth from followed where place % 2 = 1
  ), paths as ( -- one row per session with a start in the range
    select *, case when ts > ${moment(asOfMs - longestSessionMs)} then 1 else 0 end as is_open
    from starts where nth = 1 and ts >= ${moment(fromMs)} and ts < ${moment(toMs)}
  )
  select is_open, steps.step as step, ${origin} as origin, ${cases(at)} as target,
    count(*) as sessions, count(distinct visitor) as visitors
  from paths join (values ${sql.join(
    depths.map((depth) => sql.raw(`(${depth})`)),
    sql`, `,
  )}) as steps(step)
    on steps.step = 1 or ${origin} is not null
  group by 1, 2, 3, 4`;
}

/** A session that a start in the range belongs to may begin before the range, and end after it. */
function placesSql(question: Paths, asOfMs: number): SQL {
  const { from, places, fromMs, toMs } = question;
  const starting = sql`${matchingSql(question, [from], asOfMs)} and not ${events.bot}`;
  const names = (places ?? []).map((name) => sql`${name}`);
  const isPlace =
    places === null ? sql`` : sql` and (${events.name} in (${sql.join(names, sql`, `)}) or (${conditionOf(from)}))`;
  return sql`${events.sessionId} is not null and not ${events.bot} and ${ofTraffic(question, asOfMs)}
    and ${events.ts} >= ${moment(Math.max(0, fromMs - longestSessionMs))}
    and ${events.ts} < ${moment(toMs + longestSessionMs)}${hereSql(question)}${isPlace}${inSegment(question, starting, asOfMs)}`;
}

const none = sql`cast(null as integer)`;
const at = (depth: number): SQL => sql.raw(`n${depth}`);
function int(number: number): SQL {
  return sql.raw(String(number));
}
