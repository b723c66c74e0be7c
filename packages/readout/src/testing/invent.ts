import {
  type AppId,
  type DeviceClass,
  definitionOf,
  type EventId,
  type EventName,
  type FieldValue,
  type TakenEvent,
  visitorKeyOf,
} from "@flywheel/vocabulary";

/** A seeded stream of whole numbers below a limit: Park and Miller's minimal standard generator. */
export function dice(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

export const dayMs = 86_400_000;
export const startMs = Date.UTC(2026, 8, 7);

export type Traits = {
  readonly app?: AppId;
  readonly device?: DeviceClass;
  readonly bot?: boolean;
  readonly simulated?: boolean;
};

let minted = 0;

/** An event as intake would have taken it in. */
export function invent(
  visitor: string,
  atMs: number,
  name: EventName,
  fields: Readonly<Record<string, FieldValue>> = {},
  traits: Traits = {},
): TakenEvent {
  minted += 1;
  const { value: valueField, layer, writer } = definitionOf(name);
  const text = (field: string) => (typeof fields[field] === "string" ? fields[field] : null);
  const value = valueField === undefined ? null : fields[valueField];
  return {
    visitorKey: visitorKeyOf(visitor),
    id: `evt_${String(minted).padStart(20, "0")}` as EventId,
    atMs,
    seq: minted,
    receivedAtMs: atMs,
    name,
    app: "image-studio",
    layer,
    writer: writer === "browser" ? "browser" : "server",
    build: null,
    sessionId: null,
    device: "desktop",
    browser: "Firefox",
    simulated: false,
    bot: false,
    requestId: null,
    model: null,
    funding: text("funding") as TakenEvent["funding"],
    experiment: text("experiment"),
    variant: text("variant"),
    value: typeof value === "number" ? value : null,
    fields,
    ...traits,
  };
}

export const sawVariant = (
  visitor: string,
  atMs: number,
  variant: string,
  { phase = 1, experiment = "panel", ...traits }: Traits & { phase?: number; experiment?: string } = {},
): TakenEvent => invent(visitor, atMs, "experiment.exposed", { experiment, variant, phase }, traits);

const hourMs = 3_600_000;

/** Weeks of an experiment on a coarse clock: many share a moment, some are nobody's, some meet two arms. */
export function inventWeeks(seed: number, visitors = 40): readonly TakenEvent[] {
  const roll = dice(seed);
  return Array.from({ length: visitors }, (_, place) => {
    const who = `visitor ${seed} ${place}`;
    const traits = {
      bot: roll(9) === 0,
      simulated: roll(6) === 0,
      device: roll(2) === 0 ? ("phone" as const) : ("desktop" as const),
    };
    const moment = () => startMs + (roll(60 * 4) - 120) * 6 * hourMs;
    const own = place % 3 === 0 ? "beside" : "below";
    return Array.from({ length: roll(16) }, () => {
      const app = roll(5) === 0 ? "chat" : "image-studio";
      switch (roll(9)) {
        case 0:
        case 1:
          return sawVariant(who, moment(), roll(9) === 0 ? "other" : own, {
            ...traits,
            phase: 1 + (roll(4) === 0 ? 1 : 0),
          });
        case 2:
          return invent(
            who,
            moment(),
            "credits.purchased",
            { priceMicroUsd: 1_000_000 * roll(20) },
            { ...traits, app },
          );
        case 3:
          return invent(who, moment(), "inference.completed", { credits: roll(30) }, { ...traits, app });
        case 4:
          return invent(
            who,
            moment(),
            "payment.settled",
            { funding: roll(2) ? "purchased" : "free" },
            { ...traits, app },
          );
        case 5:
          return invent(who, moment(), "variant.failed", { experiment: roll(2) ? "panel" : "x", variant: own }, traits);
        case 6:
          return invent(who, moment(), "app.opened", {}, { ...traits, app });
        default:
          return invent(who, moment(), roll(3) ? "output.kept" : "prompt.submitted", {}, { ...traits, app });
      }
    });
  }).flat();
}
