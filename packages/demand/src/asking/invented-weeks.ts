import type { EventFilter, ModelId, TakenEvent } from "@flywheel/vocabulary";
import { inventEvent } from "../invented-days.ts";

export const weeksFromMs = Date.UTC(2026, 8, 7);
export const weeksToMs = Date.UTC(2026, 10, 16);
const hourMs = 3_600_000;
const hours = (weeksToMs - weeksFromMs) / hourMs;

/**
 * Ten weeks by the hour, across a change of the clock: many events share a moment, visitors leave and come back, some are
 * bots, some simulated, and one person (`busy`) does so much more than all others, all the time. Every fifth event is sent twice, its second
 * version later and changed; the first one counts.
 */
export function inventWeeks(seed: number, filters: readonly EventFilter[], busy = 200): readonly TakenEvent[] {
  const roll = dice(seed);
  const visitor = (
    name: string,
    times: number,
    traits = { bot: roll(9) === 0, simulated: roll(6) === 0 },
  ): readonly TakenEvent[] => {
    const [from, length] = name.startsWith("busy") ? [0, hours] : [roll(hours), 1 + roll(hours)];
    return Array.from({ length: times }, () => {
      const filter = filters[roll(filters.length)] ?? { name: "app.opened" as const };
      const event = inventEvent(name, {
        ...traits,
        name: filter.name,
        app: roll(4) === 0 ? "chat" : "image-studio",
        atMs: weeksFromMs + ((from + roll(length)) % hours) * hourMs,
        fields: roll(5) === 0 ? {} : (filter.where ?? {}),
      });
      return {
        ...event,
        device: roll(3) === 0 ? ("phone" as const) : ("desktop" as const),
        browser: ["Firefox", "Chrome", "Safari"][roll(3)] ?? "Firefox",
        build: [null, "b1", "b2"][roll(3)] ?? null,
        model: [null, "house/small" as ModelId, "house/large" as ModelId][roll(3)] ?? null,
        value: roll(4) === 0 ? null : roll(40) / 4,
      };
    });
  };
  const people = Array.from({ length: 25 }, (_, index) => visitor(`visitor ${seed} ${index}`, roll(18))).flat();
  const events = [...people, ...visitor(`busy ${seed}`, busy, { bot: false, simulated: false })];
  const resends = events
    .filter((_, index) => index % 5 === 0)
    .map((event) => ({ ...event, atMs: event.atMs + hourMs, app: "chat" as const, value: 1_000 }));
  return [...events, ...resends];
}

/** What the store keeps of events that came more than once. */
export function firstVersions(taken: readonly TakenEvent[]): readonly TakenEvent[] {
  const first = new Map<string, TakenEvent>();
  for (const event of taken) {
    const key = `${event.visitorKey} ${event.id}`;
    if (!first.has(key)) first.set(key, event);
  }
  return [...first.values()];
}

/** A seeded stream of whole numbers below a limit: Park and Miller's minimal standard generator. */
function dice(seed: number): (below: number) => number {
  let state = (seed % 2_147_483_646) + 1;
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
  next();
  return (below) => next() % below;
}
