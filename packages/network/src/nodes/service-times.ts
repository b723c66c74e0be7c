import type { ModelId } from "@flywheel/vocabulary";

/** What an ask takes where nobody has been served yet. */
const usualMs = 8_000;

/** How much the latest ask moves the average: about the last ten count. */
const weightOfLatest = 0.2;

/** How long asks for each model have taken lately. */
export function createServiceTimes() {
  const averages = new Map<ModelId, number>();
  return {
    took(model: ModelId, ms: number) {
      const before = averages.get(model) ?? ms;
      averages.set(model, before + (ms - before) * weightOfLatest);
    },
    of: (model: ModelId): number => averages.get(model) ?? usualMs,
  };
}

const bounds = { leastMs: 1_000, mostMs: 120_000 } as const;

/**
 * When a place can be expected by somebody with `ahead` others before them: each of the places comes free once in a
 * service time, so one of them every service time divided by places.
 */
export function waitOf(queue: { readonly ahead: number; readonly places: number; readonly serviceMs: number }): number {
  const { ahead, places, serviceMs } = queue;
  const expectedMs = ((ahead + 1) * serviceMs) / Math.max(1, places);
  const wholeSeconds = Math.ceil(expectedMs / 1_000) * 1_000;
  return Math.min(bounds.mostMs, Math.max(bounds.leastMs, wholeSeconds));
}
