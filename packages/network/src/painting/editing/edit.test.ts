import { createHash } from "node:crypto";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { beforeAll, describe, expect, it } from "vitest";
import { makerOf } from "../maker.ts";
import { paint } from "../paint.ts";
import { type PaintStyle, paintStyles } from "../styles.ts";
import { edit } from "./edit.ts";
import { UnreadableReferenceError } from "./reference.ts";

const size = 192;
const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const painted = (style: PaintStyle, prompt: string) =>
  paint({ style, prompt, width: size, height: size, seed: 3, previews: 0 }).png;
const changed = async (style: PaintStyle, prompt: string, reference: Uint8Array, seed = 1) =>
  (await edit({ style, prompt, width: size, height: size, seed, previews: 0 }, reference)).png;

type Grey = { readonly tones: Float32Array; readonly colour: readonly [number, number, number] };

/** An eye of the test's own: tones and mean colour, decoded by the canvas and not by what is tested. */
async function seen(png: Uint8Array, part: readonly [number, number, number, number] = [0, 0, 1, 1]): Promise<Grey> {
  const sheet = createCanvas(size, size);
  const brush = sheet.getContext("2d");
  brush.drawImage(await loadImage(Buffer.from(png)), 0, 0, size, size);
  const [left, top, right, bottom] = part.map((side) => Math.round(side * size)) as [number, number, number, number];
  const { data } = brush.getImageData(left, top, right - left, bottom - top);
  const count = data.length / 4;
  const colour: [number, number, number] = [0, 0, 0];
  const tones = new Float32Array(count);
  for (let index = 0; index < count; index += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(index * 4, index * 4 + 3);
    tones[index] = 0.3 * red + 0.59 * green + 0.11 * blue;
    colour[0] += red / count;
    colour[1] += green / count;
    colour[2] += blue / count;
  }
  return { tones, colour };
}

const brightness = ({ tones }: Grey) => tones.reduce((sum, tone) => sum + tone, 0) / tones.length;

/** How alike two pictures change from place to place, seen from afar: 1 the same, 0 unrelated. */
function likeness(a: Grey, b: Grey): number {
  const [one, other] = [steps(a.tones), steps(b.tones)];
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [ma, mb] = [mean(one), mean(other)];
  let [ab, aa, bb] = [0, 0, 0];
  one.forEach((value, index) => {
    const [x, y] = [value - ma, (other[index] ?? 0) - mb];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  });
  return ab / Math.sqrt(aa * bb);
}

/** Where tones change, from so far away that strokes, dots and dither are gone. */
function steps(tones: Float32Array): readonly number[] {
  const cells = 32;
  const means = Array.from({ length: cells * cells }, () => 0);
  const pixels = size / cells;
  tones.forEach((tone, index) => {
    const cell = Math.floor(Math.floor(index / size) / pixels) * cells + Math.floor((index % size) / pixels);
    means[cell] = (means[cell] ?? 0) + tone / pixels ** 2;
  });
  const rim = 5;
  return means.flatMap((mean, index) => {
    const [column, row] = [index % cells, Math.floor(index / cells)];
    // Frames are alike whatever they frame.
    const isInside = Math.min(column, row) >= rim && Math.max(column, row) < cells - rim;
    return isInside ? [Math.hypot(mean - (means[index + 1] ?? 0), mean - (means[index + cells] ?? 0))] : [];
  });
}

let meadow: Uint8Array;
let sea: Uint8Array;
beforeAll(() => {
  meadow = painted("poster", "a house in a green meadow at noon");
  sea = painted("papercut", "a sailboat on the sea at noon");
});

