import { writeKeyHeader } from "@flywheel/telemetry";
import type { SentEvent } from "@flywheel/vocabulary";
import { z } from "zod";

export type Counts = {
  readonly sent: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: number;
};

export type SendParts = {
  /** The origin of a running Flywheel, such as http://127.0.0.1:3024. */
  readonly origin: string;
  readonly writeKey: string;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  readonly onProgress: (counts: Counts) => void;
};

const Answer = z.object({
  result: z.object({
    data: z.object({ accepted: z.int(), repeated: z.int(), refused: z.array(z.object({ reason: z.string() })) }),
  }),
});

/** The server said no to a sender, in its own words. */
export class TurnedAwayError extends Error {
  override name = "TurnedAwayError";

  constructor(readonly facts: { readonly status: number; readonly origin: string }) {
    const hint = facts.status === 401 || facts.status === 403 ? ": is the write key that of this server?" : "";
    super(`${facts.origin} answered ${facts.status}${hint}`);
  }
}

/** Brings batches through the front door, one after the other, as any server with a write key would. */
export async function send(batches: Iterable<readonly SentEvent[]>, parts: SendParts): Promise<Counts> {
  let counts: Counts = { sent: 0, accepted: 0, repeated: 0, refused: 0 };
  for (const batch of batches) {
    const { accepted, repeated, refused } = await deliver(batch, parts);
    counts = {
      sent: counts.sent + batch.length,
      accepted: counts.accepted + accepted,
      repeated: counts.repeated + repeated,
      refused: counts.refused + refused.length,
    };
    parts.onProgress(counts);
  }
  return counts;
}

async function deliver(events: readonly SentEvent[], { origin, writeKey, now, wait }: SendParts, failures = 0) {
  const response = await fetch(new URL("/api/trpc/telemetry.record", origin), {
    method: "POST",
    headers: { "content-type": "application/json", [writeKeyHeader]: writeKey },
    body: JSON.stringify({ sentAtMs: now(), lost: 0, events }),
  }).catch((cause: unknown) => {
    if (failures >= mostFailures) throw new Error(`${origin} does not answer: is it running?`, { cause });
    return null;
  });
  if (response?.ok) return Answer.parse(await response.json()).result.data;
  if (response && response.status < 500 && response.status !== 429 && response.status !== 408) {
    throw new TurnedAwayError({ status: response.status, origin });
  }
  if (response && failures >= mostFailures) throw new TurnedAwayError({ status: response.status, origin });
  // A resend carries the same ids, so a batch that arrived before its answer was lost counts once.
  await wait(200 * 2 ** failures);
  return deliver(events, { origin, writeKey, now, wait, onProgress: () => {} }, failures + 1);
}

const mostFailures = 5;
