import { describe, expect, it } from "vitest";
import { readChange } from "./read-change.ts";

describe("what a prompt wants to be different", () => {
  it.each([
    ["make it night", { time: "night", add: [] }],
    ["add some fog, warmer please", { weather: "fog", warmth: 0.8, add: [] }],
    ["Autumn, dramatic", { season: "autumn", mood: "dark", contrast: 0.7 }],
    ["add two tiny robots", { add: [{ motif: "robot", count: 2, size: 0.6 }] }],
    ["put a red balloon on the right", { add: [{ motif: "balloon" }], spot: { side: "right" } }],
    ["a whale in the background", { add: [{ motif: "whale" }], spot: { depth: "far" } }],
    ["replace the boat with a whale", { add: [{ motif: "whale" }], replaces: true }],
  ])("[NE75] %s", (prompt, change) => {
    expect(readChange(prompt)).toMatchObject(change);
  });

  it("[NE76] what is called *the* or *its* is there already", () => {
    for (const prompt of ["make the fox bigger", "turn its cat blue", "change the house", "make the castle darker"]) {
      expect(readChange(prompt).add, prompt).toEqual([]);
    }
  });

  it("[NE75] gives a colour to the noun beside it, before or behind, and the rest to all", () => {
    const regions = (prompt: string) => readChange(prompt).recolour.map(({ region }) => region);
    expect(regions("make the sky pink")).toEqual(["sky"]);
    expect(regions("a golden sky over green water")).toEqual(["sky", "water"]);
    expect(regions("make the fox blue")).toEqual([{ motif: "fox" }]);
    expect(regions("give her blue hair")).toEqual(["hair"]);
    const whole = readChange("in shades of blue and gold");
    expect(whole.recolour).toEqual([]);
    expect(whole.tints.map(({ h }) => h)).toEqual([258, 88]);
  });
});
