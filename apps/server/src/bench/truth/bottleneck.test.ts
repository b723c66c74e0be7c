import { describe, expect, it } from "vitest";
import { bottleneck, healthy, proof, tie } from "./bottleneck.ts";
import type { Part, Planted } from "./part.ts";
import { type Open, openPopulation } from "./population.ts";

/** A quarter of the visitors: gains are as large and their intervals twice as wide. */
const openFew: Open = (parts) => openPopulation({ ...parts, visitors: Math.round(parts.visitors / 4) });

async function runThree<One extends Planted, Found>(part: Part<One, Found>) {
  const labels = [...new Set(part.populations.map(({ label }) => label))];
  const few = labels.length > 6 ? labels : labels.slice(0, 3);
  const each = few.length === 9 ? 3 : Math.ceil(3 / few.length);
  const runs = [];
  for (const label of few) {
    for (const one of part.populations.filter((it) => it.label === label).slice(0, each)) {
      runs.push({ ...one, found: await part.run(one, openFew) });
    }
  }
  return runs;
}

describe("the bottleneck of populations whose truth is known", () => {
  it("[SV132] is named, and hardly ever another, whichever layer it is", { timeout: 600_000 }, async () => {
    const runs = await runThree(bottleneck);
    expect(runs).toHaveLength(27);
    expect(bottleneck.sound(bottleneck.sum(runs)), JSON.stringify(runs)).toBe(true);
  });

  it.each([healthy, proof])("[SV133] is not named where none is: $name", { timeout: 300_000 }, async (part) => {
    const runs = await runThree(part);
    expect(part.sound(part.sum(runs)), JSON.stringify(runs)).toBe(true);
  });

  it("[SV134] is seldom named where two layers hold back alike", { timeout: 300_000 }, async () => {
    const runs = await runThree(tie);
    expect(tie.sum(runs).tieNamed, JSON.stringify(runs)).toBeLessThanOrEqual(1);
  });

  it("is not good enough when it is named seldom, in one layer seldom, wrongly, or not as planted", () => {
    const good = { populations: 180, bottleneckNamed: 160, bottleneckWrong: 3, leastNamedShare: 0.6, badlyPlanted: 0 };
    const worse = { bottleneckNamed: 159, bottleneckWrong: 4, leastNamedShare: 0.59, badlyPlanted: 1 };
    expect(bottleneck.sound(good)).toBe(true);
    for (const [name, value] of Object.entries(worse)) {
      expect(bottleneck.sound({ ...good, [name]: value }), name).toBe(false);
    }
    expect(tie.sound({ populations: 60, tieNamed: 15 })).toBe(true);
    expect(tie.sound({ populations: 60, tieNamed: 16 })).toBe(false);
    expect(healthy.sound({ populations: 60, healthyNamed: 1 })).toBe(false);
    expect(proof.sound({ populations: 40, proofNamed: 1, otherNamed: 0 })).toBe(false);
  });
});
