import { setMaxListeners } from "node:events";

/** Answers are of a moment in steps of so many milliseconds, so that whoever asks the same within a step hears the same. */
export const stepMs = 10_000;

export type AnswersParts = {
  readonly now: () => number;
  /** Since the moment up to which what is asked shows everything; null where that is not known. */
  readonly lagMs?: () => number | null;
  /** How long one question may take, all of it. */
  readonly patienceMs?: number;
  /** How many answers are kept at once; the oldest go first. */
  readonly most?: number;
};

/** Of one answer, under way at the same time, each of which waits for its signal; above that something is not let go of. */
const mostReadings = 64;

type Asked = {
  readonly asOfMs: number;
  readonly answer: Promise<unknown>;
  readonly stop: AbortController;
  askers: number;
  isOver: boolean;
};

export type Answers = {
  /**
   * The answer to a question of that kind at the last step that what is asked has reached, computed once for all who ask
   * it then. A question is known by its JSON, so it is one that a schema has read: equal ones are written equally. Who
   * gives up leaves the others theirs; when all have, it is stopped.
   *
   * @throws QuestionTooLongError, what the signal says, and what `compute` throws, which is not kept
   */
  ask<Answer>(
    kind: string,
    question: unknown,
    compute: (asOfMs: number, signal: AbortSignal) => Promise<Answer>,
    signal?: AbortSignal,
  ): Promise<Answer>;
};

/** The question itself asks for too much; asking again would not help. */
export class QuestionTooLongError extends Error {
  override name = "QuestionTooLongError";
  constructor(readonly facts: { readonly kind: string; readonly patienceMs: number }) {
    super(`the ${facts.kind} took more than ${facts.patienceMs / 1_000} seconds and was stopped: ask for less time`);
  }
}

export function createAnswers({ now, lagMs = () => null, patienceMs = 30_000, most = 500 }: AnswersParts): Answers {
  const known = new Map<string, Asked>();

  /** A lag below a step is the usual one: of less than that the steps know nothing (docs/decisions/0067). */
  function lastStep(): number {
    const behindMs = lagMs() ?? 0;
    const reachedMs = behindMs < stepMs ? now() : now() - behindMs;
    return Math.max(0, Math.floor(reachedMs / stepMs) * stepMs);
  }

  type Compute<Answer> = (asOfMs: number, signal: AbortSignal) => Promise<Answer>;
  function begin<Answer>(key: string, kind: string, asOfMs: number, compute: Compute<Answer>) {
    const stop = new AbortController();
    setMaxListeners(mostReadings, stop.signal);
    const timer = setTimeout(() => stop.abort(new QuestionTooLongError({ kind, patienceMs })), patienceMs);
    const answer = compute(asOfMs, stop.signal);
    const asked: Asked = { asOfMs, answer, stop, askers: 0, isOver: false };
    known.set(key, asked);
    answer.then(
      () => over(),
      (error: unknown) => {
        over(() => known.get(key) === asked && known.delete(key));
        stop.abort(error); // an answer is of several readings, and those that did not fail go on
      },
    );
    function over(forget: () => void = () => {}): void {
      clearTimeout(timer);
      asked.isOver = true;
      forget();
    }
    return asked;
  }

  function makeRoom(step: number): void {
    for (const [key, { asOfMs, isOver }] of known) {
      if (isOver && (asOfMs !== step || known.size >= most)) known.delete(key);
    }
  }

  return {
    async ask<Answer>(
      kind: string,
      question: unknown,
      compute: (asOfMs: number, signal: AbortSignal) => Promise<Answer>,
      signal?: AbortSignal,
    ): Promise<Answer> {
      signal?.throwIfAborted();
      const step = lastStep();
      makeRoom(step);
      const key = `${step} ${kind} ${JSON.stringify(question)}`;
      const asked = known.get(key) ?? begin(key, kind, step, compute);
      asked.askers += 1;
      try {
        return (await orGivenUp(asked.answer, asked.stop.signal, signal)) as Answer;
      } finally {
        asked.askers -= 1;
        if (asked.askers === 0 && !asked.isOver) {
          known.delete(key);
          asked.stop.abort(new DOMException("nobody waits for it any more", "AbortError"));
        }
      }
    },
  };
}

/** An answer that does not listen to its signal is not waited for either. */
function orGivenUp<Answer>(answer: Promise<Answer>, ...signals: readonly (AbortSignal | undefined)[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const given = signals.filter((it) => it !== undefined);
    const giveUp = () => reject(given.find(({ aborted }) => aborted)?.reason);
    for (const signal of given) signal.addEventListener("abort", giveUp, { once: true });
    const settle = () => {
      for (const signal of given) signal.removeEventListener("abort", giveUp);
    };
    answer.then(resolve, reject).finally(settle);
  });
}
