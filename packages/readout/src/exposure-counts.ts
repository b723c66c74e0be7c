import type { ExperimentDefinition } from "@flywheel/experiments";
import type { QuestionEngine } from "@flywheel/store";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { exposuresOf } from "./measuring/entries.ts";

export type VariantCounts = {
  readonly key: string;
  readonly name: string;
  /** Visitors who saw this variant and no other, in the current phase. */
  readonly exposed: number;
};

/**
 * How many met an experiment, for its page while nobody asks for results: one pass over exposures and none over outcomes,
 * which are for a readout, because only that asks first whether they can be believed.
 */
export type ExperimentCounts = {
  readonly asOfMs: number;
  readonly experiment: string;
  readonly phase: number;
  /** Visitors who saw two variants: in no arm, but not forgotten. */
  readonly excluded: number;
  readonly variants: readonly VariantCounts[];
};

const Row = z.object({ arm: z.string().nullable(), single: z.boolean(), n: z.coerce.number() });

/** Real visitors only: no bots, nobody simulated, and no exposure that was forced by a URL (those are never recorded). */
export async function answerExposureCounts(
  engine: QuestionEngine,
  experiment: ExperimentDefinition,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<ExperimentCounts> {
  const { key: of, phase, variants } = experiment;
  const met = exposuresOf(experiment, phase, { simulated: false, asOfMs });
  const found = await engine.rows(
    sql`select arm, single, count(*) as n from (${met}) entered group by 1, 2`,
    signal ? { signal } : {},
  );
  const rows = found.map((row) => Row.parse(row));
  const exposedTo = (variant: string) => rows.find(({ arm, single }) => single && arm === variant)?.n ?? 0;
  return {
    asOfMs,
    experiment: of,
    phase,
    excluded: rows.reduce((sum, { single, n }) => sum + (single ? 0 : n), 0),
    variants: variants.map(({ key, name }) => ({ key, name, exposed: exposedTo(key) })),
  };
}
