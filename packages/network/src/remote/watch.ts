import type { Lost } from "./call-lost.ts";
import type { Patience } from "./patience.ts";

export type WatchLimits = Pick<Patience, "firstByteMs" | "silenceMs" | "totalMs">;

export type Watch = {
  readonly signal: AbortSignal;
  because(): Lost | null;
  /** From here silence counts: while nobody reads, the endpoint is not to blame for it. */
  listen(): void;
  heard(): void;
  end(): void;
};

/** Times one call and ends it: for silence, for length, or because whoever asked has left. */
export function createWatch({ firstByteMs, silenceMs, totalMs }: WatchLimits, asked: AbortSignal): Watch {
  const call = new AbortController();
  let because: Lost | null = null;
  const giveUp = (reason: Lost) => {
    because ??= reason;
    call.abort();
  };
  const leave = () => giveUp("left");
  const tooSlow = () => giveUp("silent");

  let hasSpoken = false;
  let silence: NodeJS.Timeout | undefined = setTimeout(tooSlow, firstByteMs);
  const whole = setTimeout(tooSlow, totalMs);
  asked.addEventListener("abort", leave, { once: true });
  if (asked.aborted) leave();

  return {
    signal: call.signal,
    because: () => because,
    listen() {
      if (hasSpoken) silence ??= setTimeout(tooSlow, silenceMs);
    },
    heard() {
      hasSpoken = true;
      clearTimeout(silence);
      silence = undefined;
    },
    end() {
      clearTimeout(silence);
      clearTimeout(whole);
      asked.removeEventListener("abort", leave);
      call.abort();
    },
  };
}
