import { setTimeout } from "node:timers/promises";

export const now = (): number => Date.now();

/** Over early when the signal is aborted. */
export async function wait(ms: number, stopped?: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal: stopped }).catch(() => {});
}
