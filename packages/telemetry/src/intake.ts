import { type EventId, mint, type TakenEvent } from "@flywheel/vocabulary";
import { z } from "zod";
import { claimsOf } from "./candidate.ts";
import { type JsonSize, measureJson } from "./json-size.ts";
import { type Circumstances, judge, type Refusal, refuse } from "./judge.ts";
import { keptOf } from "./kept-candidate.ts";
import type { EventLog, QuarantinedEvent, RefusalReason } from "./port.ts";
import { type Sender, surroundingsOf } from "./sender.ts";

export const batchLimits = { events: 500, bytes: 256 * 1_024 } as const;
const eventLimitCharacters = 8 * 1_024;

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
  readonly randomBytes: (count: number) => Uint8Array;
};

export async function takeIn({ log, sender, receivedAtMs, batch, randomBytes }: IntakeParts): Promise<IntakeOutcome> {
  const { events, sentAtMs } = batch;
  if (events.length > batchLimits.events) return tooLarge("events");
  const sizes = events.map(measureJson);
  if (bytesOf(sizes) > batchLimits.bytes) return tooLarge("bytes");

  const circumstances: Circumstances = {
    sender,
    surroundings: surroundingsOf(sender),
    receivedAtMs,
    // Servers keep their clocks; a browser's is whatever its owner set.
    offsetMs: sender.kind === "browser" ? receivedAtMs - sentAtMs : 0,
  };
  const good: { readonly index: number; readonly event: TakenEvent }[] = [];
  const refused: { readonly index: number; readonly refusal: Refusal }[] = [];
  for (const [index, candidate] of events.entries()) {
    const judgement = isTooLarge(sizes[index]) ? refuse("too-large") : judge(candidate, circumstances);
    if (judgement.outcome === "refused") refused.push({ index, refusal: judgement });
    else if (log.isErased(judgement.event.visitorKey)) refused.push({ index, refusal: refuse("erased") });
    else good.push({ index, event: judgement.event });
  }

  const { accepted, repeated, erased } =
    good.length > 0 ? await log.append(good.map(({ event }) => event)) : { accepted: 0, repeated: 0, erased: 0 };
  if (erased > 0) {
    // Their visitor was erased while this batch was under way; the log knows by now who that was.
    const gone = good.filter(({ event }) => log.isErased(event.visitorKey)).slice(0, erased);
    refused.push(...gone.map(({ index }) => ({ index, refusal: refuse("erased") })));
  }

  if (refused.length > 0) {
    await log.quarantine(
      refused.map(({ index, refusal }) => quarantinedOf(events[index], refusal, circumstances, randomBytes)),
    );
  }
  const told = refused.map(({ index, refusal }) => ({ index, id: claimsOf(events[index]).id, reason: refusal.reason }));
  return { outcome: "taken", accepted, repeated, refused: told };
}

const tooLarge = (limit: "events" | "bytes"): IntakeOutcome => ({
  outcome: "too-large",
  limit,
  allowed: batchLimits[limit],
});

/** Of the list of events as it travelled, with its brackets and commas. */
const bytesOf = (sizes: readonly JsonSize[]): number => sizes.reduce((sum, { bytes }) => sum + bytes + 1, 1);

const isTooLarge = (size: JsonSize | undefined): boolean =>
  size === undefined || size.tooDeep || size.characters > eventLimitCharacters;

function quarantinedOf(
  candidate: unknown,
  refusal: Refusal,
  circumstances: Circumstances,
  randomBytes: (count: number) => Uint8Array,
): QuarantinedEvent {
  const { name, app } = claimsOf(candidate);
  return {
    id: mint<string>("rfs", randomBytes),
    receivedAtMs: circumstances.receivedAtMs,
    reason: refusal.reason,
    name,
    app,
    paths: refusal.paths,
    kept: keptOf(candidate, refusal, circumstances),
  };
}
