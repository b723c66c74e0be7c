import { expect, test } from "vitest";
import { fileNameOf } from "./file-name.ts";

test.each([
  ["A lighthouse on a cliff in morning fog, soft light", 42, "a-lighthouse-on-a-cliff-in-42.png"],
  ["Café, naïve style", 7, "cafe-naive-style-7.png"],
  ["тихая сова", 7, "тихая-сова-7.png"],
  ["../../etc/passwd", 1, "etc-passwd-1.png"],
  ["?!", 3, "picture-3.png"],
])("[IS9] a file is named after the first words and the seed: %s", (prompt, seed, name) => {
  expect(fileNameOf({ prompt, seed })).toBe(name);
});

test("[IS9] a word without end does not make a name without end", () => {
  expect(fileNameOf({ prompt: "a".repeat(500), seed: 1 })).toHaveLength(60 + "-1.png".length);
});
