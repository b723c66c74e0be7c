import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import { type EventFilter, journey } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { calendarOf } from "../asking/calendar.ts";
import { numberSql } from "../asking/calendar-sql.ts";
import { campaignVisit, grant } from "../asking/incentives.ts";
import { fillsAny, inSegment, matchingSql, peopleUntil } from "../asking/matching.ts";
import { moment } from "../asking/moment.ts";
import { isRange, notARange, scopeFields } from "../asking/scope.ts";
import { inTurns } from "../asking/turns.ts";
import { readNumber } from "../rows.ts";
import { type EvidenceName, evidence, evidenceNames } from "./evidence.ts";
import { evidenceBits } from "./evidence-bits.ts";
import { decodeWeek, mostOf, type VisitorWeek, type WeekField, worth } from "./week-code.ts";

export const VisitorWeeks = z
  .strictObject({
    ...scopeFields,
    /** Who gave up after less than this gave up for reasons of their own. */
    statedWaitMs: z.int().min(0).max(86_400_000).default(30_000),
  })
  .refine(isRange, notARange);
export type VisitorWeeks = z.infer<typeof VisitorWeeks>;

/** `credits`: what was settled with purchased ones, in full. */
export type TrajectoryWeek = VisitorWeek & { readonly week: number; readonly credits: number };

/** Visitors whose weeks were all equal. Weeks are whole numbers that follow each other; those without evidence are left out. */
export type Trajectory = {
  /** Where visitors are told apart; a visitor of two groups is in both. */
  readonly group?: string;
  /** Where each day is told: the number of the local day. */
  readonly gone?: number;
  /** Who it is, when they made a link or came by one; then `visitors` is 1. */
  readonly visitor: string | null;
  /** The week in which something besides the answers first drew them: a grant, or a campaign that brought them. */
  readonly drawnIn: number | null;
  readonly visitors: number;
  readonly weeks: readonly TrajectoryWeek[];
};

/**
 * The one reduction that every statement about the flywheel is made from. Requests are judged whole, in the week of their
 * first event, so that an answer that was given up for is not served; each visitor's weeks become one signature, and equal
 * signatures one row: little travels, and a bootstrap over visitors is one over rows.
 */
export async function readVisitorWeeks(
  engine: QuestionEngine,
  question: VisitorWeeks,
  asOfMs: number,
  { signal, ...of }: VisitorWeeksOf & { readonly signal?: AbortSignal | undefined } = {},
): Promise<readonly Trajectory[]> {
  const rows = await engine.rows(visitorWeeksSql(question, asOfMs, of), signal ? { signal } : {});
  const decode = decoder();
  const read = ({ grouped, gone, signature, visitor, drawnin, visitors }: Row): Trajectory => ({
    ...(of.eachDay ? { gone: readNumber(gone) ?? 0 } : {}),
    ...(of.groups ? { group: String(grouped ?? "") } : {}),
    visitor: visitor === null ? null : String(visitor),
    drawnIn: readNumber(drawnin),
    visitors: readNumber(visitors) ?? 0,
    weeks: String(signature).split(",").map(decode),
  });
  return inTurns(rows, read, signal);
}

/** Most weeks are those of many visitors: each is decoded once. */
function decoder(): (entry: string) => TrajectoryWeek {
  const known = new Map<string, TrajectoryWeek>();
  return (entry) => {
    const found = known.get(entry);
    if (found) return found;
    const [week = 0, code = 0, credits = 0] = entry.split(":").map(Number);
    const decoded = { week, ...decodeWeek(code), credits };
    known.set(entry, decoded);
    return decoded;
  };
}

type Row = Readonly<Record<string, unknown>>;

/** Events in [fromMs, toMs) are left out, as if they had not happened; who is in the segment and what drew them stay. */
export type Without = { readonly fromMs: number; readonly toMs: number };

/**
 * Whoever did anything on a day of [fromMs, toMs), once for each such day, with the day's number: as they are without that
 * day, or as they are. Who did nothing on a day is the same without it and is not told.
 */
export type EachDay = { readonly fromMs: number; readonly toMs: number; readonly isLeftOut: boolean };

export type VisitorWeeksOf = {
  readonly without?: Without | undefined;
  /** Not together with `groups`. */
  readonly eachDay?: EachDay | undefined;
  /** `select visitor, grouped`: who is told apart. Whoever is in none of them is in the group without a name. */
  readonly groups?: SQL | undefined;
};

