import { keyAt } from "../identity.ts";
import type { Chance } from "../random.ts";
import type { Setting } from "./setting.ts";
import { arrivalOf, type SimulatedVisitor } from "./visitor.ts";

/** Time is made in slots of this length: short, so that little is in memory and the youngest part of it is collected. */
export const slotMs = 15 * 60_000;
export const slotsPerDay = 96;

/** Who comes in which slot. Who has not come yet is a number, who comes no more is forgotten. */
export type Agenda = {
  /** Places in the population of those who come for the first time, by themselves. */
  arrivalsIn(slot: number): Iterable<number>;
  /** The visitors expected in a slot. May be told of more while it is read. */
  visitsIn(slot: number): Iterable<SimulatedVisitor>;
  /** Expects a visitor at their next visit; one after the last day is none. */
  expect(visitor: SimulatedVisitor): void;
};

export function createAgenda(setting: Setting, chance: Chance): Agenda {
  const { seed, visitors, startMs } = setting;
  const slots = setting.days * slotsPerDay;
  const slotOf = (atMs: number) => Math.floor((atMs - startMs) / slotMs);
  const expected: (SimulatedVisitor[] | undefined)[] = [];

  const arrivalSlots = new Uint32Array(visitors);
  const starts = new Uint32Array(slots + 1);
  for (let place = 0; place < visitors; place += 1) {
    const slot = slotOf(arrivalOf(setting, chance, keyAt(seed, place)));
    arrivalSlots[place] = slot;
    starts[slot + 1] = (starts[slot + 1] ?? 0) + 1;
  }
  for (let slot = 0; slot < slots; slot += 1) starts[slot + 1] = (starts[slot + 1] ?? 0) + (starts[slot] ?? 0);
  const filled = starts.slice();
  const places = new Uint32Array(visitors);
  for (const [place, slot] of arrivalSlots.entries()) {
    const next = filled[slot] ?? 0;
    places[next] = place;
    filled[slot] = next + 1;
  }

  return {
    arrivalsIn: (slot) => places.subarray(starts[slot], starts[slot + 1]),

    *visitsIn(slot) {
      // Somebody may come twice in a slot, so the list can grow while it is read.
      for (let index = 0; index < (expected[slot]?.length ?? 0); index += 1) {
        const visitor = expected[slot]?.[index];
        if (visitor) yield visitor;
      }
      expected[slot] = undefined;
    },

    expect(visitor) {
      const slot = slotOf(visitor.nextAtMs);
      if (slot >= slots) return;
      const list = expected[slot];
      if (list) list.push(visitor);
      else expected[slot] = [visitor];
    },
  };
}
