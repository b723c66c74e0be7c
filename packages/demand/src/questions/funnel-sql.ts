import { events } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import { basisSql } from "../asking/basis.ts";
import { anyOf, hereSql, inSegment, matchingSql, ofBotsOrSegment, ofTraffic } from "../asking/matching.ts";
import { moment, span } from "../asking/moment.ts";
import type { Funnel } from "./funnel-question.ts";
import { excludedAt, stagedPaths, time } from "./funnel-stages.ts";
import { strictPaths } from "./funnel-strict.ts";

const int = (number: number): SQL => sql.raw(String(number));

/** The funnel's basis is what fills a step, until the last window is over. */
export const restingOnSql = (question: Funnel, asOfMs: number): SQL => {
  const matching = sql`${untilLastWindow(question, asOfMs)}${anyOf(question.steps)}`;
  return basisSql(sql`${matching}${ofBotsOrSegment(question, entering(question, asOfMs), asOfMs)}`);
};

/** One row per step and whether its window is open, `is_whole` 1; with a breakdown one per value at entry besides. */
export function funnelSql(question: Funnel, asOfMs: number): SQL {
  const { steps, windowMs, order, breakdown } = question;
  const last = steps.length;
  const level = levelOf(question);
  const reachedAt = sql`case level ${cases(2, last, (step) => reachedTime(order, step))} else t1 end`;
  // Of two first steps in one moment the later one counts, whose value may be another.
  const kept = breakdown
    ? [
        { name: "seq", of: sql`${events.seq}` },
        { name: "part", of: sql`${events[breakdown]}` },
      ]
    : [];
  const [part, place] = breakdown ? [sql`, part`, sql`, seq desc`] : [sql``, sql``];
  const paths = (order === "strict" ? strictPaths : stagedPaths)(question, {
    kept,
    starting: sql`${entering(question, asOfMs)}${inSegment(question, entering(question, asOfMs), asOfMs)}`,
    following: sql`${untilLastWindow(question, asOfMs)} and not ${events.bot}`,
  });

  return sql`with ${paths.ctes},
  entered as ( -- one row per first step in the range: when its path reached each later step, if it ever did
    select visitor, t1${sql.raw(kept.map(({ name }) => `, ${name}`).join(""))}, ${list(range(2, last).map(time))},
      ${level} as level, case when t1 > ${moment(asOfMs - windowMs)} then 1 else 0 end as is_open
    from ${paths.last}
  ),
  ranked as ( -- the same, the path that counts for its visitor first
    select *, row_number() over (
      partition by visitor order by is_open, level desc, ${reachedAt}, t1 desc${place}
    ) as place from entered
  ),
  reached as ( -- one row per visitor and step that they reached
    select steps.step, is_open${part},
      case steps.step ${cases(2, last, (step) => sinceSql(time(step), time(1)))} end as from_first,
      case steps.step ${cases(2, last, (step) => sinceSql(time(step), time(step - 1)))} end as from_previous
    from ranked join (values ${list(range(1, last).map((step) => sql.raw(`(${step})`)))}) as steps(step)
      on steps.step <= ranked.level
    where place = 1
  )
  select step, is_open${part}, ${breakdown ? sql`grouping(part)` : int(1)} as is_whole, count(*) as visitors,
    percentile_disc(0.5) within group (order by from_first) as from_first,
    percentile_disc(0.5) within group (order by from_previous) as from_previous
  from reached group by ${breakdown ? sql`grouping sets ((step, is_open), (step, is_open, part))` : sql`1, 2`}`;
}

function untilLastWindow(question: Funnel, asOfMs: number): SQL {
  const { fromMs, toMs, windowMs } = question;
  return sql`${events.ts} >= ${moment(fromMs)} and ${events.ts} <= ${moment(Math.min(toMs + windowMs, asOfMs))}
    and ${ofTraffic(question, asOfMs)}${hereSql(question)}`;
}

const entering = (question: Funnel, asOfMs: number): SQL =>
  sql`${matchingSql(question, question.steps.slice(0, 1), asOfMs)} and not ${events.bot}`;

/** How many steps in a row came within the window, with nothing between that is excluded. */
function levelOf({ steps, windowMs, exclusions }: Funnel): SQL {
  const missed = range(2, steps.length).map((step) => {
    const ended = exclusions.flatMap(({ after, before }, index) =>
      after < step && step <= before ? sql` or ${excludedAt(index)} < ${time(step)}` : [],
    );
    return sql`when ${time(step)} is null or ${time(step)} > t1 + ${span(windowMs)}${sql.join(ended)} then ${int(step - 1)}`;
  });
  return sql`case ${sql.join(missed, sql` `)} else ${int(steps.length)} end`;
}

const reachedTime = (order: Funnel["order"], step: number): SQL =>
  order === "unordered" ? sql`greatest(${list(range(2, step).map(time))})` : time(step);

/** Whole milliseconds: integers are ranked alike on every engine. */
const sinceSql = (until: SQL, from: SQL): SQL => sql`${atMs(until)} - ${atMs(from)}`;
const atMs = (ts: SQL): SQL => sql`cast(round(extract(epoch from ${ts}) * 1000) as bigint)`;

const cases = (first: number, last: number, then: (step: number) => SQL): SQL =>
  sql.join(
    range(first, last).map((step) => sql`when ${int(step)} then ${then(step)}`),
    sql` `,
  );
const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
const range = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
