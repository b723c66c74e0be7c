import { openTestStores } from "@flywheel/store/testing";
import {
  definitionOf,
  type EventId,
  type EventName,
  type FieldValue,
  type TakenEvent,
  visitorKeyOf,
} from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { answerExposureCounts } from "./exposure-counts.ts";
import { countExposuresSlowly } from "./exposure-counts.twin.ts";
import { panel } from "./testing/panel.ts";

const experiment = panel({ phase: 2 });
const startMs = Date.UTC(2026, 8, 7);

let minted = 0;
type Traits = Partial<Pick<TakenEvent, "app" | "bot" | "simulated">>;
function event(
  visitor: string,
  minute: number,
  name: EventName,
  fields: Record<string, FieldValue>,
  traits: Traits = {},
) {
  minted += 1;
  const text = (field: string) => (typeof fields[field] === "string" ? fields[field] : null);
  const atMs = startMs + minute * 60_000;
  const taken: TakenEvent = {
    visitorKey: visitorKeyOf(visitor),
    id: `evt_${String(minted).padStart(20, "0")}` as EventId,
    atMs,
    seq: minted,
    receivedAtMs: atMs,
    name,
    app: "image-studio",
    layer: definitionOf(name).layer,
    writer: definitionOf(name).writer === "browser" ? "browser" : "server",
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
    value: null,
    fields,
    ...traits,
  };
  return taken;
}
const saw = (visitor: string, minute: number, variant: string, phase = 2, key = "panel", traits: Traits = {}) =>
  event(visitor, minute, "experiment.exposed", { experiment: key, variant, phase }, traits);

describe.each(openTestStores())("exposure counts on $engine", (backend) => {
  const ask = async (events: readonly TakenEvent[], asOfMs = startMs + 86_400_000) => {
    const store = await backend.open();
    await store.events.append(events);
    return answerExposureCounts(store.questions, experiment, asOfMs);
  };

  it.each(Array.from({ length: 25 }, (_, index) => index + 1))(
    "[RO1] agree with their slow twin (seed %i)",
    async (seed) => {
      let state = seed;
      const roll = (below: number) => {
        state = (state * 48_271) % 2_147_483_647;
        return state % below;
      };
      const events = Array.from({ length: 30 }, (_, visitor) => {
        const traits = { bot: roll(9) === 0, simulated: roll(9) === 0 };
        return Array.from({ length: roll(9) }, () => {
          const [who, minute] = [`visitor ${visitor}`, roll(30)];
          const app = roll(6) === 0 ? "chat" : "image-studio";
          switch (roll(5)) {
            case 0:
            case 1:
              return saw(
                who,
                minute,
                roll(8) === 0 ? "beside" : visitor % 2 ? "below" : "beside",
                1 + roll(2),
                "panel",
                traits,
              );
            case 2:
              return event(who, minute, "output.kept", {}, { ...traits, app });
            case 3:
              return event(
                who,
                minute,
                "payment.settled",
                { funding: roll(2) ? "purchased" : "free" },
                { ...traits, app },
              );
            default:
              return event(who, minute, roll(2) ? "prompt.submitted" : "inference.completed", {}, { ...traits, app });
          }
        });
      }).flat();
      const asOfMs = startMs + 20 * 60_000;
      expect(await ask(events, asOfMs)).toEqual(countExposuresSlowly(experiment, asOfMs, events));
    },
  );

  it("[RO2] count an outcome from the first exposure on, and none before it", async () => {
    const counts = await ask([
      event("early", 0, "output.kept", {}),
      saw("early", 1, "below"),
      saw("late", 1, "beside"),
      event("late", 1, "output.kept", {}),
    ]);
    expect(counts.variants).toMatchObject([
      { key: "below", exposed: 1, conversions: { kept: 0 } },
      { key: "beside", exposed: 1, conversions: { kept: 1 } },
    ]);
  });

  it("[RO3] leave a visitor who saw two variants out of both, and say so", async () => {
    const counts = await ask([saw("torn", 0, "below"), saw("torn", 5, "beside"), saw("sure", 0, "below")]);
    expect(counts).toMatchObject({ excluded: 1, variants: [{ exposed: 1 }, { exposed: 0 }] });
  });

  it("[RO4] know one phase, one experiment and real visitors only", async () => {
    const counts = await ask([
      saw("before", 0, "below", 1),
      saw("elsewhere", 0, "below", 2, "other"),
      saw("bot", 0, "below", 2, "panel", { bot: true }),
      saw("simulated", 0, "below", 2, "panel", { simulated: true }),
    ]);
    expect(counts.variants.map(({ exposed }) => exposed)).toEqual([0, 0]);
  });

  it("[RO5] count a visitor once, however often they did it", async () => {
    const keeps = [2, 3, 4].map((minute) => event("eager", minute, "output.kept", {}));
    const counts = await ask([saw("eager", 0, "below"), saw("eager", 1, "below"), ...keeps]);
    expect(counts.variants[0]).toMatchObject({ exposed: 1, conversions: { kept: 1, asked: 0 } });
  });
});
