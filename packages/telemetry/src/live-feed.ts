import type { TakenEvent } from "@flywheel/vocabulary";
import type { EventLog, LogCursor } from "./port.ts";

export type LiveFeed = {
  /** Batches of what arrives from now on, until the signal says stop. */
  follow(signal: AbortSignal | undefined): AsyncGenerator<readonly TakenEvent[], void, void>;
};

/**
 * One reader of the log for everybody who watches: the log is asked once an interval however many look, and not at all
 * when nobody does. It is for watching, not for counting: beyond `pageSize` events an interval it goes on at the newest.
 */
export function createLiveFeed(log: EventLog, { pollMs = 1_000, pageSize = 500 } = {}): LiveFeed {
  const watchers = new Set<(events: readonly TakenEvent[]) => void>();
  let polling = false;

  async function poll(): Promise<void> {
    polling = true;
    let cursor: LogCursor | null = null;
    while (watchers.size > 0) {
      try {
        const page: Awaited<ReturnType<EventLog["tail"]>> = await log.tail(cursor, pageSize);
        cursor = page.events.length < pageSize ? page.cursor : null;
        if (page.events.length > 0) for (const tell of watchers) tell(page.events);
      } catch {
        // A log that does not answer is reported by whoever owns it; those who watch wait for it to come back.
      }
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
    polling = false;
  }

  return {
    async *follow(signal) {
      let arrived: readonly TakenEvent[] = [];
      let wake = () => {};
      const tell = (events: readonly TakenEvent[]): void => {
        // A watcher that reads slowly misses the oldest, so that it cannot fill our memory.
        arrived = [...arrived, ...events].slice(-pageSize);
        wake();
      };
      const stop = () => wake();
      signal?.addEventListener("abort", stop);
      watchers.add(tell);
      if (!polling) void poll();
      try {
        while (!signal?.aborted) {
          if (arrived.length > 0) {
            const events = arrived;
            arrived = [];
            yield events;
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
      } finally {
        watchers.delete(tell);
        signal?.removeEventListener("abort", stop);
      }
    },
  };
}
