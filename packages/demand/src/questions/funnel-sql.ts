import { conditionOf, events } from "@flywheel/store";
import type { EventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { anyOf, hereSql, inSegment, matchingSql, ofTraffic } from "../asking/matching.ts";
import { moment } from "../asking/moment.ts";
import { carriedAs, markedSql, orderedPasses, strictPass, time, unorderedPass } from "./funnel-passes.ts";
import type { Funnel } from "./funnel-question.ts";

/** Whole milliseconds since 1970: integers compare and subtract alike on every engine. */
const atMs = sql`cast(round(extract(epoch from ${events.ts}) * 1000) as bigint)`;
const int = (number: number): SQL => sql.raw(String(number));

export const peopleSql = (question: Funnel, asOfMs: number): SQL =>
  sql`select count(distinct ${events.visitorKey}) as visitors, count(*) as events
    from ${events} where ${peopleOf(question, question.steps, asOfMs)}`;
export const botsSql = (question: Funnel, asOfMs: number): SQL =>
  sql`select count(*) as events from ${events} where ${matching(question, question.steps, asOfMs)} and ${events.bot}`;

/** One row per step and whether its window is open; of `parts` per value at entry as well. */
export function funnelSql(question: Funnel, asOfMs: number, of: "whole" | "parts"): SQL {
  const { steps, windowMs, fromMs, toMs, order, breakdown } = question;
  const last = steps.length;
  const times = range(2, last).map(time);
  const level = levelOf(question);
  const reachedAt = sql`case level ${cases(2, last, (step) => reachedTime(order, step))} else t1 end`;
  const parted = of === "parts" && breakdown !== null;
  // Of two first steps in one moment the later one counts, whose value may be another.
  const [kept, part, place] = parted ? [sql`, seq, part`, sql`, part`, sql`, seq desc`] : [sql``, sql``, sql``];
  const seq = parted || order === "strict" ? sql`, ${events.seq} as seq` : sql``;
  const value = parted ? sql`, ${events[breakdown]} as part` : sql``;

  return sql`with matched as ( -- one row per event that fills a step, or may come between two
    select ${events.visitorKey} as visitor, ${atMs} as t1, case ${stepsSql(question)} else 0 end as step${seq}${value}
    from ${events} where ${peopleOf(question, readFilters(question), asOfMs)}
  ), ${passesOf(question, kept)},
  entered as ( -- one row per first step in the range: when its path reached each later step, if it ever did
    select visitor, t1${kept}, ${list(times)}, ${level} as level,
      case when t1 + ${int(windowMs)} > ${int(asOfMs)} then 1 else 0 end as is_open
    from from2
    where step = 1 and t1 >= ${int(fromMs)} and t1 < ${int(toMs)}
  ),
  ranked as ( -- the same, the path that counts for its visitor first
    select *, row_number() over (
      partition by visitor order by is_open, level desc, ${reachedAt}, t1 desc${place}
    ) as place from entered
  ),
  reached as ( -- one row per visitor and step that they reached
    select steps.step, is_open${part},
      case steps.step ${cases(2, last, (step) => sql`${time(step)} - t1`)} end as from_first,
      case steps.step ${cases(2, last, (step) => sql`${time(step)} - ${time(step - 1)}`)} end as from_previous
    from ranked join (values ${list(range(1, last).map((step) => sql.raw(`(${step})`)))}) as steps(step)
      on steps.step <= ranked.level
    where place = 1
  )
  select step, is_open${part}, count(*) as visitors,
    percentile_disc(0.5) within group (order by from_first) as from_first,
    percentile_disc(0.5) within group (order by from_previous) as from_previous
  from reached group by 1, 2${parted ? sql`, 3` : sql``}`;
}

/** Between the steps of a strict funnel anything counts, so everything is read. */
const readFilters = ({ order, steps, exclusions }: Funnel): readonly EventFilter[] =>
  order === "strict" ? [] : [...steps, ...exclusions.map(({ of }) => of)];

function matching(question: Funnel, filters: readonly EventFilter[], asOfMs: number): SQL {
  const { fromMs, toMs, windowMs } = question;
  return sql`${events.ts} >= ${moment(fromMs)} and ${events.ts} <= ${moment(Math.min(toMs + windowMs, asOfMs))}
    and ${ofTraffic(question, asOfMs)}${hereSql(question)}${anyOf(filters)}`;
}

function peopleOf(question: Funnel, filters: readonly EventFilter[], asOfMs: number): SQL {
  const entering = sql`${matchingSql(question, question.steps.slice(0, 1), asOfMs)} and not ${events.bot}`;
  return sql`${matching(question, filters, asOfMs)} and not ${events.bot}${inSegment(question, entering, asOfMs)}`;
}

/** Steps are 1 and on, exclusions follow them. */
function stepsSql({ steps, exclusions }: Funnel): SQL {
  const filters = [...steps, ...exclusions.map(({ of }) => of)];
  return sql.join(
    filters.map((filter, index) => sql`when ${conditionOf(filter)} then ${int(index + 1)}`),
    sql` `,
  );
}

function passesOf(question: Funnel, kept: SQL): SQL {
  const last = question.steps.length;
  switch (question.order) {
    case "ordered":
      return question.exclusions.length === 0
        ? orderedPasses(last, [], "matched", kept)
        : list([markedSql(last, question.exclusions, kept), orderedPasses(last, question.exclusions, "marked", kept)]);
    case "strict":
      return strictPass(last, kept);
    case "unordered":
      return unorderedPass(last, kept);
  }
}

/** How many steps in a row came within the window, with nothing between that is excluded. */
function levelOf({ steps, windowMs, exclusions }: Funnel): SQL {
  const missed = range(2, steps.length).map((step) => {
    const ended = exclusions.flatMap(({ after, before }, index) =>
      after < step && step <= before ? sql` or ${carriedAs(index)} < ${time(step)}` : [],
    );
    return sql`when ${time(step)} is null or ${time(step)} > t1 + ${int(windowMs)}${sql.join(ended)} then ${int(step - 1)}`;
  });
  return sql`case ${sql.join(missed, sql` `)} else ${int(steps.length)} end`;
}

const reachedTime = (order: Funnel["order"], step: number): SQL =>
  order === "unordered" ? sql`greatest(${list(range(2, step).map(time))})` : time(step);

const cases = (first: number, last: number, then: (step: number) => SQL): SQL =>
  sql.join(
    range(first, last).map((step) => sql`when ${int(step)} then ${then(step)}`),
    sql` `,
  );
const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
const range = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
