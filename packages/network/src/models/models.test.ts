import { ModelId } from "@flywheel/vocabulary";
import { describe, expect, it } from "vitest";
import { imageModels } from "./image-models.ts";
import { missingModels } from "./missing-models.ts";
import { offers } from "./offers.ts";
import { publisherOf } from "./publisher-of.ts";
import { textModels } from "./text-models.ts";

describe("what publishers offer", () => {
  it("[NE80] eight text models and six image models at least, each named after its publisher", () => {
    expect(textModels.length).toBeGreaterThanOrEqual(8);
    expect(imageModels.length).toBeGreaterThanOrEqual(6);
    expect(new Set(offers.map(({ id }) => publisherOf(id))).size).toBeGreaterThanOrEqual(5);
    const nameOf = new Map<string, string>();
    for (const { id, publisher } of offers) {
      ModelId.parse(id);
      const slug = publisherOf(id);
      expect(id.startsWith(`${slug}/`)).toBe(true);
      expect(nameOf.get(slug) ?? publisher).toBe(publisher);
      nameOf.set(slug, publisher);
      expect(missingModels.has(id)).toBe(false);
    }
  });

  it("[NE80] from the cheapest to the dearest of the real range; the dearest takes its time", () => {
    const prices = textModels.map((model) => [model.inputMicroUsdPerMillion, model.outputMicroUsdPerMillion]);
    expect(prices).toContainEqual([100_000, 400_000]);
    expect(prices).toContainEqual([10_000_000, 50_000_000]);
    const images = imageModels.map(({ imageMicroUsd }) => imageMicroUsd);
    expect([Math.min(...images), Math.max(...images)]).toEqual([15_000, 90_000]);
    const hosted = textModels.filter(({ state }) => state === "hosted");
    const bySpeed = [...hosted].sort((a, b) => a.tokensPerSecond - b.tokensPerSecond);
    expect(bySpeed[0]?.inputMicroUsdPerMillion).toBe(10_000_000);
    expect(bySpeed.at(-1)?.inputMicroUsdPerMillion).toBe(100_000);
    expect(new Set(imageModels.map(({ style }) => style)).size).toBe(imageModels.length);
  });
});
