import { describe, expect, it, vi } from "vitest";
import vectors from "../fixtures/assignments.json" with { type: "json" };
import { createAssigner } from "./assigner.ts";
import type { ExperimentDefinition } from "./definition/definition.ts";
import type { Exposure } from "./exposure-memory.ts";
import { payloadOf } from "./payload.ts";
import { seeds } from "./seeds.ts";

const [panel] = seeds as [ExperimentDefinition];

/** The second experiment of fixtures/assignments.py: unequal arms, and most visitors outside. */
const lopsided: ExperimentDefinition = {
  ...panel,
  key: "lopsided",
  feature: "studio.lopsided",
  coverage: 0.3,
  variants: [
    { key: "control", name: "Control", value: 0, weight: 0.1 },
    { key: "words", name: "Words", value: 1, weight: 0.25 },
    { key: "pictures", name: "Pictures", value: 2, weight: 0.65 },
  ],
};

const visitors = vectors.visitors.map((row) => ({ id: String(row[0]), inPanel: row[1], inLopsided: row[2] }));

/** In which arm the SDK has a visitor. */
function armOf(definition: ExperimentDefinition, visitorId: string, url = ""): string | null {
  const exposures = exposuresOf({ definition, visitorId, url });
  return exposures[0]?.variant ?? null;
}

function exposuresOf({ definition = panel, visitorId = "vis_a", url = "" }): Exposure[] {
  const exposures: Exposure[] = [];
  const payload = payloadOf([definition]);
  const assigner = createAssigner({ payload, visitorId, url, onExposure: (exposure) => exposures.push(exposure) });
  assigner.expose(definition.feature);
  assigner.expose(definition.feature);
  return exposures;
}

describe("assignment", () => {
  it("[EX8] agrees with an independent implementation of the published hash for a thousand visitors", () => {
    expect(visitors).toHaveLength(1_000);
    for (const { id, inPanel, inLopsided } of visitors) {
      expect(armOf(panel, id), id).toBe(inPanel);
      expect(armOf(lopsided, id), id).toBe(inLopsided);
    }
  });

  it("[EX8] gives each arm its share", () => {
    const count = (arm: string | null) => visitors.filter(({ inLopsided }) => inLopsided === arm).length;
    // 1,000 visitors, 30 % covered: within four standard deviations of 700, 30, 75 and 195.
    for (const [arm, share] of [
      [null, 0.7],
      ["control", 0.03],
      ["words", 0.075],
      ["pictures", 0.195],
    ] as const) {
      expect(Math.abs(count(arm) - 1_000 * share), String(arm)).toBeLessThan(
        4 * Math.sqrt(1_000 * share * (1 - share)),
      );
    }
  });

  it("[EX9] moves nobody who is inside when coverage is raised, and lets others in", () => {
    const wider = { ...lopsided, coverage: 0.9 };
    const inside = visitors.filter(({ inLopsided }) => inLopsided !== null);
    expect(inside.length).toBeGreaterThan(200);
    for (const { id, inLopsided } of inside) expect(armOf(wider, id), id).toBe(inLopsided);
    expect(visitors.filter(({ id }) => armOf(wider, id) !== null).length).toBeGreaterThan(2 * inside.length);
  });

  it("[EX9] moves nobody when an experiment is started again or rewritten", () => {
    const again = { ...panel, phase: 2, revision: 7, name: "Another name" };
    for (const { id, inPanel } of visitors.slice(0, 200)) expect(armOf(again, id), id).toBe(inPanel);
  });

  it("[EX10] hands out the variant's value, and control outside of the experiment", () => {
    const values = { control: 0, words: 1, pictures: 2 } as const;
    for (const { id, inLopsided } of visitors.slice(0, 200)) {
      const assigner = createAssigner({ payload: payloadOf([lopsided]), visitorId: id, onExposure: () => {} });
      expect(assigner.valueOf("studio.lopsided"), id).toBe(inLopsided ? values[inLopsided as keyof typeof values] : 0);
      expect(assigner.valueOf("studio.unknown")).toBeUndefined();
    }
  });

  it("[EX10] takes an entry that is no feature for one that is not there", () => {
    const payload = { "a.number": 3, "a.null": null, "no.rules": { rules: "none" }, "no.rule": { rules: [null] } };
    const assigner = createAssigner({ payload, visitorId: "vis_a", onExposure: () => {} });
    for (const feature of Object.keys(payload)) expect(assigner.valueOf(feature), feature).toBeUndefined();
  });

  it.each([
    { variations: ["a", "b"], meta: 4, hashAttribute: "id" },
    { variations: ["a", "b"], ranges: [null], hashAttribute: "id" },
    { variations: ["a", "b"], filters: 5 },
    { variations: ["a", "b"], parentConditions: 7 },
    { variations: ["a", "b"], parentConditions: [null] },
    { variations: null, parentConditions: null },
  ])("[EX10] a rule that it cannot read costs its own feature only: %j", (rule) => {
    const onExposure = vi.fn();
    const payload = { ...payloadOf([panel]), odd: { defaultValue: "a", rules: [rule] } };
    const assigner = createAssigner({ payload, visitorId: "vis_a", onExposure });
    expect([undefined, "a"]).toContain(assigner.valueOf("odd"));
    assigner.expose("odd");
    expect(onExposure).not.toHaveBeenCalled();
    assigner.expose(panel.feature);
    expect(onExposure).toHaveBeenCalledOnce();
  });

  it("[EX11] looks at attributes where a rule targets them, and at nobody's claim to be another visitor", () => {
    const payload = {
      "for.phones": { defaultValue: "all", rules: [{ condition: { device: "phone" }, force: "phones" }] },
    };
    const on = (device: string) =>
      createAssigner({ payload, visitorId: "vis_a", attributes: { device }, onExposure: () => {} }).valueOf(
        "for.phones",
      );
    expect([on("phone"), on("desktop")]).toEqual(["phones", "all"]);

    const two = visitors
      .filter(({ inPanel }) => inPanel === "beside")
      .slice(0, 1)
      .concat(visitors.filter(({ inPanel }) => inPanel === "below").slice(0, 1));
    const [beside, below] = two.map(({ id }) => id);
    const claimed = createAssigner({
      payload: payloadOf([panel]),
      visitorId: beside ?? "",
      attributes: { id: below ?? "" },
      onExposure: () => {},
    });
    expect(claimed.valueOf("studio.prompt-panel")).toBe("beside");
  });
});

