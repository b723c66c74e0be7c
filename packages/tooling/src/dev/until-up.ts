import { setTimeout as pause } from "node:timers/promises";

export type Place = { readonly name: string; readonly url: string };

/** Resolves with those that have not answered in time: an empty list is success. */
export async function untilUp(
  places: readonly Place[],
  { withinMs, signal }: { readonly withinMs: number; readonly signal: AbortSignal },
): Promise<readonly Place[]> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(withinMs)]);
  const answered = await Promise.all(places.map((place) => untilAnswered(place.url, deadline)));
  return places.filter((_, index) => !answered[index]);
}

async function untilAnswered(url: string, deadline: AbortSignal): Promise<boolean> {
  while (!deadline.aborted) {
    if (await answers(url, deadline)) return true;
    await pause(250, undefined, { signal: deadline }).catch(() => undefined);
  }
  return false;
}

/** While an application starts, turbo's proxy answers for it with 502. */
async function answers(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, AbortSignal.timeout(5_000)]) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
