import { type Moments, momentsFromSums } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import { z } from "zod";
import { type OutcomesParts, outcomesSql, variableNames } from "./outcomes-sql.ts";

/** Visitors of one arm who entered within one hour, and what their outcomes add up to. */
export type Bucket = {
  readonly arm: string | null;
  /** False for those who met two arms: in no result. */
  readonly single: boolean;
  /** The hour began then. */
  readonly hourMs: number;
  /** One character for each segment asked for: 1 where they are in it. */
  readonly flags: string;
  readonly visitors: number;
  readonly events: number;
  readonly failedToLoad: number;
  /** By metric, in the order asked. `nonZero`: visitors with an amount above 0; of a ratio, with a denominator. */
  readonly metrics: readonly { readonly nonZero: number; readonly moments: Moments }[];
};

const Fixed = z.object({
  arm: z.string().nullable(),
  single: z.boolean(),
  hour: z.coerce.number(),
  flags: z.string(),
  n: z.coerce.number(),
  seen: z.coerce.number(),
  failed: z.coerce.number(),
});

export async function readBuckets(
  engine: QuestionEngine,
  parts: OutcomesParts,
  signal?: AbortSignal,
): Promise<readonly Bucket[]> {
  const rows = await engine.rows(outcomesSql(parts), signal ? { signal } : {});
  return rows.map((row) => {
    const { arm, single, hour, flags, n, seen, failed } = Fixed.parse(row);
    const numberOf = (name: string) => Number(row[name] ?? 0);
    return {
      arm,
      single,
      hourMs: hour * 1_000,
      flags,
      visitors: n,
      events: seen,
      failedToLoad: failed,
      metrics: parts.metrics.map(({ variables }, at) => ({
        nonZero: variables.length === 0 ? 0 : numberOf(`nz${at}`),
        moments: momentsOfRow(numberOf, n, at, variables.length),
      })),
    };
  });
}

function momentsOfRow(numberOf: (name: string) => number, n: number, at: number, variables: number): Moments {
  const k = variables === 0 ? 0 : variableNames(variables, at).length;
  const places = Array.from({ length: k }, (_, place) => place);
  return momentsFromSums({
    n,
    sums: places.map((i) => numberOf(`t${at}_${i}`)),
    crossSums: places.map((i) => places.map((j) => (j < i ? 0 : numberOf(`p${at}_${i}_${j}`)))),
  });
}
