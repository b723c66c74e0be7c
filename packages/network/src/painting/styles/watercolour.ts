import type { Canvas } from "@napi-rs/canvas";
import type { Dice } from "../../dice.ts";
import { eachPixel } from "../canvas/each-pixel.ts";
import { layPlain, openSheet, type Pixels } from "../canvas/sheet.ts";
import { type Rgb, rgb } from "../colour.ts";
import { createNoise, layered, type Noise } from "../noise.ts";
import type { Picture } from "../picture.ts";

/** Washes on wet paper: edges wander, pigment gathers where a wash ends and in the hollows of the paper, the rim stays white. */
export function watercolour(picture: Picture, pixels: Pixels, dice: Dice): Canvas {
  const plain = openSheet(pixels);
  layPlain(plain.brush, picture);
  return washed(plain.sheet, rgb(picture.palette.paper), dice);
}

/** Which pixels are wanted: a part of a sheet is painted sooner than all of it. */
export type Where = (index: number) => boolean;

/** Any sheet, as if it had been washed onto this paper. */
export function washed(plain: Canvas, paper: Rgb, dice: Dice, where: Where = () => true): Canvas {
  const { width, height } = plain;
  const { sheet, brush, unit } = openSheet({ width, height });
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.filter = `blur(${(unit * 0.0035).toFixed(2)}px)`;
  brush.drawImage(plain, 0, 0);
  brush.filter = "none";

  const source = plain.getContext("2d").getImageData(0, 0, width, height).data;
  const soft = brush.getImageData(0, 0, width, height).data;
  const [warp, pigment, tooth] = [
    createNoise(dice.whole(1e9)),
    createNoise(dice.whole(1e9)),
    createNoise(dice.whole(1e9)),
  ];
  const wet = { source, soft, paper, warp, pigment, tooth, unit };
  eachPixel(sheet, (bytes) => {
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) if (where(y * width + x)) dry(bytes, width, height, x, y, wet);
    }
  });
  return sheet;
}

type Wet = {
  readonly source: Uint8ClampedArray;
  readonly soft: Uint8ClampedArray;
  readonly paper: Rgb;
  readonly warp: Noise;
  readonly pigment: Noise;
  readonly tooth: Noise;
  readonly unit: number;
};

function dry(bytes: Uint8ClampedArray, width: number, height: number, x: number, y: number, wet: Wet): void {
  const { source, soft, paper, warp, pigment, tooth, unit } = wet;
  const u = x / unit;
  const v = y / unit;
  const slow = u * 9;
  const fast = u * 46;
  const bend = unit * 0.0085;
  const sx = x + (warp(slow, v * 9) * 1.2 + warp(fast, v * 46) * 0.45) * bend;
  const sy = y + (warp(slow + 80, v * 9 + 31) * 1.2 + warp(fast + 12, v * 46 + 57) * 0.45) * bend;
  const from = (hold(sy, height) * width + hold(sx, width)) * 4;
  const to = (y * width + x) * 4;

  const body = 1 - 0.3 * layered(pigment, u * 5.5, v * 5.5, 3);
  const grainy = 1 + 0.1 * tooth(u * 150, v * 150);
  const rim = rimOf(u, v, width / unit, height / unit, warp);
  for (let channel = 0; channel < 3; channel += 1) {
    const sharp = source[from + channel] ?? 0;
    const blurred = soft[from + channel] ?? 0;
    const white = paper[channel] ?? 255;
    // Where a wash ends it dries darker: the sharp edge minus its blur, never lighter.
    const edge = Math.min(0, sharp - blurred) * 0.85 - Math.abs(sharp - blurred) * 0.2;
    const thickness = Math.min(1.25, 0.86 * body * grainy) * rim;
    bytes[to + channel] = white + (sharp + edge - white) * thickness;
  }
  bytes[to + 3] = 255;
}

const hold = (value: number, limit: number) => Math.min(limit - 1, Math.max(0, Math.round(value)));

/** How much paint reaches this point: none at the rim, all inside, over an edge that the brush left. */
function rimOf(u: number, v: number, width: number, height: number, warp: Noise): number {
  const inside = Math.min(u, v, width - u, height - v) - 0.03;
  const ragged = inside + 0.022 * warp(u * 14 + 5, v * 14 + 9) + 0.012 * warp(u * 52, v * 52);
  return Math.min(1, Math.max(0, ragged / 0.012));
}
