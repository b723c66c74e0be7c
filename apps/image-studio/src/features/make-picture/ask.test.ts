import { describe, expect, it } from "vitest";
import { attemptOf, promptLimit, readPrompt, shapeOf } from "./ask.ts";

describe("a prompt", () => {
  it("[IS1] is sent without the white space around it", () => {
    expect(readPrompt("  an owl\n")).toEqual({ ok: true, prompt: "an owl" });
  });

  it("[IS1] is not sent while it is empty", () => {
    expect(readPrompt(" \n ")).toEqual({ ok: false, because: "empty" });
  });

  it("[IS1] is not sent when it is too long, counted as it would be sent", () => {
    expect(readPrompt(` ${"a".repeat(promptLimit)} `).ok).toBe(true);
    expect(readPrompt("a".repeat(promptLimit + 1))).toEqual({ ok: false, because: "too-long" });
  });
});

describe("an attempt", () => {
  const before = { prompt: "A quiet owl in the snow, soft light" };

  it("[IS2] is the first when nothing was asked before", () => {
    expect(attemptOf(null, before)).toBe("first");
  });

  it("[IS2] is made again when the words are the same", () => {
    expect(attemptOf(before, before)).toBe("again");
  });

  it.each([
    ["a word changed", "A quiet fox in the snow, soft light"],
    ["words added", "A quiet owl in the snow, soft light, seen from above, in four colours, with a long shadow"],
    ["words taken away", "an owl in snow"],
  ])("[IS2] is an edit with %s", (_, prompt) => {
    expect(attemptOf(before, { prompt })).toBe("edit");
  });

  it.each(["Market at night", "a market, after the rain", "!!!"])(
    "[IS2] is a new picture with other words: %s",
    (prompt) => {
      expect(attemptOf(before, { prompt })).toBe("first");
    },
  );

  it("[IS2] counts words of every script", () => {
    expect(attemptOf({ prompt: "тихая сова в снегу" }, { prompt: "тихая лиса в снегу" })).toBe("edit");
  });

  it("[IS11] is an edit when it starts from a picture, whatever its words, and made again when it did before", () => {
    const change = { prompt: "at night", from: "img_a" };
    expect(attemptOf(null, change)).toBe("edit");
    expect(attemptOf(before, change)).toBe("edit");
    expect(attemptOf(change, change)).toBe("again");
    expect(attemptOf(change, { ...change, from: "img_b" })).toBe("edit");
    expect(attemptOf(change, { prompt: "a market" })).toBe("first");
  });

  it("[IS11] of a change has the shape of its picture", () => {
    expect([shapeOf({ width: 768, height: 512 }), shapeOf({ width: 512, height: 768 })]).toEqual([
      "landscape",
      "portrait",
    ]);
    expect(shapeOf({ width: 512, height: 512 })).toBe("square");
  });
});
