import type { Interval } from "@flywheel/statistics";
import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import { Amount, KnownEventFilter } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { countedSql } from "../asking/matching.ts";
import { isRange, notARange, scopeFields } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";
import { bucketIntervals } from "./bucket-intervals.ts";

/** How an amount is spread over visitors: a few with much, or many with some. */
export const ValueDistribution = z
  .strictObject({
    ...scopeFields,
    /** Of each visitor: how many such events, or the sum of their values. */
    amount: Amount,
    /** Over whom: whoever did this in the range, with or without an amount. Null: whoever has such an event. */
    among: KnownEventFilter.nullable(),
    /** Each the smallest amount that at least this share of the visitors does not exceed. */
    percentiles: z.array(z.number().gt(0).lt(1)).max(9),
    /** Rising. A bucket holds amounts from its bound up to below the next; the first what is below all, the last the rest. */
    bounds: z.array(z.number()).max(40).refine(isRising, { message: "bounds must rise" }),
    /** What these many visitors in a thousand, those with the most, hold of the sum. */
    topPerMille: z.array(z.int().min(1).max(1_000)).max(5),
  })
  .refine(isRange, notARange);
export type ValueDistribution = z.infer<typeof ValueDistribution>;

export type Distribution = {
  /** The denominator of everything here. */
  readonly visitors: number;
  /** Of them with an amount above 0. */
  readonly above: number;
  readonly sum: number;
  readonly most: number | null;
  readonly percentiles: readonly (number | null)[];
  /** One more than there are bounds. */
  readonly buckets: readonly number[];
  /** Rounded up to whole visitors, and what they hold. */
  readonly top: readonly { readonly visitors: number; readonly sum: number }[];
};
export type ValueDistributionAnswer = Answered<ValueDistribution> &
  Distribution & {
    /** 95 % intervals of each bucket's share of the visitors; null of nobody, and where the question decides it. */
    readonly bucketIntervals: readonly (Interval | null)[];
    /** The range is not over: amounts may still grow and visitors come. */
    readonly open: boolean;
  };

export async function answerValueDistribution(
  engine: QuestionEngine,
  question: ValueDistribution,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<ValueDistributionAnswer> {
  const [[row = {}], basis] = await Promise.all([
    engine.rows(distributionSql(question, asOfMs), signal ? { signal } : {}),
    readBasis(engine, question, filtersOf(question), asOfMs, signal),
  ]);
  const count = (column: string) => readNumber(row[column]) ?? 0;
  const visitors = count("visitors");
  const buckets = Array.from({ length: question.bounds.length + 1 }, (_, at) => count(`b${at}`));
  return {
    asOfMs,
    question,
    basis,
    visitors,
    above: count("above"),
    sum: count("total"),
    most: readNumber(row.most),
    percentiles: question.percentiles.map((_, at) => readNumber(row[`p${at}`])),
    buckets,
    bucketIntervals: bucketIntervals(question, buckets, visitors),
    top: question.topPerMille.map((_, at) => ({ visitors: count(`n${at}`), sum: count(`t${at}`) })),
    open: asOfMs < question.toMs,
  };
}

export const filtersOf = ({ amount, among }: ValueDistribution) => (among === null ? [amount.of] : [amount.of, among]);

function distributionSql(question: ValueDistribution, asOfMs: number): SQL {
  const { amount, among, percentiles, bounds, topPerMille } = question;
  const each = amount.take === "value" ? sql`coalesce(${events.value}, 0)` : sql`1`;
  const own = sql`cast(sum(case when ${conditionOf(amount.of)} then ${each} else 0 end) as double precision)`;
  const member = among === null ? sql`` : sql` having max(case when ${conditionOf(among)} then 1 else 0 end) = 1`;
  const shares = percentiles.map(
    (share, at) => sql`percentile_disc(${raw(share)}) within group (order by amount) as ${sql.raw(`p${at}`)}`,
  );
  const buckets = Array.from({ length: bounds.length + 1 }, (_, at) => {
    const [from, until] = [bounds[at - 1], bounds[at]];
    const sides = [
      ...(from === undefined ? [] : [sql`amount >= ${raw(from)}`]),
      ...(until === undefined ? [] : [sql`amount < ${raw(until)}`]),
    ];
    const inside = sides.length === 0 ? sql`true` : sql.join(sides, sql` and `);
    return sql`count(*) filter (where ${inside}) as ${sql.raw(`b${at}`)}`;
  });
  // Rounded up in whole numbers: the first place is always among the top.
  const tops = topPerMille.flatMap((perMille, at) => {
    const isTop = sql.raw(`(place - 1) * 1000 < visitors * ${perMille}`);
    return [
      sql`count(*) filter (where ${isTop}) as ${sql.raw(`n${at}`)}`,
      sql`sum(case when ${isTop} then amount else 0 end) as ${sql.raw(`t${at}`)}`,
    ];
  });
  return sql`with owned as ( -- one row per visitor
    select ${events.visitorKey} as visitor, ${own} as amount
    from ${events} where ${countedSql(question, filtersOf(question), asOfMs)} group by ${events.visitorKey}${member}
  ), placed as ( -- the same, the most first
    select amount, row_number() over (order by amount desc, visitor) as place, count(*) over () as visitors from owned
  )
  select count(*) as visitors, count(*) filter (where amount > 0) as above, sum(amount) as total, max(amount) as most,
    ${sql.join([...buckets, ...shares, ...tops], sql`, `)}
  from placed`;
}

/** A number that was parsed as one; a literal, because both engines read its type from the text. */
const raw = (number: number): SQL => sql.raw(String(number));

function isRising(bounds: readonly number[]): boolean {
  return bounds.every((bound, at) => at === 0 || bound > (bounds[at - 1] ?? bound));
}
