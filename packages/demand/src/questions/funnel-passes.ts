import { type SQL, sql } from "drizzle-orm";
import type { Exclusion } from "./funnel-question.ts";

export const time = (step: number) => sql.raw(`t${step}`);
/** When what is excluded comes next, after the step after which it is. */
export const carriedAs = (exclusion: number) => sql.raw(`x${exclusion}`);
const table = (step: number) => sql.raw(`from${step}`);

/**
 * `kept`: columns that go along as they are, each after a comma.
 *
 * From the last step to the second, each pass asks of every row when the next such step comes, and carries along when that
 * one's own later steps come. The earliest next step has the earliest continuation, so a path found so is the earliest one.
 * What is excluded is carried the same way, from the row of the step after which it is: of a later row it comes no earlier.
 * Time runs backwards in the window, because a frame that only grows is read once.
 */
export function orderedPasses(last: number, exclusions: readonly Exclusion[], source: string, kept: SQL): SQL {
  const passes = range(2, last)
    .toReversed()
    .map((step) => {
      const carried = range(step + 1, last).map((later) => next(step, time(later), time(later)));
      const between = exclusions.map(({ after }, index) =>
        after >= step ? next(step, carriedAs(index), carriedAs(index)) : carriedAs(index),
      );
      const from = step === last ? sql.raw(source) : table(step + 1);
      return sql`${table(step)} as (
        select visitor, t1, step${kept}, ${list([next(step, time(1), time(step)), ...carried, ...between])}
        from ${from} window later as (partition by visitor order by t1 desc)
      )`;
    });
  return list(passes);
}

/** Of every row, when each exclusion comes next; later than it, because equal times count as in order. */
export function markedSql(last: number, exclusions: readonly Exclusion[], kept: SQL): SQL {
  const columns = exclusions.map(
    (_, index) =>
      sql`min(case when step = ${sql.raw(String(last + index + 1))} then t1 end) over (
        partition by visitor order by t1 desc range between unbounded preceding and 1 preceding
      ) as ${carriedAs(index)}`,
  );
  return sql`marked as (select visitor, t1, step${kept}, ${list(columns)} from matched)`;
}

/** One pass: of every row, when each step comes next. */
export const unorderedPass = (last: number, kept: SQL): SQL => sql`${table(2)} as (
  select visitor, t1, step${kept}, ${list(range(2, last).map((step) => next(step, time(1), time(step))))}
  from matched window later as (partition by visitor order by t1 desc)
)`;

/** One pass: of every row, whether the rows that follow it are the steps. In one moment what is no step comes first. */
export function strictPass(last: number, kept: SQL): SQL {
  const times = range(2, last).map((step) => {
    const behind = sql.raw(String(step - 1));
    return sql`case when lead(step, ${behind}) over later = ${sql.raw(String(step))}
      then lead(t1, ${behind}) over later end as ${time(step)}`;
  });
  return sql`${table(2)} as (
    select visitor, t1, step${kept}, ${list(times)}
    from matched window later as (partition by visitor order by t1, step, seq)
  )`;
}

const next = (step: number, value: SQL, as: SQL) =>
  sql`min(case when step = ${sql.raw(String(step))} then ${value} end) over later as ${as}`;
const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
const range = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
