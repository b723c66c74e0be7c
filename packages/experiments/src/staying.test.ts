import { describe, expect, it } from "vitest";
import rows from "../fixtures/exclusion.json" with { type: "json" };
import { createAssigner } from "./assigner.ts";
import type { ExperimentDefinition } from "./definition/definition.ts";
import type { Exposure } from "./exposure-memory.ts";
import { payloadOf } from "./payload.ts";
import { seeds } from "./seeds.ts";
import { type StickyAssignments, stillLive } from "./sticky.ts";

const [panel] = seeds as [ExperimentDefinition];
const visitors = rows.map(([id, first, second, dealt]) => ({ id: String(id), first, second, dealt }));

type Given = {
  definitions: ExperimentDefinition[];
  attributes?: Record<string, string | boolean>;
  sticky?: StickyAssignments;
};

/** What a visitor sees of the panel, is exposed to, and is to keep. */
function visit(visitorId: string, { definitions, attributes = {}, sticky = {} }: Given) {
  const exposures: Exposure[] = [];
  const assigner = createAssigner({
    payload: payloadOf(definitions),
    visitorId,
    attributes,
    sticky,
    onExposure: (exposure) => exposures.push(exposure),
  });
  assigner.expose(panel.feature);
  return { shown: assigner.valueOf(panel.feature), exposures, dealt: assigner.dealt() };
}

const isInside = ({ exposures }: ReturnType<typeof visit>) =>
  exposures.some(({ experiment }) => experiment === panel.key);

describe("[EX30] what sticks", () => {
  const forNew: ExperimentDefinition = { ...panel, targeting: { tenure: "new" } };
  const today = { attributes: { tenure: "new" } };
  const tomorrow = { attributes: { tenure: "returning" } };

  it("keeps a visitor in the variant they were dealt when they no longer match", () => {
    for (const { id } of visitors.slice(0, 200)) {
      const first = visit(id, { definitions: [forNew], ...today });
      expect(isInside(first), id).toBe(true);
      expect(first.dealt).toEqual({ "studio-prompt-panel__1": first.exposures[0]?.variant });
      const later = visit(id, { definitions: [forNew], ...tomorrow, sticky: first.dealt });
      expect(later.exposures, id).toEqual(first.exposures);
      expect(isInside(visit(id, { definitions: [forNew], ...tomorrow })), id).toBe(false);
    }
  });

  it("keeps nobody where the experiment says so, and deals anew in a new phase", () => {
    const loose = { ...forNew, sticky: false };
    const [{ id }] = visitors as [(typeof visitors)[number]];
    expect(visit(id, { definitions: [loose], ...today }).dealt).toEqual({});
    const sticky = { "studio-prompt-panel__1": "below" };
    const variants = panel.variants.map((variant, at) => ({ ...variant, weight: at }));
    expect(visit(id, { definitions: [{ ...panel, variants }], sticky }).shown).toBe("below");
    expect(visit(id, { definitions: [{ ...panel, variants, phase: 2 }], sticky }).shown).toBe("beside");
  });

  it("does not believe a variant that there is not", () => {
    const [{ id }] = visitors as [(typeof visitors)[number]];
    const plain = visit(id, { definitions: [panel] });
    expect(visit(id, { definitions: [panel], sticky: { "studio-prompt-panel__1": "third" } }).shown).toBe(plain.shown);
  });

  it("is let go of when the phase is over, and not by a pause", () => {
    const sticky = { "studio-prompt-panel__1": "below", "studio-prompt-panel__2": "beside", gone__1: "a" };
    const second = { ...panel, phase: 2 };
    for (const state of ["running", "paused"] as const) {
      expect(stillLive(sticky, [{ ...second, state }])).toEqual({ "studio-prompt-panel__2": "beside" });
    }
    expect(stillLive(sticky, [{ ...second, state: "stopped" }])).toEqual({});
    expect(stillLive(sticky, [{ ...second, sticky: false }])).toEqual({});
  });
});

describe("[EX31] exclusion agrees with an independent implementation for a thousand visitors", () => {
  it("by namespaces: nobody is in both, and each takes its share", () => {
    const within = (from: number, to: number): ExperimentDefinition => ({
      ...panel,
      namespace: { key: "checkout", from, to },
    });
    for (const { id, first, second } of visitors) {
      expect(isInside(visit(id, { definitions: [within(0, 0.4)] })), id).toBe(first);
      expect(isInside(visit(id, { definitions: [within(0.4, 1)] })), id).toBe(second);
      expect(first && second).toBe(false);
    }
  });

  it("by a holdout: it sees what there was and is in no experiment, and both are exposed to it", () => {
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
    const running = [holdout, panel];
    const decision = { outcome: "ship", variant: "beside", reason: "r", rule: "r", by: "b", atMs: 1 } as const;
    const shipped: ExperimentDefinition[] = [holdout, { ...panel, state: "decided", decision }];
    for (const { id, dealt } of visitors) {
      const during = visit(id, { definitions: running });
      expect(isInside(during), id).toBe(dealt === "open");
      expect(during.exposures.find(({ experiment }) => experiment === "holdout")?.variant, id).toBe(dealt);
      const after = visit(id, { definitions: shipped });
      expect(after.shown, id).toBe(dealt === "open" ? "beside" : "below");
      expect(
        after.exposures.map(({ variant }) => variant),
        id,
      ).toEqual([dealt]);
    }
  });
});
