import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { paint } from "./paint.ts";
import { paintStyles } from "./styles.ts";

const commission = {
  style: "poster",
  prompt: "a red fox in an autumn forest",
  width: 192,
  height: 192,
  seed: 4,
  previews: 0,
} as const;
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const painted = (change: Partial<Parameters<typeof paint>[0]> = {}) => digest(paint({ ...commission, ...change }).png);

describe("painting", () => {
  it.each(paintStyles)("[NE51] %s: the same bytes for the same prompt, seed and size", (style) => {
    expect(painted({ style })).toBe(painted({ style }));
  });

  it("[NE51] other bytes for another prompt, seed, size or style, also for words that nobody knows", () => {
    const all = [
      {},
      { seed: 5 },
      { prompt: "a red fox in a winter forest" },
      { prompt: "zorble" },
      { prompt: "quimzat" },
      { width: 256 },
      ...paintStyles.filter((style) => style !== "poster").map((style) => ({ style })),
    ].map(painted);
    expect(new Set(all).size).toBe(all.length);
  });

  it("[NE52] has the size that was asked for, also where sides differ", () => {
    for (const [width, height] of [
      [64, 64],
      [200, 130],
      [130, 200],
    ] as const) {
      const { png } = paint({ ...commission, width, height });
      const view = new DataView(png.buffer);
      expect([view.getUint32(16), view.getUint32(20)]).toEqual([width, height]);
    }
  });

  it.each(["", "   ", "🦊🌲", "漢字", "a".repeat(2_000), "<script>", "constructor __proto__ toString"])(
    "[NE53] makes a picture of any text (%j)",
    (prompt) => {
      expect(paint({ ...commission, prompt, width: 96, height: 96 }).png.length).toBeGreaterThan(500);
    },
  );

  it("[NE54] shows previews that become sharper: each carries more detail than the one before", () => {
    const { previews } = paint({ ...commission, width: 256, height: 256, previews: 5 });
    expect(previews).toHaveLength(5);
    expect(new Set(previews.map(digest)).size).toBe(5);
    expect(previews.at(-1)?.length ?? 0).toBeGreaterThan(previews[0]?.length ?? 0);
    for (const preview of previews) expect(preview.length).toBeLessThan(60_000);
  });
});
