import type { Judged } from "./answer.ts";

/** A gain as shares of Y; null where there is no Y, no gain or no interval of it. */
export function gainShares({ opportunity, interval }: Judged, outcome: number) {
  if (opportunity === null || interval === null || outcome === 0) return null;
  return { gain: opportunity.gain / outcome, low: interval.low / outcome, high: interval.high / outcome };
}
