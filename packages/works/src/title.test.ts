import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { titleOf } from "./title.ts";

describe("the title of a conversation", () => {
  it.each([
    ["What is a fox?", "What is a fox?"],
    ["What is a fox? And where does it live?", "What is a fox?"],
    ["Explain foxes. Be brief.", "Explain foxes."],
    ["  \n\t Explain\n foxes", "Explain"],
    ["Explain   foxes\tto me", "Explain foxes to me"],
    ["Version 3.5 of e.g. this tool. Why?", "Version 3.5 of e.g. this tool."],
    ["狐狸是什么？它住在哪里？", "狐狸是什么？"],
  ])("[WO18] of %j is its first sentence: %j", (text, title) => {
    expect(titleOf(text)).toBe(title);
  });

  it("[WO19] is cut after a whole word, and says so", () => {
    const text = "Write me a story about a fox that crosses the whole of Siberia in search of its brother";
    expect(titleOf(text)).toBe("Write me a story about a fox that crosses the whole of…");
    expect(titleOf(`${"a".repeat(59)} b`)).toBe(`${"a".repeat(59)}…`);
    expect(titleOf(`${"a".repeat(58)} b`)).toBe(`${"a".repeat(58)} b`);
  });

  it("[WO19] is cut between characters where there are no words, never inside one", () => {
    expect(titleOf("x".repeat(100))).toBe(`${"x".repeat(59)}…`);
    expect(titleOf("👩‍👩‍👧".repeat(20))).toBe(`${"👩‍👩‍👧".repeat(7)}…`);
  });

  it.each(["", "   ", "\n\n", "\u0000\u0007"])("[WO20] of nothing readable (%j) is a word of ours", (text) => {
    expect(titleOf(text)).toBe("Conversation");
  });

  it("[WO20] is one line of 1 to 60 units without control characters, whatever was said", () => {
    const words = fc.oneof(fc.string({ unit: "binary", maxLength: 200 }), fc.lorem({ maxCount: 30 }));
    fc.assert(
      fc.property(words, (text) => {
        const title = titleOf(text);
        expect(title.length).toBeGreaterThan(0);
        expect(title.length).toBeLessThanOrEqual(60);
        expect(title).not.toMatch(/\p{Cc}|\p{Surrogate}/u);
        expect(title).toBe(title.trim());
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
