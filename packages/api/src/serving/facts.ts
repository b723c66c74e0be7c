import { factOf } from "@flywheel/telemetry";
import { definitionOf, type FieldsOf, type ServerEventName, type TakenEvent } from "@flywheel/vocabulary";
import type { VisitorCaller } from "../caller.ts";

/**
 * States what the server knows of a visitor. Gives no event when the visitor has not agreed to analytics and the event is
 * not necessary: a caller can write down every fact and need not think of consent.
 */
export type FactWriter = {
  <Name extends ServerEventName>(name: Name, fields: FieldsOf<Name>): TakenEvent[];
  readonly visitor: VisitorCaller;
};

export function factWriter(
  caller: VisitorCaller,
  { now, randomBytes }: { readonly now: () => number; readonly randomBytes: (count: number) => Uint8Array },
): FactWriter {
  const { id: visitorId, app, sessionId, device, browser, bot } = caller;
  const source = {
    visitorId,
    app,
    // Whose steps belong together is analytics, also on a fact that is necessary.
    sessionId: caller.analytics ? (sessionId ?? undefined) : undefined,
    device,
    browser,
    bot,
    simulated: false,
    now,
    randomBytes,
  };
  let seq = 0; // keeps the facts of one request in order when they share a millisecond
  const write = <Name extends ServerEventName>(name: Name, fields: FieldsOf<Name>) =>
    caller.analytics || definitionOf(name).consent === "necessary"
      ? [factOf({ ...source, seq: seq++ }, name, fields)]
      : [];
  return Object.assign(write, { visitor: caller });
}
