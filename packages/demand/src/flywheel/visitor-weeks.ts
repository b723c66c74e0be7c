import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import type { EventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { readNumber } from "../rows.ts";
import { type Evidence, type EvidenceName, evidence, evidenceNames } from "./evidence.ts";
import { decodeWeek, mostOf, type VisitorWeek, type WeekField, worth } from "./week-code.ts";

export type VisitorWeeks = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly traffic: "real" | "simulated";
  /** 0 Sunday to 6 Saturday; weeks begin at its midnight, UTC. */
  readonly weekStart: number;
  /** Who gave up after less than this gave up for reasons of their own. */
  readonly statedWaitMs: number;
};

/** Visitors whose weeks were all equal. Weeks are whole numbers that follow each other; those without evidence are left out. */
export type Trajectory = {
  readonly visitors: number;
  readonly weeks: readonly (VisitorWeek & { readonly week: number })[];
};

/**
 * The one reduction that every statement about the flywheel is made from. Requests are judged whole, in the week of their
 * first event, so that an answer that was given up for is not served; each visitor's weeks become one signature, and equal
 * signatures one row: little travels, and a bootstrap over visitors is one over rows.
 */
export async function readVisitorWeeks(
  engine: QuestionEngine,
  question: VisitorWeeks,
  signal?: AbortSignal,
): Promise<readonly Trajectory[]> {
  const rows = await engine.rows(visitorWeeksSql(question), signal ? { signal } : {});
  return rows.map(({ signature, visitors }) => ({
    visitors: readNumber(visitors) ?? 0,
    weeks: String(signature)
      .split(",")
      .map((entry) => {
        const [week = 0, code = 0] = entry.split(":").map(Number);
        return { week, ...decodeWeek(code) };
      }),
  }));
}

const secondsPerWeek = 604_800;
/** Of the start of week 0, which holds the first of January 1970: a Thursday. */
export const weekOffsetSeconds = (weekStart: number): number => ((4 - weekStart + 7) % 7) * 86_400;

export function visitorWeeksSql({ fromMs, toMs, traffic, weekStart, statedWaitMs }: VisitorWeeks): SQL {
  const moment = (atMs: number) => sql`cast(${new Date(atMs).toISOString().slice(0, -1)} as timestamp)`;
  const offset = sql.raw(String(weekOffsetSeconds(weekStart)));
  const weekOf = (ts: SQL) =>
    sql`cast(floor((extract(epoch from ${ts}) + ${offset}) / ${sql.raw(`${secondsPerWeek}.0`)}) as bigint)`;
  const named = Object.entries(evidence) as [EvidenceName, Evidence][];
  const flags = named.map(([name, { of, waited }]) => {
    const matches = sql.join(
      of.map((filter: EventFilter) => sql`(${conditionOf(filter)})`),
      sql` or `,
    );
    const long = waited ? sql` and ${events.value} >= ${statedWaitMs}` : sql``;
    return sql`max(case when (${matches})${long} then 1 else 0 end) as ${sql.raw(name)}`;
  });
  const names = list(evidenceNames.map((name) => sql`${name}`));
  const any = named.map(([name]) => sql.raw(`max(${name}) as ${name}`));

  return sql`with requests as ( -- one row per request; what belongs to none is one row per week
    select ${events.visitorKey} as visitor, ${weekOf(sql`min(${events.ts})`)} as week,
      max(case when ${events.app} = 'image-studio' then 1 else 0 end) as studio,
      max(case when ${events.app} = 'chat' then 1 else 0 end) as chat,
      ${list(flags)}
    from ${events}
    where ${events.ts} >= ${moment(fromMs)} and ${events.ts} < ${moment(toMs)}
      and ${events.simulated} = ${traffic === "simulated"} and not ${events.bot} and ${events.name} in (${names})
    group by ${events.visitorKey}, ${events.requestId}, case when ${events.requestId} is null then ${weekOf(sql`${events.ts}`)} end
  ),
  weeks as ( -- one row per visitor and week
    select visitor, week, max(studio) as studio, max(chat) as chat, ${list(any)},
      sum(case when completed = 1 and awaited = 0 then 1 else 0 end) as answers,
      sum(settled) as purchases
    from requests group by visitor, week
  ),
  levels as (
    select *, case when settled = 1 then 6 when kept = 1 then 5 when answers > 0 then 4
      when hosted = 1 then 3 when asked = 1 then 2 when opened = 1 then 1 else 0 end as level
    from weeks
  ),
  coded as (
    select visitor, week, ${codeSql} as code from levels
  ),
  trajectories as ( -- one row per visitor
    select visitor, string_agg(cast(week as text) || ':' || cast(code as text), ',' order by week) as signature
    from coded group by visitor
  )
  select signature, count(*) as visitors from trajectories group by 1`;
}

/** The cause at the first gate not passed: supply before demand, because who could not be served had no say. */
const causeSql = sql.raw(`case
  when level = 1 and broke = 1 then 1
  when level = 2 and missed = 1 then 1 when level = 2 and declined = 1 then 2
  when level = 3 and (refused = 1 or failed = 1 or gaveup = 1) then 1 when level = 3 and declined = 1 then 2
  when level = 4 and complained = 1 then 2
  when level = 5 and unsettled = 1 then 1 when level = 5 and (declined = 1 or abandoned = 1) then 2
  else 0 end`);

const value: Readonly<Record<WeekField, SQL>> = {
  level: sql`level`,
  cause: causeSql,
  metProof: sql`metproof`,
  verified: sql.raw("case when kept = 1 then verified else 0 end"),
  trusted: sql.raw("case when metproof = 1 then trusted else 0 end"),
  apps: sql`studio + 2 * chat`,
  brought: sql`brought`,
  served: sql.raw(`least(answers, ${mostOf("served")})`),
  purchased: sql.raw(`least(purchases, ${mostOf("purchased")})`),
};

const codeSql = sql.join(
  (Object.keys(value) as WeekField[]).map((field) => sql`(${value[field]}) * ${sql.raw(String(worth[field]))}`),
  sql` + `,
);

const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
