import type { Pause } from "./pause.ts";

/** A timer for each token would cost more than the token: as many as fall due in this time travel together. */
const frameMs = 40;

type Speed = { readonly firstTokenMs: number; readonly tokensPerSecond: number };

/** Gives out tokens at a node's speed until they end or the signal is aborted. */
export async function* streamTokens(
  tokens: readonly string[],
  { firstTokenMs, tokensPerSecond }: Speed,
  pause: Pause,
  signal: AbortSignal,
): AsyncGenerator<readonly string[]> {
  const perFrame = Math.max(1, Math.round((tokensPerSecond * frameMs) / 1_000));
  const everyMs = (perFrame * 1_000) / tokensPerSecond;
  await pause(firstTokenMs, signal);
  for (let start = 0; start < tokens.length; start += perFrame) {
    if (start > 0) await pause(everyMs, signal);
    if (signal.aborted) return;
    yield tokens.slice(start, start + perFrame);
  }
}
