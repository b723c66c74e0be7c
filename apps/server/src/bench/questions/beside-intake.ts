import { setTimeout as sleep } from "node:timers/promises";
import { generate } from "@flywheel/simulator";
import { QuestionsBusyError, type Store, StoreError } from "@flywheel/store";
import type { SentEvent } from "@flywheel/vocabulary";
import { quantile } from "../quantile.ts";
import type { AskedQuestion } from "./dozen.ts";
import { dayMs, take } from "./fill.ts";

export type BesideSettings = { readonly seconds: number; readonly eventsPerSecond: number; readonly batch: number };

export type BesideIntake = {
  readonly atOnce: number;
  readonly answered: number;
  readonly refused: number;
  readonly eventsPerSecond: number;
  readonly ackMsP50: number;
  readonly ackMsP99: number;
};

/**
 * Intake while every question is asked again as soon as it is answered, all of them in one process as in a server. An
 * acknowledgement is timed from the moment its batch was due, so that a thread which is held up counts.
 */
export async function besideIntake(
  store: Store,
  questions: readonly AskedQuestion[],
  asOfMs: number,
  { seconds, eventsPerSecond, batch }: BesideSettings,
): Promise<BesideIntake> {
  const batches = makeBatches(Math.ceil((seconds * eventsPerSecond) / batch), batch, asOfMs);
  const stop = new AbortController();
  const asking = Promise.all(questions.map((it) => askAgain(store, it, asOfMs, stop.signal)));
  const startedMs = performance.now();
  const waiting: Promise<number>[] = [];
  for (const [place, events] of batches.entries()) {
    const dueMs = startedMs + (1_000 * place * batch) / eventsPerSecond;
    await sleep(Math.max(0, dueMs - performance.now()));
    waiting.push(take(store, events, asOfMs).then(() => performance.now() - dueMs));
  }
  const ackMs = await Promise.all(waiting);
  const tookMs = performance.now() - startedMs;
  stop.abort();
  const asked = await asking;
  return {
    atOnce: questions.length,
    answered: asked.reduce((sum, own) => sum + own.answered, 0),
    refused: asked.reduce((sum, own) => sum + own.refused, 0),
    eventsPerSecond: Math.round((1_000 * batch * batches.length) / tookMs),
    ackMsP50: round(quantile(ackMs, 0.5)),
    ackMsP99: round(quantile(ackMs, 0.99)),
  };
}

/** What has to wait for too long is refused; that is counted and asked again. */
async function askAgain(store: Store, question: AskedQuestion, asOfMs: number, stop: AbortSignal) {
  let [answered, refused] = [0, 0];
  while (!stop.aborted) {
    try {
      await question.ask(store.questions, asOfMs);
      answered += 1;
    } catch (error) {
      if (!(error instanceof StoreError || error instanceof QuestionsBusyError)) throw error;
      refused += 1;
    }
  }
  return { answered, refused };
}

/** Made before the clock starts, of visitors whom nobody has seen yet. */
function makeBatches(count: number, size: number, asOfMs: number): readonly (readonly SentEvent[])[] {
  const batches: (readonly SentEvent[])[] = [];
  const startMs = Math.floor(asOfMs / dayMs) * dayMs - 20 * dayMs;
  let rest: readonly SentEvent[] = [];
  for (const events of generate({ seed: 2, visitors: 1_000 + Math.ceil((count * size) / 50), days: 20, startMs })) {
    rest = [...rest, ...events];
    for (; rest.length >= size; rest = rest.slice(size)) {
      batches.push(rest.slice(0, size));
      if (batches.length === count) return batches;
    }
  }
  throw new Error("the simulated days were too few for so many batches");
}

const round = (value: number) => Math.round(value * 10) / 10;
