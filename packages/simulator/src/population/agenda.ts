import { keyAt } from "../identity.ts";
import type { Chance } from "../random.ts";
import { hourMs } from "./population.ts";
import type { Setting } from "./setting.ts";
import { arrivalOf, type SimulatedVisitor } from "./visitor.ts";

/** Who comes in which hour. Who has not come yet is a number, who comes no more is forgotten. */
export type Agenda = {
  /** Places in the population of those who come for the first time, by themselves. */
  arrivalsIn(hour: number): Iterable<number>;
  /** The visitors expected in an hour. May be told of more while it is read. */
  visitsIn(hour: number): Iterable<SimulatedVisitor>;
  /** Expects a visitor at their next visit; one after the last day is none. */
  expect(visitor: SimulatedVisitor): void;
};

export function createAgenda(setting: Setting, chance: Chance): Agenda {
  const { seed, visitors, startMs } = setting;
  const hours = setting.days * 24;
  const hourOf = (atMs: number) => Math.floor((atMs - startMs) / hourMs);
  const expected: (SimulatedVisitor[] | undefined)[] = [];

  const arrivalHours = new Uint32Array(visitors);
  const starts = new Uint32Array(hours + 1);
  for (let place = 0; place < visitors; place += 1) {
    const hour = hourOf(arrivalOf(setting, chance, keyAt(seed, place)));
    arrivalHours[place] = hour;
    starts[hour + 1] = (starts[hour + 1] ?? 0) + 1;
  }
  for (let hour = 0; hour < hours; hour += 1) starts[hour + 1] = (starts[hour + 1] ?? 0) + (starts[hour] ?? 0);
  const filled = starts.slice();
  const places = new Uint32Array(visitors);
  for (const [place, hour] of arrivalHours.entries()) {
    const next = filled[hour] ?? 0;
    places[next] = place;
    filled[hour] = next + 1;
  }

  return {
    arrivalsIn: (hour) => places.subarray(starts[hour], starts[hour + 1]),

    *visitsIn(hour) {
      // Somebody may come twice in an hour, so the list can grow while it is read.
      for (let index = 0; index < (expected[hour]?.length ?? 0); index += 1) {
        const visitor = expected[hour]?.[index];
        if (visitor) yield visitor;
      }
      expected[hour] = undefined;
    },

    expect(visitor) {
      const hour = hourOf(visitor.nextAtMs);
      if (hour >= hours) return;
      const list = expected[hour];
      if (list) list.push(visitor);
      else expected[hour] = [visitor];
    },
  };
}
