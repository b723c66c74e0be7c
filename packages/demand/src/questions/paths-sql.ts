import { conditionOf, events } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import { hereSql, inSegment, matchingSql, ofTraffic } from "../asking/matching.ts";
import { moment } from "../asking/moment.ts";
import type { Paths } from "./paths.ts";

/** No session is longer. */
export const longestSessionMs = 86_400_000;

/** One row per step and pair of places, of sessions that are over and of those that are not. */
export function pathsSql(question: Paths, asOfMs: number): SQL {
  const { fromMs, toMs, direction, repeats, steps, from } = question;
  const way = sql.raw(direction === "next" ? "asc" : "desc");
  const inOrder = sql`(partition by visitor, stay order by ts ${way}, seq ${way}, id ${way})`;
  const depths = Array.from({ length: steps }, (_, index) => index + 1);
  const next = depths.map((depth) => sql`lead(name, ${int(depth)}) over along as ${place(depth)}`);
  const merged =
    repeats === "kept" ? sql`` : sql`where earlier_name is null or earlier_name <> name or earlier_start <> is_start`;
  const cases = (of: (depth: number) => SQL) =>
    sql`case steps.step ${sql.join(
      depths.map((depth) => sql`when ${int(depth)} then ${of(depth)}`),
      sql` `,
    )} end`;

  return sql`with places as ( -- one row per event that is a place, with the one before it in its session
    select ${events.visitorKey} as visitor, ${events.sessionId} as stay, ${events.ts} as ts, ${events.seq} as seq,
      ${events.id} as id, ${events.name} as name, case when ${conditionOf(from)} then 1 else 0 end as is_start
    from ${events} where ${placesSql(question, asOfMs)}
  ), beside as (
    select *, lag(name) over along as earlier_name, lag(is_start) over along as earlier_start
    from places window along as ${inOrder}
  ), followed as ( -- the same, each with those after it, and how many starts there were until it
    select visitor, ts, is_start, sum(is_start) over along as starts, ${sql.join(next, sql`, `)}
    from beside ${merged} window along as ${inOrder}
  ), paths as ( -- one row per session with a start in the range
    select *, case when ts > ${moment(asOfMs - longestSessionMs)} then 1 else 0 end as is_open
    from followed where is_start = 1 and starts = 1 and ts >= ${moment(fromMs)} and ts < ${moment(toMs)}
  )
  select is_open, steps.step as step, ${cases((depth) => (depth === 1 ? none : place(depth - 1)))} as origin,
    ${cases(place)} as target, count(*) as sessions, count(distinct visitor) as visitors
  from paths join (values ${sql.join(
    depths.map((depth) => sql.raw(`(${depth})`)),
    sql`, `,
  )}) as steps(step)
    on steps.step = 1 or ${cases((depth) => (depth === 1 ? none : place(depth - 1)))} is not null
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

const none = sql`cast(null as text)`;
const place = (depth: number): SQL => sql.raw(`n${depth}`);
const int = (number: number): SQL => sql.raw(String(number));
