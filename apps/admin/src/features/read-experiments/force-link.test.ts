import { createAssigner, type ExperimentDefinition, payloadOf, seeds, states } from "@flywheel/experiments";
import { expect, it } from "vitest";
import { forceLink, showsByLink } from "./force-link.ts";

it("[AD17] a link forces its variant, whoever follows it, and counts nobody", () => {
  expect(seeds.length).toBeGreaterThan(0);
  for (const seed of seeds) {
    for (const [index, { value }] of seed.variants.entries()) {
      for (const visitorId of ["vis_aaaaaaaaaaaaaaaaaaaa", "vis_bbbbbbbbbbbbbbbbbbbb", "vis_cccccccccccccccccccc"]) {
        const exposures: unknown[] = [];
        const assigner = createAssigner({
          payload: payloadOf([{ ...seed, state: "running" }]),
          visitorId,
          url: `http://127.0.0.1:3024${forceLink(seed, index)}`,
          onExposure: (exposure) => exposures.push(exposure),
        });
        expect(assigner.valueOf(seed.feature)).toBe(value);
        assigner.expose(seed.feature);
        expect(exposures).toEqual([]);
      }
    }
  }
});

it("[AD17] it leads to the app of the experiment, also to the one at the front", () => {
  expect(forceLink({ app: "image-studio", key: "panel" }, 1)).toBe("/studio/?panel=1");
  expect(forceLink({ app: "home", key: "hero" }, 0)).toBe("/?hero=0");
});

it("[AD67] the link is shown where following it shows the variant, in every state and of every kind, and nowhere else", () => {
  const [seed] = seeds;
  if (!seed) throw new Error("no seed");
  const shownBy = (definition: ExperimentDefinition) => {
    const assigner = createAssigner({
      payload: payloadOf([definition]),
      visitorId: "vis_aaaaaaaaaaaaaaaaaaaa",
      url: `http://127.0.0.1:3024${forceLink(definition, 1)}`,
      onExposure: () => {},
    });
    return assigner.valueOf(definition.feature) === definition.variants[1]?.value;
  };
  const decision = { outcome: "stop", variant: "below", reason: "r", rule: "r", by: "b", atMs: 1 } as const;
  for (const state of states) {
    for (const kind of ["feature", "holdout"] as const) {
      const definition: ExperimentDefinition = {
        ...seed,
        kind,
        state,
        decision: state === "decided" || state === "archived" ? decision : null,
      };
      expect(showsByLink(definition), `${kind}, ${state}`).toBe(shownBy(definition));
    }
  }
  expect(states.filter((state) => showsByLink({ state, kind: "feature" }))).toEqual(["review", "ready", "running"]);
});
