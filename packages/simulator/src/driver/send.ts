import type { SentEvent } from "@flywheel/vocabulary";
import { type DeliverParts, deliver } from "./deliver.ts";

/** Of what the server has answered for: accepted + repeated + refused = sent. */
export type Counts = {
  readonly sent: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: number;
};

export type SendParts = DeliverParts & {
  /** Requests under way at once. */
  readonly inFlight?: number;
  readonly onProgress: (counts: Counts) => void;
};

/**
 * Brings batches through the front door, a few at a time, as any server with a write key would. A batch that is turned
 * away ends the run: the others that are under way end first, so that what was counted is what the server has.
 */
export async function send(batches: Iterable<readonly SentEvent[]>, parts: SendParts): Promise<Counts> {
  const { inFlight = 4, onProgress, stopped } = parts;
  const failure = new AbortController();
  const ends = stopped ? AbortSignal.any([stopped, failure.signal]) : failure.signal;
  const queue = batches[Symbol.iterator]();
  let counts: Counts = { sent: 0, accepted: 0, repeated: 0, refused: 0 };

  async function bring(): Promise<void> {
    while (!ends.aborted) {
      const { value: events, done } = queue.next();
      if (done === true) return;
      const taken = await deliver(events, { ...parts, stopped: ends });
      if (taken === null) return;
      counts = {
        sent: counts.sent + events.length,
        accepted: counts.accepted + taken.accepted,
        repeated: counts.repeated + taken.repeated,
        refused: counts.refused + taken.refused.length,
      };
      onProgress(counts);
    }
  }
  const bringing = Array.from({ length: inFlight }, () =>
    bring().catch((error: unknown) => {
      failure.abort();
      throw error;
    }),
  );
  const ended = await Promise.allSettled(bringing);
  for (const end of ended) if (end.status === "rejected") throw end.reason;
  return counts;
}
