import { conditionOf, events } from "@flywheel/store";
import type { EventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import type { Funnel } from "./funnel-question.ts";

export const time = (step: number) => sql.raw(`t${step}`);
/** When what is excluded comes next, after the step after which it is. */
export const excludedAt = (exclusion: number) => sql.raw(`x${exclusion}`);

/** CTEs, and the name of the last: one row per first step, `visitor, t1`, what is kept of it, then `t2` and on. */
export type Paths = { readonly ctes: SQL; readonly last: SQL };
export type PathParts = {
  /** Columns of the first step that go along. */
  readonly kept: readonly { readonly name: string; readonly of: SQL }[];
  /** Of first steps: in the range, by members of the segment. */
  readonly starting: SQL;
  /** Of what follows them. */
  readonly following: SQL;
};

/**
 * Each stage adds when what it looks for comes next. So it sorts the first steps and its own events, and no others; looking
 * from the time before it for the earliest, a path takes each step as early as it can.
 */
export function stagedPaths(question: Funnel, { kept, starting, following }: PathParts): Paths {
  const carried = ["t1", ...kept.map(({ name }) => name)];
  const own = kept.map(({ name, of }) => sql`, ${of} as ${sql.raw(name)}`);
  const ctes = [
    sql`from1 as (select ${events.visitorKey} as visitor, ${events.ts} as t1${sql.join(own)} from ${events} where ${starting})`,
  ];
  for (const { of, after, as, came, found } of looks(question)) {
    const [before, name] = [sql.raw(`from${ctes.length}`), sql.raw(`from${ctes.length + 1}`)];
    const along = sql.raw(carried.join(", "));
    const none = sql.raw(carried.map(() => "null").join(", "));
    ctes.push(sql`${name} as (
      select visitor, ${along}, ${found(sql.raw("following"))} as ${sql.raw(as)} from (
        select visitor, ${along}, looks, min(case when looks = 0 then came end) over (partition by visitor order by came desc) as following
        from (
          select visitor, ${along}, coalesce(${sql.raw(after)}, ${never}) as came, 1 as looks from ${before}
          union all
          select ${events.visitorKey}, ${none}, ${came(sql`${events.ts}`)}, 0 from ${events} where ${conditionOf(of)} and ${following}
        ) beside
      ) found where looks = 1
    )`);
    carried.push(as);
  }
  return { ctes: sql.join(ctes, sql`, `), last: sql.raw(`from${ctes.length}`) };
}

type Look = {
  readonly of: EventFilter;
  /** A column of what was found before. */
  readonly after: string;
  readonly as: string;
  readonly came: (ts: SQL) => SQL;
  readonly found: (next: SQL) => SQL;
};

/** Equal times count as in order; what is excluded must come later, and a millisecond is the least that it can. */
function looks({ steps, order, exclusions }: Funnel): readonly Look[] {
  const same = (ts: SQL) => ts;
  const following = steps.slice(1).map((of, index) => ({
    ...{ of, as: `t${index + 2}`, came: same, found: same },
    after: order === "unordered" ? "t1" : `t${index + 1}`,
  }));
  const excluded = exclusions.map(({ of, after }, index) => ({
    ...{ of, as: `x${index}`, after: `t${after}` },
    came: (ts: SQL) => sql`${ts} - ${millisecond}`,
    found: (next: SQL) => sql`${next} + ${millisecond}`,
  }));
  return [...following, ...excluded];
}

const millisecond = sql.raw("interval '1 millisecond'");
/** A path that has ended looks for nothing. */
const never = sql.raw("timestamp '9999-12-31 00:00:00'");
