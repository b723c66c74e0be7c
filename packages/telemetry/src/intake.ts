import type { EventId, TakenEvent } from "@flywheel/vocabulary";
import { z } from "zod";
import { type Circumstances, judge } from "./judge.ts";
import type { EventLog, QuarantinedEvent, RefusalReason } from "./port.ts";
import { type Sender, surroundingsOf } from "./sender.ts";

export const batchLimits = { events: 500, bytes: 256 * 1_024 } as const;

/** The batch's own form. Its events are judged one by one, so that a bad one cannot cost the good ones. */
export const Batch = z.strictObject({
  /** The sender's clock when it sent, to correct the times of its events. */
  sentAtMs: z.int().min(0).max(8_640_000_000_000_000),
  /** Events that the sender had to drop since its last acknowledged batch. */
  lost: z.int().min(0).max(1_000_000_000),
  events: z.array(z.unknown()),
});
export type Batch = z.infer<typeof Batch>;

export type RefusedEvent = {
  readonly index: number;
  readonly id: EventId | null;
  readonly reason: RefusalReason;
};

/** Everything sent is in exactly one of the three: accepted + repeated + refused.length = sent. */
export type Intake = {
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: readonly RefusedEvent[];
};

export type IntakeOutcome =
  | ({ readonly outcome: "taken" } & Intake)
  | { readonly outcome: "too-large"; readonly limit: "events" | "bytes"; readonly allowed: number };

export type IntakeParts = {
  readonly log: EventLog;
  readonly sender: Sender;
  readonly receivedAtMs: number;
  readonly batch: Batch;
};

export async function takeIn({ log, sender, receivedAtMs, batch }: IntakeParts): Promise<IntakeOutcome> {
  const exceeded = exceededLimit(batch.events);
  if (exceeded) return { outcome: "too-large", limit: exceeded, allowed: batchLimits[exceeded] };

  const circumstances: Circumstances = {
    sender,
    surroundings: surroundingsOf(sender),
    receivedAtMs,
    // Servers keep their clocks; a browser's is whatever its owner set.
    offsetMs: sender.kind === "browser" ? receivedAtMs - batch.sentAtMs : 0,
  };
  const good: TakenEvent[] = [];
  const refused: RefusedEvent[] = [];
  const quarantine: QuarantinedEvent[] = [];
  for (const [index, candidate] of batch.events.entries()) {
    const judgement = judge(candidate, circumstances);
    if (judgement.outcome === "good") {
      good.push(judgement.event);
    } else {
      const { id, reason, name, app, paths } = judgement;
      refused.push({ index, id, reason });
      quarantine.push({ receivedAtMs, reason, name, app, paths });
    }
  }

  const counts = good.length > 0 ? await log.append(good) : { accepted: 0, repeated: 0 };
  if (quarantine.length > 0) await log.quarantine(quarantine);
  return { outcome: "taken", ...counts, refused };
}

function exceededLimit(events: readonly unknown[]): "events" | "bytes" | null {
  if (events.length > batchLimits.events) return "events";
  const bytes = new TextEncoder().encode(JSON.stringify(events)).length;
  return bytes > batchLimits.bytes ? "bytes" : null;
}
