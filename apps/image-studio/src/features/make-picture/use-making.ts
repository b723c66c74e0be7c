import { messageOf, randomBytes, useCheckout, useRecord, useTRPC, useTRPCClient, wasNotReached } from "@flywheel/host";
import { mint } from "@flywheel/vocabulary/mint";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { now } from "../../clock.ts";
import { type Ask, attemptOf, type Shape } from "./ask.ts";
import { advance, begun, cutOff, type Making, received, type UnderWay } from "./making.ts";

export type Wish = { readonly model: string; readonly prompt: string; readonly shape: Shape };

type Running = { making: UnderWay; readonly abort: AbortController };

/** One picture at a time: asks for it, follows it to its end, and says what became of it. */
export function useMaking() {
  const [making, setMaking] = useState<Making>({ phase: "idle" });
  const running = useRef<Running | null>(null);
  const lastAsk = useRef<Ask | null>(null);
  const client = useTRPCClient();
  const settle = useSettle();
  const record = useRecord();

  /** Takes the picture under way off the network; says whether there was one. */
  const giveUp = useCallback((): Ask | null => {
    const given = running.current;
    if (!given) return null;
    running.current = null;
    given.abort.abort();
    const { requestId, model, askedMs } = given.making.ask;
    const waitedMs = now() - askedMs;
    record("answer.awaited", { requestId, medium: "image", model, waitedMs, received: received(given.making) });
    return given.making.ask;
  }, [record]);

  useEffect(() => {
    const left = () => {
      const ask = giveUp();
      // The page may come back out of the browser's back-forward cache.
      if (ask) setMaking({ phase: "cancelled", ask });
    };
    window.addEventListener("pagehide", left);
    return () => window.removeEventListener("pagehide", left);
  }, [giveUp]);

  async function make(wish: Wish): Promise<void> {
    if (running.current) return;
    const ask: Ask = { ...wish, requestId: mint<string>("req", randomBytes), askedMs: now() };
    const { requestId, model, prompt, shape } = ask;
    const attempt = attemptOf(lastAsk.current, prompt);
    lastAsk.current = ask;
    record("prompt.submitted", { requestId, medium: "image", model, promptLength: prompt.length, attempt });

    const run: Running = { making: begun(ask), abort: new AbortController() };
    running.current = run;
    setMaking(run.making);
    let last: Making = run.making;
    try {
      const steps = await client.studio.generate.mutate(
        { requestId, model, prompt, shape },
        { signal: run.abort.signal },
      );
      for await (const step of steps) {
        if (running.current !== run) return;
        last = advance(run.making, step);
        setMaking(last);
        if (last.phase !== "under-way") break;
        run.making = last;
      }
      if (last.phase === "under-way") last = cutOff(ask);
    } catch (error) {
      const onTheWay = wasNotReached(error) && last !== run.making;
      last = onTheWay ? cutOff(ask) : { phase: "failed", ask, retryable: true, message: messageOf(error) };
    }
    if (running.current !== run) return;
    running.current = null;
    setMaking(last);
    settle(last);
  }

  function cancel(): void {
    const ask = giveUp();
    if (!ask) return;
    const cancelled: Making = { phase: "cancelled", ask };
    setMaking(cancelled);
    settle(cancelled);
  }

  const clear = useCallback(() => setMaking({ phase: "idle" }), []);

  return { making, make, cancel, clear };
}

/** What else changes when a picture came to its end: the balance, the drafts, and a checkout for whoever ran out. */
function useSettle() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const checkout = useCheckout();
  return (making: Making) => {
    void queries.invalidateQueries(trpc.account.me.queryFilter());
    if (making.phase !== "refused") void queries.invalidateQueries(trpc.studio.images.queryFilter());
    if (making.phase === "refused" && making.refusal.code === "over-budget") checkout.open("ran-out");
  };
}
