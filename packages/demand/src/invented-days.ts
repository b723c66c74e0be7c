import {
  type AppId,
  definitionOf,
  type EventFilter,
  type EventId,
  type FieldValue,
  type TakenEvent,
  visitorKeyOf,
} from "@flywheel/vocabulary";
import type { Funnel } from "./questions/funnel-question.ts";

/** A seeded stream of whole numbers below a limit: Park and Miller's minimal standard generator. */
function dice(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

export const startMs = Date.UTC(2026, 8, 7);
const tickMs = 60_000;

/** Days on a coarse clock, so that many events share a moment; with bots, simulated visitors, gaps and other apps. */
export function inventDays(seed: number, steps: readonly EventFilter[]): TakenEvent[] {
  const roll = dice(seed);
  return Array.from({ length: 12 }, (_, visitor) => {
    const traits = { bot: roll(8) === 0, simulated: roll(5) === 0 };
    return Array.from({ length: roll(14) }, () => {
      const step = steps[roll(steps.length)] ?? steps[0];
      const near = step && roll(6) === 0 ? { ...step.where, funding: "free" } : step?.where;
      return inventEvent(`visitor ${visitor}`, {
        ...traits,
        name: step?.name ?? "app.opened",
        app: roll(5) === 0 ? "chat" : "image-studio",
        atMs: startMs + roll(48) * tickMs,
        fields: near ?? {},
      });
    });
  }).flat();
}

/**
 * Every fifth of them once more under the same id, at another time and saying something else: later and earlier in turn. Who
 * stores them after the first versions must find that they change nothing.
 */
export function sentAgain(events: readonly TakenEvent[], awayMs: number): readonly TakenEvent[] {
  return events
    .filter((_, place) => place % 5 === 0)
    .map((event, place) => ({
      ...event,
      atMs: event.atMs + (place % 2 === 0 ? awayMs : -awayMs),
      app: event.app === "chat" ? "image-studio" : "chat",
      device: "tablet",
      value: 1_000_000,
      funding: "granted",
      fields: place % 3 === 0 ? {} : { ...event.fields, funding: "granted", credits: 99 },
    }));
}

let minted = 0;

type Invented = {
  readonly name: TakenEvent["name"];
  readonly atMs: number;
  readonly app?: AppId;
  readonly bot?: boolean;
  readonly simulated?: boolean;
  readonly fields?: Readonly<Record<string, FieldValue>>;
};

export function inventEvent(visitor: string, { name, atMs, app, bot, simulated, fields = {} }: Invented): TakenEvent {
  minted += 1;
  const text = (field: string) => (typeof fields[field] === "string" ? fields[field] : null);
  return {
    visitorKey: visitorKeyOf(visitor),
    id: `evt_${String(minted).padStart(20, "0")}` as EventId,
    atMs,
    seq: minted,
    receivedAtMs: atMs,
    name,
    app: app ?? "image-studio",
    layer: definitionOf(name).layer,
    writer: definitionOf(name).writer === "browser" ? "browser" : "server",
    build: null,
    sessionId: null,
    device: "desktop",
    browser: "Firefox",
    simulated: simulated ?? false,
    bot: bot ?? false,
    requestId: null,
    model: null,
    funding: text("funding") as TakenEvent["funding"],
    experiment: text("experiment"),
    variant: text("variant"),
    value: null,
    fields,
  };
}

/** A question that every invented day can be asked; the clock ends while some windows are still open. */
export const inventedQuestion = (steps: Funnel["steps"], seed: number): Funnel => ({
  app: seed % 3 === 0 ? "image-studio" : null,
  steps,
  fromMs: startMs + (seed % 5) * tickMs,
  toMs: startMs + (30 + (seed % 20)) * tickMs,
  windowMs: (1 + (seed % 17)) * tickMs,
  order: (["ordered", "strict", "unordered"] as const)[(seed >> 1) % 3] ?? "ordered",
  traffic: seed % 7 === 0 ? "simulated" : "real",
  timeZone: "UTC",
  weekStart: 1,
  segment: null,
  exclusions: [],
  breakdown: (["app", null, "funding"] as const)[(seed >> 2) % 3] ?? null,
});
