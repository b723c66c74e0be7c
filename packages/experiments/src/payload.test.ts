import { describe, expect, it } from "vitest";
import type { ExperimentDefinition } from "./definition.ts";
import { payloadOf } from "./payload.ts";
import { seeds } from "./seeds.ts";

const [panel] = seeds as [ExperimentDefinition];

describe("the payload", () => {
  it("[EX6] is the features of GrowthBook's format, with one rule for each experiment", () => {
    expect(payloadOf([{ ...panel, coverage: 0.8, phase: 2, revision: 9 }])).toEqual({
      "studio.prompt-panel": {
        defaultValue: "below",
        rules: [
          {
            key: "studio-prompt-panel",
            seed: "studio-prompt-panel",
            name: panel.name,
            phase: "2",
            hashAttribute: "id",
            hashVersion: 2,
            coverage: 0.8,
            variations: ["below", "beside"],
            weights: [0.5, 0.5],
            meta: [
              { key: "below", name: "Prompt below the picture" },
              { key: "beside", name: "Prompt beside the picture" },
            ],
          },
        ],
      },
    });
  });

  it("[EX7] leaves out what is not running", () => {
    expect(payloadOf([{ ...panel, state: "draft" }])).toEqual({});
    expect(payloadOf([{ ...panel, state: "stopped" }])).toEqual({});
    expect(Object.keys(payloadOf([{ ...panel, state: "draft" }, panel]))).toEqual(["studio.prompt-panel"]);
  });

  it("[EX7] tells a page nothing that people here wrote for themselves", () => {
    expect(JSON.stringify(payloadOf([{ ...panel, hypothesis: "a secret plan" }]))).not.toContain("secret");
  });

  it("[EX6] keeps the order of experiments on one feature: the first decides", () => {
    const second = { ...panel, key: "second", variants: panel.variants.toReversed() };
    const feature = payloadOf([panel, second])["studio.prompt-panel"];
    expect(feature?.defaultValue).toBe("below");
    expect(feature?.rules?.map(({ key }) => key)).toEqual(["studio-prompt-panel", "second"]);
  });
});
