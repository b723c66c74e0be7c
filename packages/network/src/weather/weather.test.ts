import { definitionOf, type ModelId, type NetworkEvent } from "@flywheel/vocabulary";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { fleet } from "../nodes/fleet.ts";
import { openRegistry, type Registry } from "../nodes/registry.ts";
import { createRouter, type Router } from "../nodes/router.ts";
import { supplyOf } from "../nodes/supply.ts";
import type { DialState, NodeKey, Weather } from "../port.ts";
import { bytes, handClock, never } from "../testing/open-network.ts";
import { conditionAt } from "./condition.ts";
import { openWeather, type WeatherStation } from "./weather.ts";

const keys: NodeKey[] = [];
const keyState = { nodeKeys: async () => keys, saveNodeKey: async (key: NodeKey) => void keys.push(key) };
const seed = 3;
const model = "quillworks/quill-3" as ModelId;
const stations: WeatherStation[] = [];

beforeAll(async () => {
  await openRegistry({ fleet, state: keyState, now: () => 0 });
}, 60_000);
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  for (const station of stations.splice(0)) station.close();
  vi.useRealTimers();
});

/** A dial in a state of its own; what is saved with it is kept beside it. */
function keptDial(kept: Weather | null = null) {
  let weather = kept;
  const saved: NetworkEvent[] = [];
  const state: DialState = {
    weather: async () => weather,
    async saveWeather(turned, facts) {
      weather = turned;
      saved.push(...facts);
    },
  };
  return { state, saved };
}

type Server = { registry: Registry; router: Router; station: WeatherStation; told: NetworkEvent[] };
async function openServer(state: DialState, now: () => number): Promise<Server> {
  const told: NetworkEvent[] = [];
  const registry = await openRegistry({ fleet, state: keyState, now });
  const ear = { began: () => ({ ended: () => {} }), refused: () => {} };
  const router = createRouter({ nodes: registry.nodes, now, ear, places: 12, waitMs: 20_000 });
  const report = (events: readonly NetworkEvent[]) => void told.push(...events);
  const station = await openWeather({ state, registry, router, seed, now, randomBytes: bytes, report });
  stations.push(station);
  return { registry, router, station, told };
}

/** Time passes for everybody, timers included. */
function pass(clock: ReturnType<typeof handClock>, ms: number) {
  for (let passed = 0; passed < ms; passed += 2_000) {
    clock.pass(2_000);
    vi.advanceTimersByTime(2_000);
  }
}

/** The next moment at which a node is so, in stormy weather. */
function nextMoment(fromMs: number, is: (name: string, atMs: number) => boolean): { name: string; atMs: number } {
  for (let atMs = fromMs; atMs < fromMs + 86_400_000; atMs += 2_000) {
    const name = fleet.map((node) => node.name).find((it) => is(it, atMs));
    if (name) return { name, atMs };
  }
  throw new Error("such a moment does not come");
}
const stormAt = (node: string, atMs: number) => conditionAt({ seed, weather: "stormy", node, atMs });

