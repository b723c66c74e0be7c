import type { ExperimentDefinition } from "@flywheel/experiments";
import { conditionOf, events, type QuestionEngine } from "@flywheel/store";
import { journey } from "@flywheel/vocabulary";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";

/** What counts as a conversion, in the terms of the journey. */
const conversions = { asked: journey.asked, served: journey.served, kept: journey.kept, paid: journey.paid } as const;
export type Conversion = keyof typeof conversions;
const conversionNames = Object.keys(conversions) as Conversion[];

export type VariantCounts = {
  readonly key: string;
  readonly name: string;
  /** Visitors who saw this variant and no other, in the current phase: the denominator of every conversion. */
  readonly exposed: number;
  /** Of those, visitors who did it in the experiment's app, at or after their first exposure. */
  readonly conversions: Readonly<Record<Conversion, number>>;
};

/** Counts only: whether the arms differ is for a verdict with its intervals, which this is not. */
export type ExperimentCounts = {
  readonly asOfMs: number;
  readonly experiment: string;
  readonly phase: number;
  /** Visitors who saw two variants: in no arm, but not forgotten. */
  readonly excluded: number;
  readonly variants: readonly VariantCounts[];
};

const Row = z.object({
  variant: z.string().nullable(),
  exposed: z.coerce.number(),
  asked: z.coerce.number(),
  served: z.coerce.number(),
  kept: z.coerce.number(),
  paid: z.coerce.number(),
});

/** Real visitors only: no bots, nobody simulated, and no exposure that was forced by a URL (those are never recorded). */
export async function answerExposureCounts(
  engine: QuestionEngine,
  experiment: ExperimentDefinition,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<ExperimentCounts> {
  const found = await engine.rows(countsSql(experiment, asOfMs), signal ? { signal } : {});
  const rows = found.map((row) => Row.parse(row));
  return {
    asOfMs,
    experiment: experiment.key,
    phase: experiment.phase,
    excluded: rows.find(({ variant }) => variant === null)?.exposed ?? 0,
    variants: experiment.variants.map(({ key, name }) => {
      const { exposed = 0, asked = 0, served = 0, kept = 0, paid = 0 } = rows.find((row) => row.variant === key) ?? {};
      return { key, name, exposed, conversions: { asked, served, kept, paid } };
    }),
  };
}

function countsSql({ key, phase, app }: ExperimentDefinition, asOfMs: number): SQL {
  const until = sql`cast(${new Date(asOfMs).toISOString().slice(0, -1)} as timestamp)`;
  const real = sql`not ${events.bot} and not ${events.simulated} and ${events.ts} <= ${until}`;
  const did = conversionNames.map(
    (name) => sql`max(case when ${conditionOf(conversions[name])} then 1 else 0 end) as ${sql.raw(name)}`,
  );
  const totals = conversionNames.map((name) => sql`sum(${sql.raw(name)}) as ${sql.raw(name)}`);

  return sql`with exposed as ( -- one row per exposed visitor; no variant for one who saw two
    select ${events.visitorKey} as visitor, min(${events.ts}) as first_ts,
      case when min(${events.variant}) = max(${events.variant}) then min(${events.variant}) end as variant
    from ${events}
    where ${events.name} = 'experiment.exposed' and ${events.experiment} = ${key}
      and (${events.props} ->> 'phase') = ${String(phase)} and ${real}
    group by 1
  ),
  outcomes as ( -- one row per exposed visitor: what they did from their first exposure on
    select exposed.visitor, exposed.variant, ${sql.join(did, sql`, `)}
    from exposed left join ${events} on ${events.visitorKey} = exposed.visitor
      and ${events.ts} >= exposed.first_ts and ${events.app} = ${app} and ${real}
    group by 1, 2
  )
  select variant, count(*) as exposed, ${sql.join(totals, sql`, `)} from outcomes group by 1`;
}
