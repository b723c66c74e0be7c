import { type EventId, mint, type SentEvent, type SessionId, type VisitorId } from "@flywheel/vocabulary";
import type { Sender } from "./sender.ts";

/** Parts that the exam and the tests of this room share. */
let state = 1;

/** Any bytes that differ from call to call will do: examples need ids, not secrets. */
export function exampleBytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

export const exampleNowMs = 1_700_000_000_000;

export const exampleBrowser = {
  kind: "browser",
  visitorId: "vis_ada00000000000000000" as VisitorId,
  consented: true,
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  range: "range of ada",
} as const satisfies Sender;

/** A plain event as a browser sends it. */
export function exampleEvent(changes: Partial<SentEvent> = {}): SentEvent {
  return {
    id: mint<EventId>("evt", exampleBytes),
    name: "app.opened",
    app: "image-studio",
    sessionId: mint<SessionId>("ses", exampleBytes),
    atMs: exampleNowMs,
    seq: 1,
    fields: {},
    ...changes,
  };
}

export const exampleEvents = (count: number): SentEvent[] => Array.from({ length: count }, () => exampleEvent());
