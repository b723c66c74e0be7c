import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../../fixtures/weather.json" with { type: "json" };
import { fleet } from "../nodes/fleet.ts";
import type { Weather } from "../port.ts";
import { conditionAt } from "./condition.ts";

const names = fleet.map(({ name }) => name);
const dayMs = 86_400_000;
const weathers = ["calm", "busy", "stormy"] as const;

describe("the condition of a node", () => {
  it("[NE90] is what somebody else's code computes from the same seed, weather, name and moment", () => {
    const kinds = new Set<string>();
    for (const { condition, weather, ...moment } of vectors) {
      const found = conditionAt({ ...moment, weather: weather as Weather });
      expect(found, JSON.stringify({ weather, ...moment })).toMatchObject({
        ...condition,
        othersShare: expect.closeTo(condition.othersShare, 12),
      });
      kinds.add(found.answers ? (found.speedPercent < 100 ? "slow" : "well") : "down");
    }
    expect(kinds).toEqual(new Set(["slow", "well", "down"]));
  });

  const anyMoment = fc.record({
    seed: fc.integer(),
    node: fc.constantFrom(...names),
    atMs: fc.integer({ min: 1_700_000_000_000, max: 2_000_000_000_000 }),
  });

  it("[NE91] never becomes better when the dial is turned up, at any moment", () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        const [calm, busy, stormy] = weathers.map((weather) => conditionAt({ ...moment, weather }));
        for (const [milder, rougher] of [
          [calm, busy],
          [busy, stormy],
        ]) {
          if (!milder || !rougher) throw new Error("two weathers each");
          if (!milder.answers) expect(rougher.answers).toBe(false);
          if (!rougher.answers) continue;
          expect(rougher.speedPercent).toBeLessThanOrEqual(milder.speedPercent);
          expect(rougher.othersShare).toBeGreaterThanOrEqual(milder.othersShare);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it("[NE91] in calm weather is well, with most places free", () => {
    fc.assert(
      fc.property(anyMoment, (moment) => {
        const { answers, speedPercent, othersShare } = conditionAt({ ...moment, weather: "calm" });
        expect([answers, speedPercent]).toEqual([true, 100]);
        expect(othersShare).toBeLessThan(0.5);
      }),
    );
  });

  it("[NE90] stays within its bounds, and is the same whenever it is asked for", () => {
    fc.assert(
      fc.property(anyMoment, fc.constantFrom(...weathers), (moment, weather) => {
        const condition = conditionAt({ ...moment, weather });
        expect(condition).toEqual(conditionAt({ ...moment, weather }));
        expect(condition.speedPercent >= 1 && condition.speedPercent <= 100).toBe(true);
        expect(condition.othersShare >= 0 && condition.othersShare <= 1).toBe(true);
      }),
    );
  });
});

describe("a simulated day", () => {
  // Wide enough for any seed, narrow enough that no two weathers could be taken for each other.
  const bands = {
    calm: { full: [0, 0], down: [0, 0], slow: [0, 0] },
    busy: { full: [0.08, 0.22], down: [0.002, 0.03], slow: [0.02, 0.12] },
    stormy: { full: [0.24, 0.45], down: [0.1, 0.25], slow: [0.13, 0.3] },
  } as const satisfies Record<Weather, unknown>;

  it.each([1, 77, 20_260])("[NE92] is at full load, down and slow as often as its weather says (seed %i)", (seed) => {
    for (const weather of weathers) {
      const found = dayOf(seed, weather);
      for (const [name, [least, most]] of Object.entries(bands[weather])) {
        const share = found[name as keyof typeof found];
        expect(share, `${weather} ${name}`).toBeGreaterThanOrEqual(least);
        expect(share, `${weather} ${name}`).toBeLessThanOrEqual(most);
      }
    }
  });

  it("[NE92] has an outage that takes several nodes at once in stormy weather, and none in calm", () => {
    const mostDown = (weather: Weather) =>
      Math.max(...minutes().map((atMs) => downAt({ seed: 1, weather, atMs }).length));
    expect(mostDown("stormy")).toBeGreaterThanOrEqual(6);
    expect(mostDown("calm")).toBe(0);
  });

  it("[NE92] is another day with another seed", () => {
    expect(dayOf(1, "stormy")).not.toEqual(dayOf(2, "stormy"));
  });

  const minutes = () => Array.from({ length: dayMs / 60_000 }, (_, minute) => 1_790_000_000_000 + minute * 60_000);
  const downAt = (moment: { readonly seed: number; readonly weather: Weather; readonly atMs: number }) =>
    names.filter((node) => !conditionAt({ ...moment, node }).answers);

  /** Shares of all moments of all nodes. */
  function dayOf(seed: number, weather: Weather) {
    const conditions = minutes().flatMap((atMs) => names.map((node) => conditionAt({ seed, weather, node, atMs })));
    const share = (is: (condition: (typeof conditions)[number]) => boolean) =>
      conditions.filter(is).length / conditions.length;
    return {
      full: share(({ othersShare }) => othersShare >= 1),
      down: share(({ answers }) => !answers),
      slow: share(({ speedPercent }) => speedPercent < 100),
    };
  }
});
