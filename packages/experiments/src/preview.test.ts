import { describe, expect, it } from "vitest";
import { createAssigner } from "./assigner.ts";
import { dealAll } from "./deal.ts";
import type { ExperimentDefinition } from "./definition/definition.ts";
import { payloadOf } from "./payload.ts";
import { seeds } from "./seeds.ts";

const [panel] = seeds as [ExperimentDefinition];
const visitorIds = Array.from({ length: 300 }, (_, at) => `vis_${String(at).padStart(20, "0")}`);

/** What a visitor is shown of the panel's feature, and which exposures that brings. */
function visit(definitions: readonly ExperimentDefinition[], visitorId: string, search = "") {
  const exposures: string[] = [];
  const assigner = createAssigner({
    payload: payloadOf(definitions),
    visitorId,
    url: `https://example.org/studio/${search}`,
    sticky: { "studio-prompt-panel__1": "beside" },
    onExposure: ({ experiment }) => void exposures.push(experiment),
  });
  assigner.expose(panel.feature);
  return { shown: assigner.valueOf(panel.feature), exposures };
}

describe.each(["review", "ready"] as const)("[EX36] before the start, in %s", (state) => {
  const waiting: ExperimentDefinition = { ...panel, state, targeting: { tenure: "new" } };

  it("its link shows a variant, and nobody else sees anything of it", () => {
    for (const id of visitorIds) {
      expect(visit([waiting], id)).toEqual({ shown: undefined, exposures: [] });
      expect(visit([waiting], id, "?studio-prompt-panel=0")).toEqual({ shown: "below", exposures: [] });
      expect(visit([waiting], id, "?studio-prompt-panel=1")).toEqual({ shown: "beside", exposures: [] });
    }
  });

  it("it deals nobody", () => {
    const attributes = { app: "image-studio", device: "phone", tenure: "new", payer: false } as const;
    for (const visitorId of visitorIds) {
      expect(dealAll([waiting], { visitorId, attributes, sticky: {} })).toEqual({});
    }
  });

  it("it changes nothing about what runs or was shipped on its feature", () => {
    const running: ExperimentDefinition = { ...panel, key: "running", coverage: 0.5 };
    const decision = { outcome: "ship", variant: "beside", reason: "r", rule: "r", by: "b", atMs: 1 } as const;
    const shipped: ExperimentDefinition = { ...panel, key: "shipped", state: "decided", decision };
    for (const id of visitorIds) {
      for (const others of [[running], [shipped], [running, shipped]]) {
        expect(visit([waiting, ...others], id), id).toEqual(visit(others, id));
        expect(visit([waiting, ...others], id, "?studio-prompt-panel=0")).toEqual({ shown: "below", exposures: [] });
      }
    }
  });

  it("of a holdout there is no link", () => {
    expect(payloadOf([{ ...waiting, kind: "holdout", feature: "holdout" }])).toEqual({});
  });
});
