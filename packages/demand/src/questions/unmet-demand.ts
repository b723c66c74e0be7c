import type { Interval } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import { z } from "zod";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { isRange, notARange, scopeFields } from "../asking/scope.ts";
import { shareInterval } from "../asking/share-interval.ts";
import { readNumber } from "../rows.ts";
import { unmetCauses, unmetFilters, unmetSql } from "./unmet-demand-sql.ts";

/** What visitors wanted and did not get, by how much they were ready to give for it. */
export const UnmetDemand = z
  .strictObject({
    ...scopeFields,
    /** Who gave up an answer after less than this gave up for reasons of their own. */
    statedWaitMs: z.int().min(0).max(86_400_000).default(30_000),
  })
  .refine(isRange, notARange);
export type UnmetDemand = z.infer<typeof UnmetDemand>;

/** In falling cost to whoever wanted it. */
export const commitments = ["prepaid", "contact", "click", "ask"] as const;
export type Commitment = (typeof commitments)[number];

export type Want = {
  /** `ask`: a request that was not served. `search`: one that found nothing. `probe`: an offer of what there is not yet. */
  readonly kind: "ask" | "search" | "probe";
  /** The model, what was searched, or the probe. */
  readonly subject: string;
  /** Of an ask: the first of these that befell it. */
  readonly cause: (typeof unmetCauses)[number] | null;
  /** Visitors, each at the most that they gave for it. */
  readonly committed: Readonly<Record<Commitment, number>>;
  /** Requests, searches or commitments. */
  readonly times: number;
  /** Paid ahead. */
  readonly credits: number;
  /** Visitors who met a probe, by whatever they did at it: the denominator; and who closed it. Of an ask or a search 0. */
  readonly shown: number;
  readonly declined: number;
};

export type UnmetDemandAnswer = Answered<UnmetDemand> & {
  /** By visitors who prepaid, then who left a contact, then who clicked, then who asked. */
  readonly wants: readonly Want[];
  /** At each want: the 95 % interval of who committed themselves, of `shown`. Null of what is no probe. */
  readonly committedIntervals: readonly (Interval | null)[];
  /** The range is not over: what is missing may still come. */
  readonly open: boolean;
};

export async function answerUnmetDemand(
  engine: QuestionEngine,
  question: UnmetDemand,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<UnmetDemandAnswer> {
  const [rows, basis] = await Promise.all([
    engine.rows(unmetSql(question, asOfMs), signal ? { signal } : {}),
    readBasis(engine, question, unmetFilters, asOfMs, signal),
  ]);
  const found = rows.map((row): Want => {
    const count = (column: string) => readNumber(row[column]) ?? 0;
    return {
      kind: row.kind as Want["kind"],
      subject: String(row.subject),
      cause: unmetCauses[count("cause") - 1] ?? null,
      committed: { prepaid: count("prepaid"), contact: count("contact"), click: count("click"), ask: count("ask") },
      times: count("times"),
      credits: count("credits"),
      shown: count("shown"),
      declined: count("declined"),
    };
  });
  const wants = found.toSorted(byCommitment);
  const committedIntervals = wants.map(({ committed: { prepaid, contact, click }, shown }) =>
    shareInterval(prepaid + contact + click, shown),
  );
  return { asOfMs, question, basis, wants, committedIntervals, open: asOfMs < question.toMs };
}

/** A higher commitment outweighs any number of lower ones: a click costs nothing. Ties by name, in code. */
export function byCommitment(a: Want, b: Want): number {
  const most = commitments.map((it) => b.committed[it] - a.committed[it]).find((difference) => difference !== 0);
  const [one, two] = [a, b].map(({ kind, subject, cause }) => JSON.stringify([kind, subject, cause]));
  return most ?? ((one ?? "") < (two ?? "") ? -1 : 1);
}
