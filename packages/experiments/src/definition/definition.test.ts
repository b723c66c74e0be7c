import { describe, expect, it } from "vitest";
import { seeds } from "../seeds.ts";
import { ExperimentDefinition } from "./definition.ts";

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

describe("[EX33] the course of an experiment", () => {
  it("rises with every step of its rollout, and ends after it starts", () => {
    const step = (afterMs: number, coverage: number) => ({ afterMs, coverage });
    const rollout = (...steps: object[]) => issues({ ...panel, rollout: steps });
    expect(rollout(step(0, 0.1), step(86_400_000, 0.5), step(172_800_000, 1))).toBeUndefined();
    for (const steps of [
      [step(0, 0.5), step(1, 0.4)],
      [step(5, 0.1), step(5, 0.2)],
    ]) {
      expect(rollout(...steps)).toEqual(["rollout: every step must come later and cover more than the one before"]);
    }
    expect(issues({ ...panel, schedule: { startAtMs: 5, endAtMs: 5 } })).toEqual([
      "schedule.endAtMs: the end must come after the start",
    ]);
    expect(issues({ ...panel, namespace: { key: "n", from: 0.5, to: 0.5 } })).toEqual([
      "namespace.to: the range must end after it starts",
    ]);
  });
});

describe("[EX34] what the kind asks", () => {
  const of = (kind: string, feature: string, ...values: unknown[]) =>
    issues({
      ...panel,
      kind,
      feature,
      variants: values.map((value, at) => ({ key: `v${at}`, name: "A variant", value, weight: 1 / values.length })),
    });

  it("a build has the feature of its app's builds, and control is the current one", () => {
    expect(of("build", "image-studio.build", "current", "airy")).toBeUndefined();
    expect(of("build", "studio.build", "current", "airy")).toEqual([
      'feature: the feature of a build is "image-studio.build"',
    ]);
    for (const values of [
      ["airy", "current"],
      ["current", true],
    ]) {
      expect(of("build", "image-studio.build", ...values)).toEqual([
        'variants: the values are names of builds, and control is "current"',
      ]);
    }
  });

  it("a holdout has the feature of holdouts, and one variant is open", () => {
    expect(of("holdout", "holdout", "held-out", "open")).toBeUndefined();
    expect(of("holdout", "hold.out", "held-out", "open")).toEqual(['feature: the feature of a holdout is "holdout"']);
    expect(of("holdout", "holdout", "held-out", "closed")).toEqual([
      'variants: one variant has the value "open": whoever is not held out',
    ]);
  });

  it("a feature of its own takes neither", () => {
    for (const feature of ["holdout", "image-studio.build"]) {
      expect(of("feature", feature, "a", "b")).toEqual([
        `feature: "${feature}" is for experiments of its own kind; choose another feature`,
      ]);
    }
  });
});
