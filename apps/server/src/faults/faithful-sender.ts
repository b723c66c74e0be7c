import { type EventId, mint, type SessionId, type VisitorId } from "@flywheel/vocabulary";
import { z } from "zod";
import { now } from "../clock.ts";
import { randomBytes } from "../random.ts";

/** A sender with a write key that remembers what it was told is safe. */
export type FaithfulSender = {
  /** Ids that a server has acknowledged. */
  readonly acknowledged: Set<EventId>;
  /** Ids that were sent and never acknowledged: a server may have them or not. */
  readonly unsure: Set<EventId>;
  /** Sends batches one after another until the server stops answering or the signal says so. */
  sendUntil(origin: string, signal: AbortSignal): Promise<void>;
  /** Sends one batch; the status, or null when nobody answered. */
  send(origin: string, events: readonly object[]): Promise<{ status: number | null; counts: Counts | null }>;
};

const Answer = z.object({
  result: z.object({ data: z.object({ accepted: z.number(), repeated: z.number(), refused: z.array(z.unknown()) }) }),
});
type Counts = z.infer<typeof Answer>["result"]["data"];

export function createFaithfulSender(writeKey: string, eventsPerBatch = 20): FaithfulSender {
  const acknowledged = new Set<EventId>();
  const unsure = new Set<EventId>();

  async function send(origin: string, events: readonly object[]) {
    const response = await fetch(`${origin}/api/trpc/telemetry.record`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-flywheel-write-key": writeKey },
      body: JSON.stringify({ sentAtMs: now(), lost: 0, events }),
    }).catch(() => null);
    const text = await response?.text().catch(() => null);
    if (!response || text === null || text === undefined) return { status: null, counts: null };
    const counts = response.ok ? Answer.parse(JSON.parse(text)).result.data : null;
    return { status: response.status, counts };
  }

  return {
    acknowledged,
    unsure,
    send,
    async sendUntil(origin, signal) {
      while (!signal.aborted) {
        const events = Array.from({ length: eventsPerBatch }, () => anEvent());
        const { counts } = await send(origin, events);
        for (const { id } of events) (counts ? acknowledged : unsure).add(id);
        if (!counts) await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** An event of a visitor of its own, unless another is named. */
export const anEvent = (changes: { visitorId?: VisitorId; atMs?: number; seq?: number } = {}) => ({
  id: mint<EventId>("evt", randomBytes),
  name: "app.opened",
  app: "chat",
  sessionId: mint<SessionId>("ses", randomBytes),
  visitorId: mint<VisitorId>("vis", randomBytes),
  atMs: now(),
  seq: 0,
  fields: {},
  ...changes,
});