describe("weather over the nodes", () => {
  it("[NE99] is calm until somebody turns the dial, and the kept dial is what a server starts with", async () => {
    const clock = handClock();
    expect((await openServer(keptDial().state, clock.now)).station.weather()).toBe("calm");
    expect((await openServer(keptDial("stormy").state, clock.now)).station.weather()).toBe("stormy");
  });

  it("[NE99] is felt at once where the dial is turned, and within 15 seconds by every other server", async () => {
    const clock = handClock();
    clock.pass(nextMoment(clock.now(), (name, atMs) => !stormAt(name, atMs).answers).atMs - clock.now());
    const { state, saved } = keptDial();
    const [here, there] = [await openServer(state, clock.now), await openServer(state, clock.now)];
    const down = ({ registry, router }: Server) =>
      supplyOf(registry, router).filter(({ condition }) => condition === "down").length;
    expect([down(here), down(there)]).toEqual([0, 0]);

    await here.station.turnWeather("stormy");
    expect(down(here)).toBeGreaterThan(0);
    expect(down(there)).toBe(0);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(there.station.weather()).toBe("stormy");
    expect(down(there)).toBe(down(here));

    await here.station.turnWeather("calm");
    expect(down(here)).toBe(0);
    expect(saved.map(({ name, fields }) => [name, fields.weather])).toEqual([
      ["weather.changed", "stormy"],
      ["weather.changed", "calm"],
    ]);
    // To turn it to where it is changes nothing, and is not told.
    await here.station.turnWeather("calm");
    expect(saved).toHaveLength(2);
  });

  it("[NE99] stays as it is when the dial cannot be kept, and when it cannot be read", async () => {
    const broken = () => Promise.reject(new Error("the state is gone"));
    const dial = keptDial("busy");
    let gone = false;
    const state: DialState = {
      weather: () => (gone ? broken() : dial.state.weather()),
      saveWeather: broken,
    };
    const { station } = await openServer(state, handClock().now);
    await expect(station.turnWeather("stormy")).rejects.toThrow("the state is gone");
    gone = true;
    await vi.advanceTimersByTimeAsync(40_000);
    expect(station.weather()).toBe("busy");
  });

  it("[NE94] breaks what is under way on a node that stops answering, and sends it nothing until it is back", async () => {
    const clock = handClock();
    const hosts = fleet.filter(({ capacity }) => capacity.models.includes(model)).map(({ name }) => name);
    const failing = nextMoment(
      clock.now(),
      (name, atMs) => hosts.includes(name) && stormAt(name, atMs - 2_000).answers && !stormAt(name, atMs).answers,
    );
    clock.pass(failing.atMs - 2_000 - clock.now());
    const { router, registry } = await openServer(keptDial("stormy").state, clock.now);
    const node = registry.nodes.find(({ record }) => record().name === failing.name) ?? expect.unreachable();
    router.occupy(node, 0);
    for (const other of registry.nodes) if (other !== node) router.occupy(other, 99);
    const route = await router.route(model, never);
    if (route.outcome !== "routed") throw new Error(route.outcome);
    expect(route.place.node).toBe(node);
    expect(route.place.vanished.aborted).toBe(false);

    pass(clock, 2_000);
    expect(route.place.vanished.aborted).toBe(true);
    expect([node.answers(), node.isActive()]).toEqual([false, true]);
    clock.pass(1_000_000);
    expect(registry.beat().map(({ name }) => name)).not.toContain(failing.name);
  });

  it("[NE100] makes a node inactive that is silent for long, and active again by a heartbeat when it is back", async () => {
    const clock = handClock();
    const { registry, station } = await openServer(keptDial("stormy").state, clock.now);
    const seen = new Map<string, string>();
    let [becameInactive, cameBack] = [0, 0];
    for (let minute = 0; minute < 12 * 60; minute += 1) {
      clock.pass(60_000);
      station.look();
      registry.beat();
      for (const node of registry.nodes) {
        const { name } = node.record();
        const now = node.isActive() ? "active" : "inactive";
        if (now === "inactive") expect(node.answers(), name).toBe(false);
        if (seen.get(name) === "active" && now === "inactive") becameInactive += 1;
        if (seen.get(name) === "inactive" && now === "active") cameBack += 1;
        seen.set(name, now);
      }
    }
    expect(becameInactive).toBeGreaterThan(0);
    expect(cameBack).toBeGreaterThan(0);
  }, 60_000);

  it("[NE98] slows nodes down, and shows by how much", async () => {
    const clock = handClock();
    const slow = nextMoment(clock.now(), (name, atMs) => stormAt(name, atMs).speedPercent < 100);
    clock.pass(slow.atMs - clock.now());
    const { registry, router } = await openServer(keptDial("stormy").state, clock.now);
    const supply = supplyOf(registry, router).find(({ record }) => record.name === slow.name);
    const { speedPercent, othersShare } = stormAt(slow.name, slow.atMs);
    expect(supply).toMatchObject({ condition: "slow", speedPercent, isActive: true, busy: 0 });
    expect(supply?.busyWithOthers).toBe(Math.floor(othersShare * (supply?.record.capacity.maxConcurrent ?? 0)));
  });
});

describe("what is told of the weather", () => {
  it("[NE101] is each change of each node, once, in the words of the catalogue, and true of the node", async () => {
    const clock = handClock();
    const { station, told, registry } = await openServer(keptDial("stormy").state, clock.now);
    const names = new Map(registry.nodes.map(({ record }) => [record().teeId as string, record().name]));
    const before = new Map<string, string>();
    // The first look has told what it found; nothing is told again until something changes.
    const startedWith = told.splice(0);
    station.look();
    expect(told).toEqual([]);
    for (const event of startedWith) before.set(event.node ?? "", event.name);

    for (let turn = 0; turn < 1_200; turn += 1) {
      told.length = 0;
      pass(clock, 2_000);
      for (const { name, node, fields } of told) {
        definitionOf(name).fields.parse(fields);
        const condition = stormAt(names.get(node ?? "") ?? "", clock.now());
        const is = !condition.answers ? "node.failed" : condition.speedPercent < 100 ? "node.slowed" : "node.recovered";
        expect(name).toBe(is);
        if (name === "node.slowed") expect(fields.percent).toBe(condition.speedPercent);
        if (name !== "node.slowed") expect(before.get(node ?? "") ?? "node.recovered").not.toBe(name);
        before.set(node ?? "", name);
      }
    }
    expect(new Set(before.values()).size).toBeGreaterThan(1);
  });

  it("[NE101] has the same ids on every server and after a restart, and others when trouble comes a second time", async () => {
    const clock = handClock();
    const { state } = keptDial("stormy");
    const [one, two] = [await openServer(state, clock.now), await openServer(state, clock.now)];
    pass(clock, 1_200_000);
    const ids = ({ told }: Server) => told.map(({ id }) => id);
    expect(one.told.length).toBeGreaterThan(20);
    expect(ids(two)).toEqual(ids(one));
    expect(new Set(ids(one)).size).toBe(one.told.length);

    const later = await openServer(state, clock.now);
    for (const id of ids(later)) expect(ids(one)).toContain(id);

    one.told.length = 0;
    clock.pass(nextMoment(clock.now(), (name, atMs) => !stormAt(name, atMs).answers).atMs - clock.now());
    one.station.look();
    await one.station.turnWeather("calm");
    await one.station.turnWeather("stormy");
    await one.station.turnWeather("calm");
    const failures = one.told.filter(({ name }) => name === "node.failed");
    expect(failures.length).toBeGreaterThan(1);
    expect(new Set(one.told.map(({ id }) => id)).size).toBe(one.told.length);
  });
});
