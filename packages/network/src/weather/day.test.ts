import type { ModelId } from "@flywheel/vocabulary";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createDice } from "../dice.ts";
import { offers } from "../models/offers.ts";
import { fleet } from "../nodes/fleet.ts";
import { openRegistry } from "../nodes/registry.ts";
import { createRouter, type Place } from "../nodes/router.ts";
import type { NodeKey, Weather } from "../port.ts";
import { bytes, handClock } from "../testing/open-network.ts";
import { openWeather } from "./weather.ts";

const hourMs = 3_600_000;
const stepMs = 10_000;
const keys: NodeKey[] = [];
const keyState = { nodeKeys: async () => keys, saveNodeKey: async (key: NodeKey) => void keys.push(key) };

beforeAll(async () => {
  await openRegistry({ fleet, state: keyState, now: () => 0 });
}, 60_000);
beforeEach(() => {
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});

type Day = { asked: number; seated: number; refused: number; broken: number; queuedMs: number };

/**
 * A working day of a few visitors: one ask in ten seconds, for any model, which takes ten seconds at full speed. The real
 * registry, router and weather under a clock driven by hand.
 */
async function liveThrough(weather: Weather, seed: number, lengthMs = 8 * hourMs): Promise<Day> {
  const clock = handClock();
  const { now } = clock;
  const registry = await openRegistry({ fleet, state: keyState, now });
  const ear = { began: () => ({ ended: () => {} }), refused: () => {} };
  const router = createRouter({ nodes: registry.nodes, now, ear, places: 12, waitMs: 20_000 });
  const state = { weather: async () => weather, saveWeather: async () => {} };
  const station = await openWeather({
    state,
    registry,
    router,
    seed,
    now,
    randomBytes: bytes,
    report: () => {},
    lookEveryMs: stepMs,
  });
  const dice = createDice("visitors", seed);
  const day: Day = { asked: 0, seated: 0, refused: 0, broken: 0, queuedMs: 0 };
  const working = new Map<Place, number>();

  async function visit(model: ModelId) {
    day.asked += 1;
    const route = await router.route(model, new AbortController().signal);
    if (route.outcome === "refused") day.refused += 1;
    if (route.outcome !== "routed") return;
    day.seated += 1;
    day.queuedMs += route.place.queuedMs;
    working.set(route.place, 10_000);
  }

  for (let passedMs = 0; passedMs < lengthMs; passedMs += stepMs) {
    clock.pass(stepMs);
    registry.beat();
    vi.advanceTimersByTime(stepMs);
    // Whoever was seated or sent away hears of it; the asynchronous way to move these timers takes real milliseconds.
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    for (const [place, leftMs] of working) {
      const restMs = leftMs - (stepMs * place.node.speedPercent()) / 100;
      if (place.vanished.aborted) day.broken += 1;
      if (restMs > 0 && !place.vanished.aborted) working.set(place, restMs);
      else {
        working.delete(place);
        place.leave();
      }
    }
    void visit(dice.pick(offers).id);
  }
  station.close();
  router.close();
  return day;
}

describe("a few visitors' day", () => {
  it("[NE93] has no refusals in calm weather, a few in busy, many in stormy, where streams break too", async () => {
    const days = {
      calm: await liveThrough("calm", 5),
      busy: await liveThrough("busy", 5),
      stormy: await liveThrough("stormy", 5),
    };
    const refused = ({ refused, asked }: Day) => refused / asked;
    const broken = ({ broken, seated }: Day) => broken / seated;
    expect(days.calm).toMatchObject({ refused: 0, broken: 0, queuedMs: 0 });
    expect(refused(days.busy)).toBeGreaterThan(0.003);
    expect(refused(days.busy)).toBeLessThan(0.08);
    expect(refused(days.stormy)).toBeGreaterThan(0.1);
    expect(refused(days.stormy)).toBeLessThan(0.4);
    expect(broken(days.busy)).toBeLessThan(0.01);
    expect(broken(days.stormy)).toBeGreaterThan(0.015);
    expect(broken(days.stormy)).toBeLessThan(0.1);
    expect(days.busy.queuedMs / days.busy.seated).toBeLessThan(days.stormy.queuedMs / days.stormy.seated);
  }, 120_000);

  it("[NE93] is the same day with the same seed", async () => {
    expect(await liveThrough("stormy", 9, hourMs)).toEqual(await liveThrough("stormy", 9, hourMs));
    expect(await liveThrough("stormy", 9, hourMs)).not.toEqual(await liveThrough("stormy", 10, hourMs));
  }, 60_000);
});
