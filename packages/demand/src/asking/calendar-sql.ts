import { type SQL, sql } from "drizzle-orm";
import { type Calendar, type Interval, weekShift } from "./calendar.ts";
import { moment, span } from "./moment.ts";

/** `numberAt` of a column in UTC, equal on every engine. */
export function numberSql(calendar: Calendar, interval: Interval, ts: SQL): SQL {
  if (interval === "hour") return sql`(cast(extract(epoch from date_trunc('hour', ${ts})) as bigint) / 3600)`;
  const local = localSql(calendar, ts);
  const day = sql`(cast(${local} as date) - date '1970-01-01')`;
  if (interval === "day") return day;
  // Seven more and one less: whole numbers are cut towards 0, and this one is to be cut downwards.
  if (interval === "week") return sql`((${day} + ${sql.raw(String(weekShift(calendar) + 7))}) / 7 - 1)`;
  return sql`cast(extract(year from ${local}) * 12 + extract(month from ${local}) - 1 as bigint)`;
}

/** What the zone's clock shows: a branch for each change in the range. */
function localSql({ offsets }: Calendar, ts: SQL): SQL {
  const branches = offsets.map(({ offsetMs }) => (offsetMs === 0 ? ts : sql`${ts} + ${span(offsetMs)}`));
  const last = branches.at(-1) ?? ts;
  if (branches.length < 2) return sql`(${last})`;
  const whens = offsets
    .slice(1)
    .map(({ fromMs }, index) => sql`when ${ts} < ${moment(fromMs)} then ${branches[index]}`);
  return sql`(case ${sql.join(whens, sql` `)} else ${last} end)`;
}
