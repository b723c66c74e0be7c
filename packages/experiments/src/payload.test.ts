import { describe, expect, it } from "vitest";
import type { ExperimentDefinition } from "./definition/definition.ts";
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
            bucketVersion: 2,
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

  it("[EX7] leaves out what is neither running nor to be looked at", () => {
    for (const state of ["draft", "paused", "stopped", "archived"] as const) {
      expect(payloadOf([{ ...panel, state }]), state).toEqual({});
    }
    expect(Object.keys(payloadOf([{ ...panel, state: "draft" }, panel]))).toEqual(["studio.prompt-panel"]);
  });

  it("[EX7] tells a page nothing that people here wrote for themselves", () => {
    expect(JSON.stringify(payloadOf([{ ...panel, hypothesis: "a secret plan" }]))).not.toContain("secret");
  });

  it("[EX27] aims as the SDK understands it, keeps namespaces apart, and says where nothing sticks", () => {
    const aimed = {
      ...panel,
      targeting: {
        apps: ["image-studio"],
        devices: ["phone", "tablet"],
        tenure: "new",
        payer: false,
        attributes: { plan: ["a", "b"] },
      },
      namespace: { key: "prompt", from: 0.2, to: 0.5 },
      sticky: false,
    } satisfies ExperimentDefinition;
    const [rule] = payloadOf([aimed])["studio.prompt-panel"]?.rules ?? [];
    expect(rule).toMatchObject({
      condition: {
        app: { $in: ["image-studio"] },
        device: { $in: ["phone", "tablet"] },
        tenure: "new",
        payer: false,
        plan: { $in: ["a", "b"] },
      },
      namespace: ["prompt", 0.2, 0.5],
      disableStickyBucketing: true,
    });
    expect(rule).not.toHaveProperty("bucketVersion");
  });
});

describe("what was shipped", () => {
  const shipped = (key: string, variant: string, atMs: number): ExperimentDefinition => ({
    ...panel,
    key,
    state: "decided",
    decision: { outcome: "ship", variant, reason: "more kept", rule: "the interval", by: "stf_ada", atMs },
  });

  it("[EX28] is the default of everybody, until it is archived and the code says it", () => {
    expect(payloadOf([shipped("first", "beside", 1)])).toEqual({
      "studio.prompt-panel": { defaultValue: "beside", rules: [] },
    });
    expect(payloadOf([{ ...shipped("first", "beside", 1), state: "archived" }])).toEqual({});
    const stopped = shipped("first", "below", 1);
    expect(payloadOf([{ ...stopped, decision: { ...stopped.decision, outcome: "stop" } as never }])).toEqual({});
  });

  it("[EX28] last wins, and a new experiment on the feature comes before it", () => {
    const both = [shipped("a", "beside", 1), shipped("b", "below", 2)];
    expect(payloadOf(both)["studio.prompt-panel"]?.defaultValue).toBe("below");
    expect(payloadOf(both.toReversed())["studio.prompt-panel"]?.defaultValue).toBe("below");
    const feature = payloadOf([...both, { ...panel, key: "c" }])["studio.prompt-panel"];
    expect(feature).toMatchObject({ defaultValue: "below", rules: [{ key: "c" }] });
  });

  it("[EX29] is withheld from the holdout, as every running experiment is that is held out", () => {
    const parentConditions = [{ id: "holdout", condition: { value: "open" } }];
    const features = payloadOf([holdout, { ...shipped("a", "beside", 1), feature: "studio.a" }, panel]);
    expect(features["studio.a"]).toEqual({ defaultValue: "below", rules: [{ force: "beside", parentConditions }] });
    expect(features["studio.prompt-panel"]?.rules).toMatchObject([{ key: panel.key, parentConditions }]);
    expect(features.holdout?.rules).toMatchObject([{ key: "holdout" }]);
    expect(features.holdout?.rules?.[0]).not.toHaveProperty("parentConditions");
    const open = payloadOf([holdout, { ...panel, heldOut: false }]);
    expect(open["studio.prompt-panel"]?.rules?.[0]).not.toHaveProperty("parentConditions");
    const ended = payloadOf([{ ...holdout, state: "stopped" }, panel]);
    expect(ended["studio.prompt-panel"]?.rules?.[0]).not.toHaveProperty("parentConditions");
  });
});

const holdout: ExperimentDefinition = {
  ...panel,
  key: "holdout",
  kind: "holdout",
  feature: "holdout",
  variants: [
    { key: "held-out", name: "Held out", value: "held-out", weight: 0.1 },
    { key: "open", name: "Open", value: "open", weight: 0.9 },
  ],
};
