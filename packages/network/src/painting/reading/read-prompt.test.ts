import { describe, expect, it } from "vitest";
import { createDice } from "../../dice.ts";
import { readPrompt } from "./read-prompt.ts";

const read = (prompt: string) => readPrompt(prompt, createDice(prompt));

describe("what a prompt asks to see", () => {
  it.each([
    ["a sunset over the sea with a sailboat", { setting: "sea", time: "sunset", subjects: [{ motif: "boat" }] }],
    ["Snowy mountains at dawn", { setting: "mountains", time: "dawn", weather: "snow" }],
    ["neon city at night in the rain", { setting: "city", time: "night", weather: "rain", mood: "vivid" }],
    ["portrait of a woman in autumn", { setting: "portrait", season: "autumn" }],
    ["THREE BIRDS in a foggy forest", { setting: "forest", weather: "fog", subjects: [{ motif: "bird", count: 3 }] }],
    ["café table with a cup of coffee", { setting: "interior", subjects: [{ motif: "cup" }] }],
  ])("[NE55] %s", (prompt, scene) => {
    expect(read(prompt)).toMatchObject(scene);
  });

  it("[NE55] gives a colour to the thing it stands before, and other colours to the whole", () => {
    const { subjects, tints } = read("a blue cat in a green field");
    expect(subjects[0]?.colour?.h).toBeCloseTo(258);
    expect(tints.map(({ h }) => h)).toEqual([145]);
  });

  it("[NE55] counts and sizes what is said to be many, huge or tiny", () => {
    expect(read("two tiny robots").subjects).toMatchObject([{ motif: "robot", count: 2, size: 0.6 }]);
    expect(read("a giant whale").subjects).toMatchObject([{ motif: "whale", count: 1, size: 1.6 }]);
  });

  it("[NE55] puts a thing where it is at home when the prompt names no place", () => {
    expect(read("a whale").setting).toMatch(/underwater|sea/);
    expect(read("an astronaut").setting).toBe("space");
  });
});
