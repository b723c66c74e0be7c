import { createAssigner, payloadOf, seeds } from "@flywheel/experiments";
import { expect, it } from "vitest";
import { forceLink } from "./force-link.ts";

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
