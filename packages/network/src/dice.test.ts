import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDice, NothingToPickError } from "./dice.ts";

describe("dice", () => {
  it("[NE36] fall the same way for the same seeds, and differently for others", () => {
    const row = (...seeds: (string | number)[]) => {
      const dice = createDice(...seeds);
      return Array.from({ length: 8 }, () => dice.whole(1_000_000));
    };
    expect(row("a", 1)).toEqual(row("a", 1));
    expect(row("a", 1)).not.toEqual(row("a", 2));
    expect(row("a", "b")).not.toEqual(row("ab"));
    // A promise to every picture and answer that was ever made from a seed: these numbers stay.
    expect(row("flywheel")).toMatchInlineSnapshot(`
      [
        298852,
        123300,
        572125,
        653718,
        27319,
        781946,
        12105,
        716848,
      ]
    `);
  });

  it("[NE36] are fair enough: every side of a die comes up about as often", () => {
    const dice = createDice("fairness");
    const counts = [0, 0, 0, 0, 0, 0];
    for (let roll = 0; roll < 60_000; roll += 1) {
      const side = dice.whole(6);
      counts[side] = (counts[side] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0);
    expect(chiSquare).toBeLessThan(20.5); // 99.9 % of fair dice stay below, with five degrees of freedom
  });

  it("[NE36] keep their bounds, and a shuffle keeps every card", () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.integer(), { minLength: 1 }), (seed, cards) => {
        const dice = createDice(seed);
        expect(cards).toContain(dice.pick(cards));
        expect(dice.shuffled(cards).sort((a, b) => a - b)).toEqual([...cards].sort((a, b) => a - b));
        const between = dice.between(-2, 3);
        expect(between >= -2 && between < 3).toBe(true);
      }),
    );
    expect(() => createDice("x").pick([])).toThrow(NothingToPickError);
  });
});