describe("a picture that is changed", () => {
  it.each(paintStyles)("[NE73] %s: the same bytes for the same words, seed, size and picture", async (style) => {
    for (const reference of [painted(style, "a red fox in a forest"), sea]) {
      const words = "make it night, add a cat";
      expect(digest(await changed(style, words, reference))).toBe(digest(await changed(style, words, reference)));
    }
  });

  it("[NE73] other bytes for other words, another seed, size, style or picture", async () => {
    const all = [
      await changed("papercut", "add a whale", sea),
      await changed("papercut", "add a rocket", sea),
      await changed("papercut", "add a whale", sea, 2),
      await changed("papercut", "add a whale", meadow),
      await changed("oil", "add a whale", sea),
      (await edit({ style: "papercut", prompt: "add a whale", width: 256, height: 192, seed: 1, previews: 0 }, sea))
        .png,
    ];
    expect(new Set(all.map(digest)).size).toBe(all.length);
  });

  it.each([
    ["poster", "make it night"],
    ["poster", "in autumn"],
    ["poster", "make it blue"],
    ["watercolour", "warmer"],
    ["oil", "at sunset"],
    ["pixel", "darker"],
    ["papercut", "make it dreamy"],
    ["ink", "make it better"],
    ["neon", "make it better"],
  ] as const)(
    "[NE74] by %s with %j keeps its composition: more like itself than like another picture",
    async (style, words) => {
      const result = await seen(await changed(style, words, meadow));
      const [own, other] = [
        likeness(result, await seen(meadow)),
        likeness(result, await seen(painted("poster", "a whale in the sea"))),
      ];
      expect(own).toBeGreaterThan(0.35);
      expect(own).toBeGreaterThan(other + 0.2);
    },
  );

  it("[NE75] does what the words say about light and air", async () => {
    const before = await seen(meadow, [0.1, 0.1, 0.9, 0.9]);
    const after = async (words: string) => seen(await changed("poster", words, meadow), [0.1, 0.1, 0.9, 0.9]);
    const [night, fog, warm, cold, dark, bright, grey] = await Promise.all(
      ["make it night", "add fog", "warmer", "cooler", "darker", "brighter", "in black-and-white"].map(after),
    );
    if (!night || !fog || !warm || !cold || !dark || !bright || !grey) throw new Error("unreachable");
    expect(brightness(night)).toBeLessThan(brightness(before) * 0.65);
    expect(brightness(dark)).toBeLessThan(brightness(before) - 12);
    expect(brightness(bright)).toBeGreaterThan(brightness(before) + 8);
    const contrast = (picture: Grey) => {
      const mean = brightness(picture);
      return Math.sqrt(picture.tones.reduce((sum, tone) => sum + (tone - mean) ** 2, 0) / picture.tones.length);
    };
    expect(contrast(fog)).toBeLessThan(contrast(before) * 0.75);
    const warmth = ({ colour: [red, , blue] }: Grey) => red - blue;
    expect(warmth(warm)).toBeGreaterThan(warmth(before) + 10);
    expect(warmth(cold)).toBeLessThan(warmth(before) - 10);
    const [red, green, blue] = grey.colour;
    expect(Math.max(red, green, blue) - Math.min(red, green, blue)).toBeLessThan(8);
  });

  it("[NE75] gives green another colour in autumn and white in snow, and the sky its own colour when that is asked", async () => {
    const lawn = [0.1, 0.82, 0.35, 0.92] as const;
    const greenness = ({ colour: [red, green, blue] }: Grey) => green - (red + blue) / 2;
    const before = await seen(meadow, lawn);
    expect(greenness(before)).toBeGreaterThan(5);
    const autumn = await seen(await changed("poster", "make it autumn", meadow), lawn);
    expect(autumn.colour[0]).toBeGreaterThan(autumn.colour[1]);
    expect(brightness(await seen(await changed("poster", "cover it in snow", meadow), lawn))).toBeGreaterThan(
      brightness(before) + 20,
    );

    const sky = [0.1, 0.08, 0.9, 0.16] as const;
    const [pink, ground] = [await changed("poster", "make the sky pink", meadow), [0.1, 0.85, 0.9, 0.92] as const];
    const [red, green] = (await seen(pink, sky)).colour;
    expect(red).toBeGreaterThan(green + 25);
    expect(Math.abs(brightness(await seen(pink, ground)) - brightness(await seen(meadow, ground)))).toBeLessThan(4);
  });

  it.each(["papercut", "poster", "ink", "watercolour"] as const)(
    "[NE76] %s: an added thing is drawn on the side that was named and leaves the other alone; one that is there is not",
    async (style) => {
      const own = painted(style, "a house in a green meadow at noon");
      const different = async (png: Uint8Array, left: number, right: number) => {
        const [a, b] = [await seen(own, [left, 0, right, 1]), await seen(png, [left, 0, right, 1])];
        return a.tones.filter((tone, index) => Math.abs(tone - (b.tones[index] ?? 0)) > 24).length / a.tones.length;
      };
      const added = await changed(style, "add a black cat on the left", own);
      expect(await different(added, 0, 0.5)).toBeGreaterThan(0.02);
      expect(await different(added, 0.6, 1)).toBeLessThan(0.01);
      expect(await different(await changed(style, "make the house a little warmer", own), 0.6, 1)).toBeLessThan(0.02);
    },
  );

  it("[NE77] by another model is drawn in that model's style", async () => {
    const colours = async (png: Uint8Array) => {
      const sheet = createCanvas(size, size);
      sheet.getContext("2d").drawImage(await loadImage(Buffer.from(png)), 0, 0);
      return new Set(new Uint32Array(sheet.getContext("2d").getImageData(0, 0, size, size).data.buffer)).size;
    };
    const pixels = await changed("pixel", "warmer", painted("oil", "a house in a green meadow"));
    expect(await colours(pixels)).toBeLessThanOrEqual(16);
    expect(brightness(await seen(await changed("neon", "warmer", meadow)))).toBeLessThan(90);
    expect(makerOf(pixels)).toEqual({ style: "pixel", setting: "meadow" });
  });

  it("[NE78] says who painted it and where it is set, and nothing of its words", () => {
    expect(makerOf(sea)).toEqual({ style: "papercut", setting: "sea" });
    expect(makerOf(createCanvas(8, 8).toBuffer("image/png"))).toBeNull();
    expect(Buffer.from(sea).toString("latin1")).not.toMatch(/sailboat|noon/);
  });

  it("[NE72] cannot be made of pixels that nobody can decode", async () => {
    const broken = Uint8Array.from(sea);
    broken.fill(7, 120, 400);
    await expect(changed("papercut", "night", broken)).rejects.toThrow(UnreadableReferenceError);
  });

  it.each(["", "漢字", "🦊", "a".repeat(2_000), "constructor __proto__"])(
    "[NE75] takes any words (%j), and shows that it was asked",
    async (words) => {
      expect(digest(await changed("poster", words, meadow))).not.toBe(digest(meadow));
    },
  );
});
