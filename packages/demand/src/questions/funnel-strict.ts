import { conditionOf, events } from "@flywheel/store";
import { type SQL, sql } from "drizzle-orm";
import type { Funnel } from "./funnel-question.ts";
import { type PathParts, type Paths, time } from "./funnel-stages.ts";

/** One pass: of every event, whether those that follow it are the steps. In one moment what is no step comes first. */
export function strictPaths({ steps }: Funnel, { kept, starting, following }: PathParts): Paths {
  const cases = steps.map((of, index) => sql`when ${conditionOf(of)} then ${int(index + 1)}`);
  const times = steps.slice(1).map((_, index) => {
    const [behind, step] = [int(index + 1), int(index + 2)];
    return sql`case when lead(step, ${behind}) over later = ${step} then lead(t1, ${behind}) over later end as ${time(index + 2)}`;
  });
  const own = kept.map(({ name, of }) => sql`, ${of} as ${sql.raw(name)}`);
  const along = sql.raw(kept.map(({ name }) => `, ${name}`).join(""));
  return {
    ctes: sql`matched as ( -- between the steps anything counts, so everything is read
      select ${events.visitorKey} as visitor, ${events.ts} as t1, ${events.seq} as place,
        case ${sql.join(cases, sql` `)} else 0 end as step, case when ${starting} then 1 else 0 end as starts${sql.join(own)}
      from ${events} where ${following}
    ), beside as (
      select visitor, t1, starts${along}, ${sql.join(times, sql`, `)}
      from matched window later as (partition by visitor order by t1, step, place)
    ), paths as (
      select * from beside where starts = 1
    )`,
    last: sql.raw("paths"),
  };
}

const int = (number: number): SQL => sql.raw(String(number));