describe("a variant forced by the address", () => {
  const forced = (index: string) => `https://example.org/studio/?a=b&studio-prompt-panel=${index}#c`;

  it("[EX12] is shown, whatever chance says", () => {
    const shown = (visitorId: string, url: string) =>
      createAssigner({ payload: payloadOf([panel]), visitorId, url, onExposure: () => {} }).valueOf(
        "studio.prompt-panel",
      );
    for (const { id, inPanel } of visitors.slice(0, 50)) {
      expect([shown(id, forced("0")), shown(id, forced("1"))], id).toEqual(["below", "beside"]);
      expect([shown(id, forced("2")), shown(id, forced("x")), shown(id, forced(""))], id).toEqual([
        inPanel,
        inPanel,
        inPanel,
      ]);
    }
  });

  it("[EX12] counts nobody", () => {
    for (const { id } of visitors.slice(0, 50)) {
      expect(exposuresOf({ visitorId: id, url: forced("0") })).toEqual([]);
      expect(exposuresOf({ visitorId: id, url: forced("1") })).toEqual([]);
      expect(exposuresOf({ visitorId: id, url: forced("2") })).toHaveLength(1);
    }
  });
});

describe("a variant forced by the address, beside a holdout", () => {
  const holdout: ExperimentDefinition = {
    ...panel,
    key: "holdout",
    kind: "holdout",
    feature: "holdout",
    variants: [
      { key: "held-out", name: "Held out", value: "held-out", weight: 0.3 },
      { key: "open", name: "Open", value: "open", weight: 0.7 },
    ],
  };
  const payload = payloadOf([holdout, panel]);
  const at = (search: string, id: string) => {
    const exposures: string[] = [];
    const assigner = createAssigner({
      payload,
      visitorId: id,
      url: `https://example.org/studio/${search}`,
      onExposure: ({ experiment, variant }) => exposures.push(`${experiment} ${variant}`),
    });
    assigner.expose(panel.feature);
    return { shown: assigner.valueOf(panel.feature), exposures, dealt: assigner.dealt() };
  };
  const isHeldOut = ({ id }: { id: string }) => at("", id).exposures.includes("holdout held-out");

  it("[EX35] is shown to who is held out as well, and neither experiment counts them", () => {
    const some = visitors.slice(0, 100);
    expect(some.filter(isHeldOut).length).toBeGreaterThan(15);
    for (const { id } of some) {
      for (const [index, shown] of ["below", "beside"].entries()) {
        expect(at(`?studio-prompt-panel=${index}`, id), id).toMatchObject({ shown, exposures: [] });
      }
    }
  });

  it("[EX35] a link that names no variant opens nothing to who is held out", () => {
    for (const { id } of visitors.slice(0, 100).filter(isHeldOut)) {
      for (const index of ["2", "-1", "x", ""]) {
        expect(at(`?studio-prompt-panel=${index}`, id), id).toEqual(at("", id));
      }
    }
  });

  it("[EX35] a link out of the holdout counts nobody in what it opens", () => {
    for (const { id } of visitors.slice(0, 100)) {
      expect(at("?holdout=1", id).exposures, id).toEqual([]);
      expect(at("?holdout=0", id), id).toMatchObject({ shown: "below", exposures: [] });
    }
  });
});

describe("exposure", () => {
  it("[EX13] is told once, with the experiment, the variant and the phase", () => {
    const [{ id, inPanel }] = visitors as [(typeof visitors)[number]];
    expect(exposuresOf({ definition: { ...panel, phase: 3 }, visitorId: id })).toEqual([
      { experiment: "studio-prompt-panel", variant: inPanel, phase: 3 },
    ]);
  });

  it("[EX13] is told of nobody outside of the experiment, and not by looking at a value", () => {
    const outside = visitors.find(({ inLopsided }) => inLopsided === null);
    expect(exposuresOf({ definition: lopsided, visitorId: outside?.id ?? "" })).toEqual([]);

    const onExposure = vi.fn();
    const assigner = createAssigner({ payload: payloadOf([panel]), visitorId: "vis_a", onExposure });
    expect(assigner.valueOf("studio.prompt-panel")).toBeDefined();
    expect(onExposure).not.toHaveBeenCalled();
    assigner.expose("studio.unknown");
    expect(onExposure).not.toHaveBeenCalled();
    assigner.expose("studio.prompt-panel");
    expect(onExposure).toHaveBeenCalledOnce();
  });
});