export function visitorWeeksSql(
  question: VisitorWeeks,
  asOfMs: number,
  { without, groups, eachDay }: VisitorWeeksOf = {},
): SQL {
  const calendar = calendarOf(question);
  const weekOf = (ts: SQL) => sql`cast(${numberSql(calendar, "week", ts)} as bigint)`;
  const names = list(evidenceNames.map((name) => sql`${name}`));
  const people = sql`${matchingSql(question, [], asOfMs)} and not ${events.bot}`;
  const counted = sql`${people} and ${events.name} in (${names})`;
  const rest = without
    ? sql` and not (${events.ts} >= ${moment(without.fromMs)} and ${events.ts} < ${moment(without.toMs)})`
    : sql``;
  const days = eachDay ? daysSql(eachDay, numberSql(calendar, "day", sql`${events.ts}`), counted) : nothing;
  const gone = eachDay ? sql`, gone` : sql``;

  return sql`with requests as ( -- one row per request; what belongs to none is one row per week
    select ${events.visitorKey} as visitor, ${weekOf(sql`min(${events.ts})`)} as week,
      bit_or(${bits.bitsSql(question.statedWaitMs)}) as bits,
      sum(case when ${conditionOf(journey.paid)} then cast(${events.props} ->> 'credits' as bigint) else 0 end) as credits${gone}
    from ${events}${days.join} join ${bits.proofsSql()} on proofs.event = ${events.name}
    where ${people}${rest}${days.rest}${inSegment(question, counted, asOfMs)}
    group by ${events.visitorKey}, ${events.requestId}, case when ${events.requestId} is null then ${weekOf(sql`${events.ts}`)} end${gone}
  ),
  weeks as ( -- one row per visitor and week
    select visitor, week, bit_or(bits) as bits, sum(${flag(answered)}) as answers, sum(${flag(wanted)}) as lost,
      sum(${flag(paid)}) as purchases, cast(coalesce(sum(case when ${has("hosted")} then credits end), 0) as bigint) as credits${gone}
    from requests group by visitor, week${gone}
  ),
  levels as (
    select *, case when purchases > 0 then 6 when ${has("kept")} then 5 when answers > 0 then 4
      when ${has("hosted")} then 3 when ${has("asked")} then 2 when ${has("opened")} then 1 else 0 end as level
    from weeks
  ),
  coded as (
    select visitor, week, credits, ${codeSql} as code${gone} from levels
  ),
  lines as ( -- one row per visitor
    select visitor, string_agg(cast(week as text) || ':' || cast(code as text)
        || case when credits = 0 then '' else ':' || cast(credits as text) end, ',' order by week) as signature${gone}
    from coded group by visitor${gone}
  ),
  origins as ( -- one row per visitor of whom there is any; of every app, and however long ago
    select ${events.visitorKey} as visitor, ${weekOf(sql`min(case when ${fillsAny(draws)} then ${events.ts} end)`)} as drawnin,
      max(case when ${fillsAny(linking)} then 1 else 0 end) as islinked
    from ${events} where ${peopleUntil(question, asOfMs)} and ${fillsAny([...draws, ...linking])}
    group by ${events.visitorKey}
  ),
  trajectories as ( -- one row per visitor
    select lines.visitor as who, case when islinked = 1 then cast(lines.visitor as text) end as visitor, drawnin, signature${gone}
    from lines left join origins on origins.visitor = lines.visitor
  )
  ${groups ? groupedSql(groups) : sql`select visitor, drawnin, signature, count(*) as visitors${gone} from trajectories group by visitor, drawnin, signature${gone}`}`;
}

const draws: readonly EventFilter[] = [grant, campaignVisit];
const linking: readonly EventFilter[] = [
  { name: "share.created" },
  { name: "session.started", where: { entry: "share", first: true } },
];

const nothing = { join: sql``, rest: sql`` };

/** Of each visitor, the days on which they did anything that counts: their events are joined with every one of them. */
function daysSql({ fromMs, toMs, isLeftOut }: EachDay, day: SQL, counted: SQL): { join: SQL; rest: SQL } {
  const own = sql`select distinct ${events.visitorKey} as visitor, ${day} as gone from ${events}
    where ${counted} and ${events.ts} >= ${moment(fromMs)} and ${events.ts} < ${moment(toMs)}`;
  return {
    join: sql` join (${own}) days on days.visitor = ${events.visitorKey}`,
    rest: isLeftOut ? sql` and ${day} <> days.gone` : sql``,
  };
}

const groupedSql = (
  groups: SQL,
): SQL => sql`select groups.grouped as grouped, trajectories.visitor as visitor, drawnin, signature,
    count(*) as visitors
  from trajectories left join (${groups}) groups on groups.visitor = trajectories.who group by 1, 2, 3, 4`;

const bits = evidenceBits(evidence, {
  studio: sql`${events.app} = 'image-studio'`,
  chat: sql`${events.app} = 'chat'`,
});
const has = (...names: readonly (EvidenceName | "studio" | "chat")[]): SQL => bits.hasAny(sql.raw("bits"), ...names);
const flag = (condition: SQL): SQL => sql`case when ${condition} then 1 else 0 end`;

/** Payments are written of everybody, requests of those alone who agreed to be measured: only theirs make a whole week. */
const paid = sql`${has("settled")} and ${has("hosted")}`;
/** An answer that was given up for is not served. */
const answered = sql`${has("completed")} and not ${has("awaited")}`;
const wanted = sql`${has("missed", "refused", "failed", "gaveup")} and (not ${has("completed")} or ${has("awaited")})`;

/** The cause at the first gate not passed: supply before demand, because who could not be served had no say. */
const causeSql = sql`case
  when level = 1 and ${has("broke")} then 1
  when level = 2 and ${has("missed", "unlisted")} then 1 when level = 2 and ${has("declined")} then 2
  when level = 3 and ${has("refused", "failed", "gaveup")} then 1 when level = 3 and ${has("declined")} then 2
  when level = 4 and ${has("complained")} then 2
  when level = 5 and ${has("unsettled")} then 1 when level = 5 and ${has("declined", "abandoned")} then 2
  else 0 end`;

const value: Readonly<Record<WeekField, SQL>> = {
  level: sql`level`,
  cause: causeSql,
  metProof: flag(has("metproof")),
  verified: flag(sql`level >= 5 and ${has("verified")}`),
  trusted: flag(sql`${has("metproof")} and ${has("trusted")}`),
  apps: sql`${flag(has("studio"))} + 2 * ${flag(has("chat"))}`,
  served: sql.raw(`least(answers, ${mostOf("served")})`),
  purchased: sql.raw(`least(purchases, ${mostOf("purchased")})`),
  lost: sql.raw(`least(lost, ${mostOf("lost")})`),
  denied: flag(has("denied")),
  refused: flag(has("refused")),
};

const codeSql = sql.join(
  (Object.keys(value) as WeekField[]).map((field) => sql`(${value[field]}) * ${sql.raw(String(worth[field]))}`),
  sql` + `,
);

const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
