import type { Canvas } from "@napi-rs/canvas";
import type { Dice } from "../../dice.ts";
import { grain } from "../canvas/grain.ts";
import { type Brush, openSheet, type Pixels, trace } from "../canvas/sheet.ts";
import { type Colour, css, lighter, mix } from "../colour.ts";
import { boundsOf } from "../outline.ts";
import { isHaze, type Picture, type Shape } from "../picture.ts";

/** A printed poster: every colour becomes the nearest of a few inks; half-tones are dots; a margin of bare paper. */
export function poster(picture: Picture, pixels: Pixels, dice: Dice): Canvas {
  const { sheet, brush, unit } = openSheet(pixels);
  const { width, height, palette } = picture;
  const inks = inksOf(picture);
  const margin = 0.045;

  brush.fillStyle = css(palette.paper);
  brush.fillRect(0, 0, width, height);
  brush.save();
  brush.beginPath();
  brush.rect(margin, margin, width - 2 * margin, height - 2 * margin);
  brush.clip();
  sky(brush, picture, dice);
  for (const shape of picture.shapes) print(brush, shape, inks);
  halftone(brush, picture, unit);
  brush.restore();
  brush.strokeStyle = css(palette.dark);
  brush.lineWidth = 0.005;
  brush.strokeRect(margin, margin, width - 2 * margin, height - 2 * margin);
  grain(sheet, dice, { fine: 9, slow: 5 });
  return sheet;
}

export function inksOf({ palette, shapes }: Picture): readonly Colour[] {
  const { sky, light, land, bloom, water, dark, accent, paper } = palette;
  const things = shapes.filter(({ part }) => part === "subject").map(({ fill }) => fill);
  return [
    ...sky,
    light,
    land,
    mix(land, dark, 0.35),
    mix(land, dark, 0.7),
    mix(land, sky[2], 0.5),
    bloom,
    water,
    lighter(water, 0.12),
    dark,
    accent,
    paper,
    ...things,
  ];
}

function nearest(inks: readonly Colour[], to: Colour): Colour {
  const plane = ({ c, h }: Colour) => [c * Math.cos((h * Math.PI) / 180), c * Math.sin((h * Math.PI) / 180)] as const;
  const [a, b] = plane(to);
  let [best, distance] = [to, Number.POSITIVE_INFINITY];
  for (const ink of inks) {
    const [x, y] = plane(ink);
    const far = (ink.l - to.l) ** 2 + 2 * (x - a) ** 2 + 2 * (y - b) ** 2;
    if (far < distance) [best, distance] = [ink, far];
  }
  return best;
}

export function print(brush: Brush, shape: Shape, inks: readonly Colour[]): void {
  const { outline, fill, fade, line, alpha = 1, part } = shape;
  if (isHaze(shape) || (part === "star" && boundsOf(outline).right - boundsOf(outline).left < 0.004)) return;
  brush.globalAlpha = alpha > 0.5 ? 1 : alpha * 1.4;
  const ink = css(part === "mist" ? fill : nearest(inks, fade && part !== "building" ? mix(fill, fade, 0.3) : fill));
  if (line === undefined) {
    brush.fillStyle = ink;
    trace(brush, outline);
    brush.fill();
  } else {
    brush.strokeStyle = ink;
    brush.lineWidth = line * 1.15;
    trace(brush, outline, false);
    brush.stroke();
  }
  brush.globalAlpha = 1;
}

/** Flat bands; around the light, rays or rings. */
function sky(brush: Brush, { width, height, palette, light }: Picture, dice: Dice): void {
  const bands = 6;
  for (let band = 0; band < bands; band += 1) {
    const at = band / (bands - 1);
    brush.fillStyle = css(
      at < 0.5 ? mix(palette.sky[0], palette.sky[1], at * 2) : mix(palette.sky[1], palette.sky[2], at * 2 - 1),
    );
    brush.fillRect(0, (height * 0.66 * band) / bands, width, height);
  }
  if (light.kind === "none") return;
  const { x, y, radius } = light;
  if (dice.chance(0.5)) {
    const rays = 18;
    brush.fillStyle = css(palette.light, 0.2);
    for (let ray = 0; ray < rays; ray += 1) {
      const [from, to] = [(ray / rays) * 2 * Math.PI, ((ray + 0.5) / rays) * 2 * Math.PI];
      trace(brush, [
        [x, y],
        [x + 3 * Math.cos(from), y + 3 * Math.sin(from)],
        [x + 3 * Math.cos(to), y + 3 * Math.sin(to)],
      ]);
      brush.fill();
    }
  } else {
    for (const ring of [3.4, 2.6, 1.8]) {
      brush.fillStyle = css(palette.light, 0.22);
      brush.beginPath();
      brush.arc(x, y, radius * ring, 0, 2 * Math.PI);
      brush.fill();
    }
  }
  brush.fillStyle = css(palette.light);
  brush.beginPath();
  brush.arc(x, y, radius * 1.15, 0, 2 * Math.PI);
  brush.fill();
}

/** Dots that grow towards the foot of the sheet. */
export function halftone(brush: Brush, { width, height, palette }: Picture, unit: number): void {
  const step = 0.014;
  brush.fillStyle = css(palette.dark, 0.22);
  brush.beginPath();
  for (let y = height * 0.62, row = 0; y < height; y += step * 0.87, row += 1) {
    const size = (step * 0.42 * (y - height * 0.62)) / (height * 0.38);
    if (size * unit < 0.3) continue;
    for (let x = row % 2 ? step / 2 : 0; x < width; x += step) {
      brush.moveTo(x + size, y);
      brush.arc(x, y, size, 0, 2 * Math.PI);
    }
  }
  brush.fill();
}
