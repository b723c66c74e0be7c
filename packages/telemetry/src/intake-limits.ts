import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { Sender } from "./sender.ts";

/** What one visitor may bring a minute; a range of addresses, behind which many may sit, ten times that. */
export type IntakeRates = { readonly batchesPerMinute: number };

export type IntakeLimits = {
  /** Counts a batch before anything in it is looked at. */
  take(sender: Sender, events: number): Promise<LimitOutcome>;
};
export type LimitOutcome =
  | { readonly outcome: "within" }
  | { readonly outcome: "over"; readonly of: "visitor" | "range"; readonly retryAfterMs: number };

/** A recorder sends a batch every few seconds at most, of a few events: nobody who only uses the product comes near. */
export const usualRates: IntakeRates = { batchesPerMinute: 600 };
const eventsPerBatch = 20;
const visitorsPerRange = 10;

export const noLimits: IntakeLimits = { take: async () => ({ outcome: "within" }) };

/** Kept in this process: several servers allow several times as much. Senders with a write key are exempt. */
export function createIntakeLimits({ batchesPerMinute }: IntakeRates = usualRates): IntakeLimits {
  const counter = (points: number) => new RateLimiterMemory({ points, duration: 60 });
  const counters = (batches: number) => ({ batches: counter(batches), events: counter(batches * eventsPerBatch) });
  const visitors = counters(batchesPerMinute);
  const ranges = counters(batchesPerMinute * visitorsPerRange);

  return {
    async take(sender, events) {
      if (sender.kind === "server") return { outcome: "within" };
      // The visitor first: one who is over must not use up what their neighbours in the range may send.
      return (
        (await over(visitors, "visitor", sender.visitorId, events)) ??
        (await over(ranges, "range", sender.range, events)) ?? { outcome: "within" }
      );
    },
  };
}

type Counters = { readonly batches: RateLimiterMemory; readonly events: RateLimiterMemory };

async function over(
  { batches, events: counted }: Counters,
  of: "visitor" | "range",
  key: string,
  events: number,
): Promise<LimitOutcome | null> {
  try {
    await batches.consume(key);
    await counted.consume(key, events);
    return null;
  } catch (no) {
    if (no instanceof RateLimiterRes) return { outcome: "over", of, retryAfterMs: no.msBeforeNext };
    throw no;
  }
}
