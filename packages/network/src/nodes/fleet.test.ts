import { describe, expect, it } from "vitest";
import { offers } from "../models/offers.ts";
import { fleet } from "./fleet.ts";
import { cheapest, dearest, everyOther } from "./share-out.ts";

const mediumOf = new Map(offers.map(({ id, medium }) => [id, medium]));

describe("the fleet", () => {
  it("[NE97] has twelve nodes or more, large and small, for words, for pictures, for both", () => {
    expect(fleet.length).toBeGreaterThanOrEqual(12);
    expect(new Set(fleet.map(({ name }) => name)).size).toBe(fleet.length);
    const kinds = fleet.map(({ capacity: { models } }) =>
      [...new Set(models.map((model) => mediumOf.get(model)))].sort().join(" and "),
    );
    expect(new Set(kinds)).toEqual(new Set(["text", "image", "image and text"]));
    const places = fleet.map(({ capacity }) => capacity.maxConcurrent);
    expect(Math.max(...places) / Math.min(...places)).toBeGreaterThanOrEqual(4);
    const costs = fleet.map(({ costMicroUsdPerHour }) => costMicroUsdPerHour);
    expect(costs.every((cost) => Number.isSafeInteger(cost) && cost > 0)).toBe(true);
    expect(Math.max(...costs) / Math.min(...costs)).toBeGreaterThanOrEqual(4);
  });

  it("[NE97] promises a speed for what it hosts, and none for what it does not", () => {
    for (const { name, capacity } of fleet) {
      const media = new Set(capacity.models.map((model) => mediumOf.get(model)));
      expect([capacity.tokensPerSecond > 0, capacity.imagesPerMinute > 0], name).toEqual([
        media.has("text"),
        media.has("image"),
      ]);
      expect(new Set(capacity.models).size, name).toBe(capacity.models.length);
      expect(capacity.models.length, name).toBeLessThan(offers.length);
    }
  });

  it("[NE20] has every model on two nodes at least", () => {
    for (const { id } of offers) {
      const hosts = fleet.filter(({ capacity }) => capacity.models.includes(id));
      expect(hosts.length, id).toBeGreaterThanOrEqual(2);
    }
  });

  it("[NE97] shares models out by rules that leave none out, however many there are", () => {
    for (let count = 1; count <= offers.length; count += 1) {
      const some = offers.slice(0, count);
      const ids = some.map(({ id }) => id);
      const [even, odd] = everyOther(ids);
      expect([...even, ...odd].sort()).toEqual([...ids].sort());
      expect(new Set([...cheapest(some), ...dearest(some)])).toEqual(new Set(ids));
    }
  });
});
