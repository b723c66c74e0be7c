import { describe, expect, it } from "vitest";
import { askBottleneck } from "./ask-bottleneck.ts";
import { bottleneck, healthy, proof, tie } from "./bottleneck.ts";
import { type Open, openPopulation } from "./population.ts";

/** A twelfth of the visitors: gains are as large and their intervals more than three times as wide. */
const openFew: Open = (parts) => openPopulation({ ...parts, visitors: Math.round(parts.visitors / 12) });

type One = (typeof bottleneck.populations)[number];

async function askAll(populations: readonly One[]) {
  const runs = [];
  for (const one of populations) {
    const found = await askBottleneck(one.planted, one.seed, openFew);
    // What the generator says of it has a test of its own.
    runs.push({ ...one, found: { ...found, own: one.planted.low.map((layer) => ({ layer, share: 1 })) } });
  }
  return runs;
}

describe("the bottleneck of populations whose truth is known", () => {
  const layers = [...new Set(bottleneck.populations.map(({ label }) => label))];
  const threeOfEach = layers.flatMap((layer) =>
    bottleneck.populations.filter(({ label }) => label === layer).slice(0, 3),
  );

  it("[SV132] is named, whichever layer it is, and hardly ever another", { timeout: 600_000 }, async () => {
    const runs = await askAll(threeOfEach);
    expect(runs).toHaveLength(27);
    expect(bottleneck.sound(bottleneck.sum(runs)), JSON.stringify(runs)).toBe(true);
  });

  it.each([healthy, proof])("[SV133] is not named where there is none: $name", { timeout: 300_000 }, async (part) => {
    const runs = await askAll(part.populations.slice(0, 3));
    expect(part.sound(part.sum(runs)), JSON.stringify(runs)).toBe(true);
  });

  it("[SV134] is seldom named where two layers hold back alike", { timeout: 300_000 }, async () => {
    const runs = await askAll(tie.populations.slice(0, 3));
    expect(tie.sum(runs).tieNamed, JSON.stringify(runs)).toBeLessThanOrEqual(1);
  });

  it("[SV132] is not good enough when named seldom, in one layer seldom, wrongly or not as planted", () => {
    const good = { populations: 180, bottleneckNamed: 160, bottleneckWrong: 3, leastNamedShare: 0.6, badlyPlanted: 0 };
    const worse = { bottleneckNamed: 159, bottleneckWrong: 4, leastNamedShare: 0.59, badlyPlanted: 1 };
    expect(bottleneck.sound(good)).toBe(true);
    for (const [name, value] of Object.entries(worse)) {
      expect(bottleneck.sound({ ...good, [name]: value }), name).toBe(false);
    }
    expect([15, 16].map((tieNamed) => tie.sound({ populations: 60, tieNamed }))).toEqual([true, false]);
    expect(healthy.sound({ populations: 60, healthyNamed: 1 })).toBe(false);
    expect(proof.sound({ populations: 40, proofNamed: 1, otherNamed: 0 })).toBe(false);
  });
});
