import { describe, expect, it } from "vitest";
import { createAssigner } from "./assigner.ts";
import { dealAll } from "./deal.ts";
import type { ExperimentDefinition } from "./definition/definition.ts";
import type { VisitorAttributes } from "./definition/targeting.ts";
import type { Exposure } from "./exposure-memory.ts";
import { payloadOf } from "./payload.ts";
import { seeds } from "./seeds.ts";

const [panel] = seeds as [ExperimentDefinition];
const inStudio: VisitorAttributes = { app: "image-studio", device: "phone", tenure: "new", payer: false };
const visitorIds = Array.from({ length: 300 }, (_, at) => `vis_${String(at).padStart(20, "0")}`);
const another = (given: Partial<ExperimentDefinition>): ExperimentDefinition => ({ ...panel, ...given });

describe("[EX40] what a server deals before a page starts", () => {
  it("is what the page's own assigner then shows and exposes, new or dealt before", () => {
    const forNew = another({ targeting: { tenure: "new" }, coverage: 0.5 });
    const payload = payloadOf([forNew]);
    let dealt = 0;
    for (const visitorId of visitorIds) {
      const sticky = dealAll([forNew], { visitorId, attributes: inStudio, sticky: {} });
      dealt += Object.keys(sticky).length;
      const tomorrow: VisitorAttributes = { ...inStudio, tenure: "returning" };
      const kept = dealAll([forNew], { visitorId, attributes: tomorrow, sticky });
      expect(kept, visitorId).toEqual(sticky);
      const exposures: Exposure[] = [];
      const onExposure = (exposure: Exposure) => void exposures.push(exposure);
      createAssigner({ payload, visitorId, attributes: tomorrow, sticky: kept, onExposure }).expose(panel.feature);
      expect(exposures.map(({ variant }) => variant)).toEqual(Object.values(sticky));
    }
    expect(dealt).toBeGreaterThan(100);
    expect(dealt).toBeLessThan(200);
  });

  it("is of the page's app and of holdouts: to another app they come as whoever they then are", () => {
    const elsewhere = another({ key: "chat-tone", app: "chat", feature: "chat.tone", heldOut: false });
    const holdout = another({
      key: "holdout",
      kind: "holdout",
      app: "home",
      feature: "holdout",
      variants: [
        { key: "held-out", name: "Held out", value: "held-out", weight: 0.1 },
        { key: "open", name: "Open", value: "open", weight: 0.9 },
      ],
    });
    const [visitorId = ""] = visitorIds;
    const all = [elsewhere, holdout];
    const inChat: VisitorAttributes = { ...inStudio, app: "chat" };
    const first = dealAll(all, { visitorId, attributes: inStudio, sticky: {} });
    expect(Object.keys(first)).toEqual(["holdout__1"]);
    const second = dealAll(all, { visitorId, attributes: inChat, sticky: first });
    expect(Object.keys(second)).toEqual(["holdout__1", "chat-tone__1"]);
  });

  it("keeps through a pause what was dealt, and deals nobody in it", () => {
    const paused = another({ state: "paused" });
    const [visitorId = ""] = visitorIds;
    expect(dealAll([paused], { visitorId, attributes: inStudio, sticky: {} })).toEqual({});
    const sticky = { "studio-prompt-panel__1": "below" };
    expect(dealAll([paused], { visitorId, attributes: inStudio, sticky })).toEqual(sticky);
    expect(dealAll([], { visitorId, attributes: inStudio, sticky })).toEqual({});
  });

  it("takes no order from an address, so a forced variant is nobody's for good", () => {
    const [visitorId = ""] = visitorIds;
    const dealt = dealAll([panel], { visitorId, attributes: inStudio, sticky: {} });
    for (const index of [0, 1]) {
      const forced = createAssigner({
        payload: payloadOf([panel]),
        visitorId,
        url: `https://example.org/studio/?studio-prompt-panel=${index}`,
        sticky: dealt,
        onExposure: () => expect.unreachable("a forced variant counts nobody"),
      });
      forced.expose(panel.feature);
      expect(forced.valueOf(panel.feature)).toBe(panel.variants[index]?.value);
      expect(forced.dealt()).toEqual(dealt);
    }
  });
});
