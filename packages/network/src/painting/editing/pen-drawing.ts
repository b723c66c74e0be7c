import type { Canvas } from "@napi-rs/canvas";
import type { Dice } from "../../dice.ts";
import { eachPixel } from "../canvas/each-pixel.ts";
import { openSheet } from "../canvas/sheet.ts";
import { rgb } from "../colour.ts";
import { createNoise } from "../noise.ts";
import type { Picture } from "../picture.ts";
import { soft } from "./each-colour.ts";
import { edgesOf } from "./edges-of.ts";

/** A picture as pen and ink: lines where its colours meet, hatching where it is dark, a thin wash of its strongest colours. */
export function penDrawing(base: Canvas, { palette }: Picture, dice: Dice): Canvas {
  const { sheet, brush, unit } = openSheet(base);
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.filter = `blur(${(unit * 0.004).toFixed(2)}px)`;
  brush.drawImage(base, 0, 0);
  brush.filter = "none";
  const [paper, ink] = [rgb({ ...palette.paper, l: 0.97 }), rgb({ l: 0.22, c: 0.03, h: palette.dark.h })];
  const hand = createNoise(dice.whole(1e9));
  eachPixel(sheet, (bytes, width, height) => {
    const edges = edgesOf(bytes, width, height, Math.max(1, Math.round(unit / 400)));
    const apart = Math.max(4, unit * 0.0125);
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const index = y * width + x;
        const at = index * 4;
        const [red, green, blue] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
        const tone = (0.3 * red + 0.59 * green + 0.11 * blue) / 255;
        const strong = (Math.max(red, green, blue) - Math.min(red, green, blue)) / 255;
        const tremble = hand(x / 19, y / 19) * 1.6;
        const line = soft(26, 62, edges[index] ?? 0);
        const one = hatch((x + y * 0.62 + tremble) / apart, 0.62 - tone, 0.5);
        const other = hatch((x * 0.55 - y + tremble) / apart, 0.36 - tone, 0.6);
        const black = Math.min(0.94, Math.max(line, one, other, soft(0.16, 0.08, tone) * 0.9));
        const wash = 0.16 + 0.4 * soft(0.3, 0.62, strong);
        for (let channel = 0; channel < 3; channel += 1) {
          const white = paper[channel] ?? 255;
          const washed = white + (Math.max(110, bytes[at + channel] ?? 0) - white) * wash;
          bytes[at + channel] = washed + ((ink[channel] ?? 0) - washed) * black;
        }
        bytes[at + 3] = 255;
      }
    }
  });
  return sheet;
}

/** The darker, the broader the stroke of a row of parallel ones. */
function hatch(position: number, darkness: number, strength: number): number {
  if (darkness <= 0) return 0;
  const off = Math.abs(position - Math.floor(position) - 0.5) * 2;
  const broad = 0.12 + Math.min(0.4, darkness * 0.9);
  return soft(broad + 0.14, broad - 0.06, off) * (strength + darkness * 0.4);
}
