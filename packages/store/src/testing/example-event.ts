import { type EventId, type TakenEvent, type VisitorId, visitorKeyOf } from "@flywheel/vocabulary";

export const exampleVisitor = "vis_ada00000000000000000" as VisitorId;

/** The `number`th event of a visitor: a number always makes the same event. */
export function exampleEvent(number: number, visitorId: VisitorId = exampleVisitor): TakenEvent {
  return {
    visitorKey: visitorKeyOf(visitorId),
    id: `evt_${String(number).padStart(20, "0")}` as EventId,
    atMs: 1_700_000_000_000 + number,
    seq: number,
    receivedAtMs: 1_700_000_000_000 + number,
    name: "app.opened",
    app: "image-studio",
    layer: "applications",
    writer: "browser",
    build: null,
    sessionId: null,
    device: "desktop",
    browser: "Firefox",
    simulated: false,
    bot: false,
    requestId: null,
    model: null,
    funding: null,
    experiment: null,
    variant: null,
    value: null,
    fields: {},
  };
}
