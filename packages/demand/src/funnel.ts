import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import { type AppId, appIds, type EventFilter, KnownEventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { areDisjoint } from "./event-filter.ts";
import { readNumber } from "./rows.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const AtMs = z.int().min(0).max(8_640_000_000_000_000);

/** How many visitors got how far. Every field changes the number, so every field is part of the question. */
export const Funnel = z
  .strictObject({
    /** Only events of one app, or of all. */
    app: z.enum(appIds as [AppId, ...AppId[]]).nullable(),
    /** One event fills at most one step, so no event may match two of them. */
    steps: z.array(KnownEventFilter).min(2).max(10),
    /** The first step lies in [fromMs, toMs); later ones may follow up to the window. */
    fromMs: AtMs,
    toMs: AtMs,
    /** From the first step, inclusive. */
    windowMs: z
      .int()
      .min(minuteMs)
      .max(90 * dayMs),
    /**
     * `ordered`: each step at or after the one before it. `unordered`: later steps at or after the first, in any order.
     * Equal times count as in order.
     */
    order: z.enum(["ordered", "unordered"]),
    /** Simulated and real traffic never mix. */
    traffic: z.enum(["real", "simulated"]),
  })
  .refine(({ fromMs, toMs }) => fromMs < toMs, { message: "the range must end after it starts", path: ["toMs"] })
  .refine(
    ({ steps }) => steps.every((step, index) => steps.slice(0, index).every((other) => areDisjoint(step, other))),
    {
      message: "an event could fill two steps: make the steps different",
      path: ["steps"],
    },
  );
export type Funnel = z.infer<typeof Funnel>;

export type FunnelStep = {
  readonly step: EventFilter;
  /** Visitors whose window is over and who came at least this far. The first step's count is the denominator. */
  readonly reached: number;
  /** Visitors whose window is still open and who came this far until now. Never part of `reached`. */
  readonly open: number;
  /** Over the visitors who reached it; null for the first step and for nobody. */
  readonly medianMsFromFirst: number | null;
  /** Null also for `unordered`, where a step has no previous one. */
  readonly medianMsFromPrevious: number | null;
};

export type FunnelAnswer = {
  readonly asOfMs: number;
  readonly question: Funnel;
  readonly steps: readonly FunnelStep[];
  /** What the answer rests on. */
  readonly events: number;
  /** Events that would have matched and were left out because a bot sent them. */
  readonly botEvents: number;
};

/**
 * Of each visitor the furthest path counts; of equally far ones the first to get there, of those the one that started
 * last (a later first step re-anchors). Visitors with a path whose window is over are judged by those; visitors who have
 * only open ones are shown apart.
 */
export async function answerFunnel(
  engine: QuestionEngine,
  question: Funnel,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<FunnelAnswer> {
  const options = signal ? { signal } : {};
  const [levels, [counts]] = await Promise.all([
    engine.rows(funnelSql(question, asOfMs), options),
    engine.rows(countsSql(question, asOfMs), options),
  ]);
  const at = (open: boolean, step: number) =>
    levels.find((row) => readNumber(row.step) === step && readNumber(row.is_open) === (open ? 1 : 0));
  const ordered = question.order === "ordered";

  return {
    asOfMs,
    question,
    steps: question.steps.map((step, index) => {
      const closed = at(false, index + 1);
      return {
        step,
        reached: readNumber(closed?.visitors) ?? 0,
        open: readNumber(at(true, index + 1)?.visitors) ?? 0,
        medianMsFromFirst: index === 0 ? null : readNumber(closed?.from_first),
        medianMsFromPrevious: index === 0 || !ordered ? null : readNumber(closed?.from_previous),
      };
    }),
    events: readNumber(counts?.people) ?? 0,
    botEvents: readNumber(counts?.bots) ?? 0,
  };
}

/** Whole milliseconds since 1970: integers compare and subtract alike on every engine. */
const atMs = sql`cast(round(extract(epoch from ${events.ts}) * 1000) as bigint)`;
const timestampOf = (ms: number) => sql`cast(${new Date(ms).toISOString().slice(0, -1)} as timestamp)`;
const time = (step: number) => sql.raw(`t${step}`);
const table = (step: number) => sql.raw(`from${step}`);

function matching(question: Funnel, asOfMs: number): SQL {
  const { app, fromMs, toMs, windowMs, steps, traffic } = question;
  const any = sql.join(
    steps.map((step) => sql`(${conditionOf(step)})`),
    sql` or `,
  );
  return sql`${events.ts} >= ${timestampOf(fromMs)} and ${events.ts} <= ${timestampOf(Math.min(toMs + windowMs, asOfMs))}
    and ${events.simulated} = ${traffic === "simulated"} ${app === null ? sql`` : sql`and ${events.app} = ${app}`}
    and (${any})`;
}

const countsSql = (question: Funnel, asOfMs: number): SQL => sql`
  select count(*) filter (where not ${events.bot}) as people, count(*) filter (where ${events.bot}) as bots
  from ${events} where ${matching(question, asOfMs)}`;

function funnelSql(question: Funnel, asOfMs: number): SQL {
  const { steps, windowMs, fromMs, toMs } = question;
  const last = steps.length;
  const stepOf = sql.join(
    steps.map((step, index) => sql`when ${conditionOf(step)} then ${sql.raw(String(index + 1))}`),
    sql` `,
  );
  const times = range(2, last).map(time);
  const passes = question.order === "ordered" ? orderedPasses(last) : unorderedPass(last);
  const level = levelOf(last, windowMs);
  const reachedAt = sql`case level ${sql.join(
    range(2, last).map((step) => sql`when ${sql.raw(String(step))} then ${reachedTime(question.order, step)}`),
    sql` `,
  )} else t1 end`;

  return sql`with matched as ( -- one row per event that fills a step
    select ${events.visitorKey} as visitor, ${atMs} as t1, case ${stepOf} end as step
    from ${events} where ${matching(question, asOfMs)} and not ${events.bot}
  ), ${passes},
  entered as ( -- one row per first step in the range: when its path reached each later step, if it ever did
    select visitor, t1, ${list(times)}, ${level} as level,
      case when t1 + ${windowMs} > ${asOfMs} then 1 else 0 end as is_open
    from ${table(2)} where step = 1 and t1 >= ${fromMs} and t1 < ${toMs}
  ),
  ranked as ( -- the same, the path that counts for its visitor first
    select *, row_number() over (
      partition by visitor order by is_open, level desc, ${reachedAt}, t1 desc
    ) as place from entered
  ),
  reached as ( -- one row per visitor and step that they reached
    select steps.step, is_open,
      case steps.step ${sql.join(
        range(2, last).map((step) => sql`when ${sql.raw(String(step))} then ${time(step)} - t1`),
        sql` `,
      )} end as from_first,
      case steps.step ${sql.join(
        range(2, last).map((step) => sql`when ${sql.raw(String(step))} then ${time(step)} - ${time(step - 1)}`),
        sql` `,
      )} end as from_previous
    from ranked join (values ${list(range(1, last).map((step) => sql.raw(`(${step})`)))}) as steps(step)
      on steps.step <= ranked.level
    where place = 1
  )
  select step, is_open, count(*) as visitors,
    percentile_disc(0.5) within group (order by from_first) as from_first,
    percentile_disc(0.5) within group (order by from_previous) as from_previous
  from reached group by 1, 2`;
}

/**
 * From the last step to the second, each pass asks of every row when the next such step comes, and carries along when that
 * one's own later steps come. The earliest next step has the earliest continuation, so a path found so is the earliest one.
 * Time runs backwards in the window, because a frame that only grows is read once.
 */
function orderedPasses(last: number): SQL {
  const passes = range(2, last)
    .toReversed()
    .map((step) => {
      const carried = range(step + 1, last).map((later) => next(step, time(later), later));
      const from = step === last ? sql`matched` : table(step + 1);
      return sql`${table(step)} as (
        select visitor, t1, step, ${list([next(step, time(1), step), ...carried])}
        from ${from} window later as (partition by visitor order by t1 desc)
      )`;
    });
  return list(passes);
}

/** One pass: of every row, when each step comes next. */
const unorderedPass = (last: number): SQL => sql`${table(2)} as (
  select visitor, t1, step, ${list(range(2, last).map((step) => next(step, time(1), step)))}
  from matched window later as (partition by visitor order by t1 desc)
)`;

const next = (step: number, value: SQL, as: number) =>
  sql`min(case when step = ${sql.raw(String(step))} then ${value} end) over later as ${time(as)}`;

/** How many steps in a row came within the window. */
function levelOf(last: number, windowMs: number): SQL {
  const missed = range(2, last).map(
    (step) => sql`when ${time(step)} is null or ${time(step)} > t1 + ${windowMs} then ${sql.raw(String(step - 1))}`,
  );
  return sql`case ${sql.join(missed, sql` `)} else ${sql.raw(String(last))} end`;
}

const reachedTime = (order: Funnel["order"], step: number): SQL =>
  order === "ordered" ? time(step) : sql`greatest(${list(range(2, step).map(time))})`;

const list = (parts: readonly SQL[]) => sql.join([...parts], sql`, `);
const range = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
