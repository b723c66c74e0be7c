import type { Canvas } from "@napi-rs/canvas";
import { createDice, type Dice } from "../dice.ts";
import { pngOf } from "./canvas/png.ts";
import type { Pixels } from "./canvas/sheet.ts";
import { compose } from "./compose.ts";
import { signatureOf } from "./maker.ts";
import type { Picture } from "./picture.ts";
import { previewsOf } from "./previews.ts";
import { readPrompt } from "./reading/read-prompt.ts";
import type { Commission, Painting } from "./renderer.ts";
import { ink } from "./styles/ink.ts";
import { neon } from "./styles/neon.ts";
import { oil } from "./styles/oil.ts";
import { papercut } from "./styles/papercut.ts";
import { pixel } from "./styles/pixel.ts";
import { poster } from "./styles/poster.ts";
import { watercolour } from "./styles/watercolour.ts";
import type { PaintStyle } from "./styles.ts";

const styles: Readonly<Record<PaintStyle, (picture: Picture, pixels: Pixels, dice: Dice) => Canvas>> = {
  ink,
  neon,
  oil,
  papercut,
  pixel,
  poster,
  watercolour,
};

/** The same style, prompt, seed and size give the same bytes. */
export function paint(commission: Commission): Painting {
  const { style, prompt, seed, width, height, previews } = commission;
  const dice = createDice(style, prompt.trim().toLowerCase(), seed);
  const scene = readPrompt(prompt, dice);
  const picture = compose(scene, { width, height }, dice);
  const sheet = styles[style](picture, { width, height }, dice);
  const png = pngOf(sheet, signatureOf({ style, setting: scene.setting }));
  return { png, previews: previewsOf(sheet, previews, dice).map((preview) => pngOf(preview)) };
}
