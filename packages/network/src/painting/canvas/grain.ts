import type { Canvas } from "@napi-rs/canvas";
import type { Dice } from "../../dice.ts";
import { createNoise } from "../noise.ts";
import { eachPixel } from "./each-pixel.ts";

/** Paper or print: fine specks, and a slow unevenness under them. Strengths are in steps of 255. */
export function grain(
  sheet: Canvas,
  dice: Dice,
  { fine, slow }: { readonly fine: number; readonly slow: number },
): void {
  const noise = createNoise("grain", dice.whole(1e9));
  const specks = Float32Array.from({ length: 4096 }, () => dice.between(-1, 1));
  eachPixel(sheet, (bytes, width, height) => {
    let speck = dice.whole(4096);
    for (let y = 0; y < height; y += 1) {
      speck = (speck + 1733) & 4095;
      for (let x = 0; x < width; x += 1) {
        const at = (y * width + x) * 4;
        const shift = (specks[(speck + x * 7) & 4095] ?? 0) * fine + noise(x / 46, y / 46) * slow;
        bytes[at] = (bytes[at] ?? 0) + shift;
        bytes[at + 1] = (bytes[at + 1] ?? 0) + shift;
        bytes[at + 2] = (bytes[at + 2] ?? 0) + shift;
      }
    }
  });
}
