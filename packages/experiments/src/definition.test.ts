import { describe, expect, it } from "vitest";
import { ExperimentDefinition } from "./definition.ts";
import { seeds } from "./seeds.ts";

const [panel] = seeds;
const issues = (definition: unknown) =>
  ExperimentDefinition.safeParse(definition).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("a definition", () => {
  it("[EX4] has weights that add up to 1, and says so", () => {
    const weighed = (...weights: number[]) => ({
      ...panel,
      variants: weights.map((weight, index) => ({ key: `v${index}`, name: "A variant", value: index, weight })),
    });
    expect(issues(weighed(0.5, 0.5))).toBeUndefined();
    expect(issues(weighed(0.1, 0.2, 0.7))).toBeUndefined();
    expect(issues(weighed(1, 0))).toBeUndefined();
    expect(issues(weighed(0.5, 0.4))).toEqual(["variants: the weights of the variants must add up to 1"]);
    expect(issues(weighed(0.5, 0.6))).toEqual(["variants: the weights of the variants must add up to 1"]);
  });

  it("[EX4] names its variants apart, and has two or more", () => {
    const named = (...keys: string[]) => ({
      ...panel,
      variants: keys.map((key) => ({ key, name: "A variant", value: key, weight: 1 / keys.length })),
    });
    expect(issues(named("a", "b"))).toBeUndefined();
    expect(issues(named("a", "a"))).toEqual(["variants: every variant needs a key of its own"]);
    expect(issues(named("a"))).toHaveLength(1);
  });

  it("[EX4] of a seed is a good one", () => {
    expect(seeds.map(issues)).toEqual(seeds.map(() => undefined));
  });
});
