import type { QuestionEngine } from "@flywheel/store";
import { type EventName, eventNames, KnownEventFilter } from "@flywheel/vocabulary";
import { z } from "zod";
import type { Answered } from "../asking/answer.ts";
import { readBasis } from "../asking/basis.ts";
import { isRange, notARange, scopeFields } from "../asking/scope.ts";
import { readNumber } from "../rows.ts";
import { nameOf, pathsSql } from "./paths-sql.ts";

/** What visitors did next, or just before, within the session. */
export const Paths = z
  .strictObject({
    ...scopeFields,
    /** Where paths start: one in each session, and it must lie in the range. */
    from: KnownEventFilter,
    /** `next`: from the session's first such event onwards. `previous`: from its last one back. */
    direction: z.enum(["next", "previous"]),
    /** Only these are places of a path; null: all. What `from` matches always is one. */
    places: z.array(z.enum(eventNames)).min(1).max(40).nullable(),
    /** `merged`: the same place several times in a row is one. */
    repeats: z.enum(["kept", "merged"]),
    steps: z.int().min(1).max(6),
  })
  .refine(isRange, notARange);
export type Paths = z.infer<typeof Paths>;

/** From one place to the one after it. Those of a step that leave a place are as many as those of the step before that came. */
export type PathLink = {
  readonly step: number;
  /** Null at the first step: where paths start. */
  readonly origin: EventName | null;
  /** Null: the session had no more. */
  readonly target: EventName | null;
  readonly sessions: number;
  readonly visitors: number;
};

export type PathsAnswer = Answered<Paths> & {
  /** Sessions that have such an event and are over: the denominator. */
  readonly sessions: number;
  /** Sessions that may still go on, because their start is no 24 hours ago. In no link. */
  readonly open: number;
  /** By step, the most frequent first. */
  readonly links: readonly PathLink[];
};

export async function answerPaths(
  engine: QuestionEngine,
  question: Paths,
  asOfMs: number,
  signal?: AbortSignal,
): Promise<PathsAnswer> {
  const [rows, basis] = await Promise.all([
    engine.rows(pathsSql(question, asOfMs), signal ? { signal } : {}),
    readBasis(engine, question, [question.from], asOfMs, signal),
  ]);
  const name = (value: unknown) => {
    const place = readNumber(value);
    return place === null ? null : nameOf(place);
  };
  const all = rows.map((row) => ({
    isOpen: readNumber(row.is_open) === 1,
    step: readNumber(row.step) ?? 0,
    origin: name(row.origin),
    target: name(row.target),
    sessions: readNumber(row.sessions) ?? 0,
    visitors: readNumber(row.visitors) ?? 0,
  }));
  const starting = (open: boolean) =>
    all.reduce((sum, { isOpen, step, sessions }) => sum + (isOpen === open && step === 1 ? sessions : 0), 0);
  return {
    asOfMs,
    question,
    basis,
    sessions: starting(false),
    open: starting(true),
    links: all.flatMap(({ isOpen, ...link }) => (isOpen ? [] : link)).toSorted(byStepAndSessions),
  };
}

/** Ties by name, in code, because engines sort text in different ways. */
export function byStepAndSessions(a: PathLink, b: PathLink): number {
  const [one, two] = [a, b].map(({ origin, target }) => `${origin ?? ""} ${target ?? ""}`);
  return a.step - b.step || b.sessions - a.sessions || ((one ?? "") < (two ?? "") ? -1 : 1);
}
