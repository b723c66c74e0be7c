import { type Canvas, createCanvas } from "@napi-rs/canvas";
import type { Dice } from "../dice.ts";
import { eachPixel } from "./canvas/each-pixel.ts";

/** The longer side of a preview, in pixels: it travels as text in a stream. */
const previewSide = 160;

/** What a picture looks like on its way: coarse and noisy at first, at the last step nearly there. */
export function previewsOf(sheet: Canvas, count: number, dice: Dice): readonly Canvas[] {
  const factor = previewSide / Math.max(sheet.width, sheet.height);
  const [width, height] = [Math.round(sheet.width * factor), Math.round(sheet.height * factor)];
  return Array.from({ length: count }, (_, index) => {
    const sharpness = (index + 1) / count;
    const coarse = scaled(sheet, Math.max(3, width * sharpness ** 2.2), Math.max(3, height * sharpness ** 2.2));
    // Speckled while it is coarse: fine noise would not compress, and previews travel as text.
    speckle(coarse, 70 * (1 - sharpness) ** 1.5, dice);
    return scaled(coarse, width, height);
  });
}

function scaled(from: Canvas, toWidth: number, toHeight: number): Canvas {
  const sheet = createCanvas(Math.round(toWidth), Math.round(toHeight));
  const brush = sheet.getContext("2d");
  brush.imageSmoothingQuality = "high";
  brush.drawImage(from, 0, 0, sheet.width, sheet.height);
  return sheet;
}

function speckle(sheet: Canvas, strength: number, dice: Dice): void {
  if (strength < 1) return;
  eachPixel(sheet, (bytes) => {
    for (let at = 0; at < bytes.length; at += 4) {
      const shift = dice.between(-strength, strength);
      for (let channel = 0; channel < 3; channel += 1) bytes[at + channel] = (bytes[at + channel] ?? 0) + shift;
    }
  });
}
