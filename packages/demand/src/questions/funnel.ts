import type { Interval } from "@flywheel/statistics";
import type { QuestionEngine } from "@flywheel/store";
import type { EventFilter } from "@flywheel/vocabulary";
import type { Answered } from "../asking/answer.ts";
import { readCounts } from "../asking/basis.ts";
import { shareInterval } from "../asking/share-interval.ts";
import { readNumber } from "../rows.ts";
import type { Funnel } from "./funnel-question.ts";
import { funnelSql, restingOnSql } from "./funnel-sql.ts";

export type CountedStep = {
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

export type FunnelStep = CountedStep & {
  /**
   * 95 % intervals of the conversion: `reached` of the first step's and of the previous step's `reached`, so of closed
   * windows only. Null for the first step, and where nobody reached the step it is from.
   */
  readonly intervalFromFirst: Interval | null;
  readonly intervalFromPrevious: Interval | null;
};

/** Its basis is what fills a step, until the last window is over. */
export type FunnelAnswer = Answered<Funnel> & {
  readonly steps: readonly FunnelStep[];
  /** The same of each value at entry; empty without a breakdown. Null: the first step says none. */
  readonly groups: readonly FunnelGroup[];
  /** As the basis says. */
  readonly events: number;
  readonly botEvents: number;
};
export type FunnelGroup = { readonly value: string | null; readonly steps: readonly FunnelStep[] };

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
  const [rows, [resting]] = await Promise.all([
    engine.rows(funnelSql(question, asOfMs), options),
    engine.rows(restingOnSql(question, asOfMs), options),
  ]);
  const levels = rows.filter(isWhole);
  const parts = rows.filter((row) => !isWhole(row));
  const values = [...new Set(parts.map(partOf))];
  const { visitors, ...counted } = readCounts(resting);
  return {
    asOfMs,
    question,
    basis: { visitors, ...counted, simulated: question.traffic === "simulated" },
    steps: stepsOf(question, levels),
    groups: values
      .map((value) => ({
        value,
        steps: stepsOf(
          question,
          parts.filter((row) => partOf(row) === value),
        ),
      }))
      .toSorted(byEntered),
    ...counted,
  };
}

type Row = Readonly<Record<string, unknown>>;

const isWhole = ({ is_whole }: Row): boolean => readNumber(is_whole) === 1;
const partOf = ({ part }: Row): string | null => (part === null || part === undefined ? null : String(part));

function stepsOf(question: Funnel, levels: readonly Row[]): readonly FunnelStep[] {
  const at = (open: boolean, step: number) =>
    levels.find((row) => readNumber(row.step) === step && readNumber(row.is_open) === (open ? 1 : 0));
  const counted = question.steps.map((step, index) => {
    const closed = at(false, index + 1);
    return {
      step,
      reached: readNumber(closed?.visitors) ?? 0,
      open: readNumber(at(true, index + 1)?.visitors) ?? 0,
      medianMsFromFirst: index === 0 ? null : readNumber(closed?.from_first),
      medianMsFromPrevious: index === 0 || question.order === "unordered" ? null : readNumber(closed?.from_previous),
    };
  });
  return withIntervals(counted);
}

export function withIntervals(steps: readonly CountedStep[]): readonly FunnelStep[] {
  const from = (origin: CountedStep | undefined, { reached }: CountedStep) =>
    origin ? shareInterval(reached, origin.reached) : null;
  return steps.map((step, index) => ({
    ...step,
    intervalFromFirst: from(index > 0 ? steps[0] : undefined, step),
    intervalFromPrevious: from(steps[index - 1], step),
  }));
}

/** The largest first; ties by name, in code, because engines sort text in different ways. */
export function byEntered(a: FunnelGroup, b: FunnelGroup): number {
  const [one, two] = [a, b].map(({ steps }) => (steps[0]?.reached ?? 0) + (steps[0]?.open ?? 0));
  return (two ?? 0) - (one ?? 0) || ((a.value ?? "") < (b.value ?? "") ? -1 : 1);
}
