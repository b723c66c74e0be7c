import type { RegisteredNode, Registry } from "../nodes/registry.ts";
import type { Router } from "../nodes/router.ts";
import type { DialState, NetworkReporter, Weather } from "../port.ts";
import { lastingEvent, supplyEvent } from "../supply-facts.ts";
import { type Condition, conditionAt } from "./condition.ts";
import type { Trouble } from "./spells.ts";
import { changeOf } from "./told-change.ts";

export type WeatherParts = {
  readonly state: DialState;
  readonly registry: Pick<Registry, "nodes" | "change">;
  readonly router: Pick<Router, "occupy" | "callAll">;
  readonly seed: number;
  readonly now: () => number;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly report: NetworkReporter;
  /** How often the nodes feel the weather; a day that is lived through in seconds looks less often. */
  readonly lookEveryMs?: number;
};

const usualLookMs = 2_000;

/** How often the dial is read again: another server may have turned it. */
const dialEveryMs = 15_000;

/** The weather that comes over nodes and router, driven by a seed and a dial. */
export async function openWeather(parts: WeatherParts) {
  const { state, registry, router, seed, now, randomBytes, report, lookEveryMs = usualLookMs } = parts;
  let weather = (await state.weather()) ?? "calm";
  let turns = 0;
  const felt = new Map<RegisteredNode, Trouble | null>();
  const count = createCounter();

  /** Lets the nodes feel it, and tells what has changed, each change once. */
  function look() {
    const atMs = now();
    const changes = registry.nodes.flatMap((node) => {
      const { name, teeId } = node.record();
      const condition = conditionAt({ seed, weather, node: name, atMs });
      come(node, condition);
      const { trouble } = condition;
      const change = changeOf({ node: teeId, seed }, felt.get(node) ?? null, trouble);
      felt.set(node, trouble);
      return change ? [change] : [];
    });
    router.callAll();
    if (changes.length === 0) return;
    report(
      changes.map(({ fact, about }) => lastingEvent({ now }, fact, count(`${fact.fields.node} ${fact.name} ${about}`))),
    );
  }

  function come(node: RegisteredNode, { answers, speedPercent, othersShare }: Condition) {
    const { name, capacity } = node.record();
    registry.change(name, { silent: !answers, speedPercent });
    router.occupy(node, Math.floor(othersShare * capacity.maxConcurrent));
  }

  /** A dial that cannot be read now stays as it was; it is read again soon. */
  async function readDial() {
    const before = turns;
    const read = await state.weather().catch(() => null);
    // What was read before the dial was turned here is old.
    if (read === null || read === weather || turns !== before) return;
    weather = read;
    look();
  }

  look();
  const timers = [setInterval(look, lookEveryMs), setInterval(() => void readDial(), dialEveryMs)];
  for (const timer of timers) timer.unref();

  return {
    weather: (): Weather => weather,
    /** Kept first, then felt at once. */
    async turnWeather(turned: Weather): Promise<void> {
      if (turned === weather && turned === (await state.weather())) return;
      const fact = { name: "weather.changed", fields: { weather: turned } } as const;
      turns += 1;
      await state.saveWeather(turned, [supplyEvent({ now, randomBytes }, fact)]);
      weather = turned;
      look();
    },
    look,
    close() {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

export type WeatherStation = Awaited<ReturnType<typeof openWeather>>;

/** A node can come into the same trouble twice, by the dial or out of a worse one: the second time is another change. */
function createCounter(limit = 1_000) {
  const seen = new Map<string, number>();
  return (key: string): string => {
    const times = (seen.get(key) ?? 0) + 1;
    seen.delete(key);
    seen.set(key, times);
    for (const oldest of seen.keys()) {
      if (seen.size <= limit) break;
      seen.delete(oldest);
    }
    return times === 1 ? key : `${key}, time ${times}`;
  };
}
