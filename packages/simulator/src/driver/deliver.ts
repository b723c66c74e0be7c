import { writeKeyHeader } from "@flywheel/telemetry";
import type { SentEvent } from "@flywheel/vocabulary";
import { z } from "zod";

export type DeliverParts = {
  /** The origin of a running Flywheel, such as http://127.0.0.1:3024. */
  readonly origin: string;
  readonly writeKey: string;
  readonly now: () => number;
  readonly wait: (ms: number, stopped?: AbortSignal) => Promise<void>;
  /** Aborted: what is under way may end, nothing is tried again. */
  readonly stopped?: AbortSignal | undefined;
};

const Answer = z.object({
  result: z.object({
    data: z.object({ accepted: z.int(), repeated: z.int(), refused: z.array(z.object({ reason: z.string() })) }),
  }),
});
export type Taken = z.infer<typeof Answer>["result"]["data"];

/** The server said no to a sender. */
export class TurnedAwayError extends Error {
  override name = "TurnedAwayError";

  constructor(readonly facts: { readonly status: number; readonly origin: string }) {
    super(`${facts.origin} answered ${facts.status}${hints[facts.status] ?? ""}`);
  }
}

const hints: Readonly<Record<number, string>> = {
  401: ": is the write key that of this server?",
  403: ": is the write key that of this server?",
  404: ": is there a Flywheel at this address?",
  413: ": its limit for a batch is lower than this simulator's",
  429: ": it asked for a pause too many times",
  503: ": it takes no events now, perhaps its disk is full or its database is away",
};

/** A restart of the server takes seconds; together the pauses make about half a minute. */
const mostTries = 10;
const longestPauseMs = 5_000;
/** A header that asks for more than this is wrong. */
const longestAskedMs = 120_000;
const patienceMs = 30_000;

/**
 * One batch through the front door, tried again on 408, 429, 5xx and when nobody answers. A resend carries the same ids,
 * so a batch that arrived before its answer was lost counts once. Null: stopped before the server had taken it.
 */
export async function deliver(events: readonly SentEvent[], parts: DeliverParts): Promise<Taken | null> {
  const { origin, writeKey, now, wait, stopped } = parts;
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(new URL("/api/trpc/telemetry.record", origin), {
      method: "POST",
      headers: { "content-type": "application/json", [writeKeyHeader]: writeKey },
      body: JSON.stringify({ sentAtMs: now(), lost: 0, events }),
      signal: AbortSignal.timeout(patienceMs),
    }).catch((cause: unknown) => {
      if (tries >= mostTries) throw new Error(`${origin} does not answer: is it running?`, { cause });
      return null;
    });
    if (response?.ok) return Answer.parse(await response.json()).result.data;
    if (response) {
      await response.body?.cancel();
      const { status } = response;
      const mayPass = status >= 500 || status === 429 || status === 408;
      if (!mayPass || tries >= mostTries) throw new TurnedAwayError({ status, origin });
    }
    if (stopped?.aborted) return null;
    const ownPauseMs = Math.min(longestPauseMs, 200 * 2 ** (tries - 1));
    const askedMs = askedPauseMs(response?.headers.get("retry-after") ?? null, now);
    await wait(Math.max(ownPauseMs, askedMs), stopped);
    if (stopped?.aborted) return null;
  }
}

/** Retry-After is seconds or a date. */
function askedPauseMs(header: string | null, now: () => number): number {
  if (header === null) return 0;
  const askedMs = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now();
  return Number.isNaN(askedMs) ? 0 : Math.min(Math.max(askedMs, 0), longestAskedMs);
}
