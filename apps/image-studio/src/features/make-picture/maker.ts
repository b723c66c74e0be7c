import type { GenerateStep } from "@flywheel/api/type";
import type { useRecord } from "@flywheel/host";
import { mint } from "@flywheel/vocabulary/mint";
import { type Ask, attemptOf, type Shape } from "./ask.ts";
import { advance, begun, cutOff, type Making, received, type UnderWay } from "./making.ts";

export type Wish = {
  readonly model: string;
  readonly prompt: string;
  readonly shape: Shape;
  readonly from?: string;
};

export type MakerParts = {
  readonly generate: (
    ask: Pick<Ask, "requestId" | "model" | "prompt" | "shape" | "from">,
    signal: AbortSignal,
  ) => Promise<AsyncIterable<GenerateStep>>;
  readonly record: ReturnType<typeof useRecord>;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  /** What a visitor is told about a call that failed. */
  readonly explain: (error: unknown) => string;
  readonly onChange: (making: Making) => void;
  /** A picture came to its end, however. */
  readonly onSettled: (making: Making) => void;
};

type Run = { making: UnderWay; readonly abort: AbortController };

/** One picture at a time: asks for it, follows it to its end, and says what became of it. */
export function createMaker({ generate, record, now, randomBytes, explain, onChange, onSettled }: MakerParts) {
  let running: Run | null = null;
  let lastAsk: Ask | null = null;

  async function make(wish: Wish): Promise<void> {
    if (running) return;
    const ask: Ask = { ...wish, requestId: mint<string>("req", randomBytes), askedMs: now() };
    const { requestId, model, prompt } = ask;
    const attempt = attemptOf(lastAsk, ask);
    lastAsk = ask;
    record("prompt.submitted", { requestId, medium: "image", model, promptLength: prompt.length, attempt });

    const run: Run = { making: begun(ask), abort: new AbortController() };
    running = run;
    onChange(run.making);
    const end = await follow(run);
    if (running !== run) return;
    running = null;
    onChange(end);
    onSettled(end);
  }

  async function follow(run: Run): Promise<Making> {
    const { askedMs: _, ...ask } = run.making.ask;
    let heard = false;
    try {
      for await (const step of await generate(ask, run.abort.signal)) {
        heard = true;
        const making = advance(run.making, step);
        if (making.phase !== "under-way") return making;
        run.making = making;
        if (running === run) onChange(making);
      }
      return cutOff(run.making.ask);
    } catch (error) {
      if (heard) return cutOff(run.making.ask);
      return { phase: "failed", ask: run.making.ask, retryable: true, message: explain(error) };
    }
  }

  /** Takes the picture under way off the network. */
  function cancel(): void {
    if (!running) return;
    const { making, abort } = running;
    running = null;
    abort.abort();
    const { ask } = making;
    const { requestId, model } = ask;
    const waitedMs = now() - ask.askedMs;
    record("answer.awaited", { requestId, medium: "image", model, waitedMs, received: received(making) });
    const cancelled: Making = { phase: "cancelled", ask };
    onChange(cancelled);
    onSettled(cancelled);
  }

  return { make, cancel };
}
