import { type Canvas, createCanvas } from "@napi-rs/canvas";
import type { Dice } from "../../dice.ts";
import { type Brush, byThing, lay, layLight, laySky, openSheet, type Pixels, trace } from "../canvas/sheet.ts";
import { type Colour, css, lighter, mix, type Rgb, rgb } from "../colour.ts";
import { boundsOf } from "../outline.ts";
import { isHaze, type Picture } from "../picture.ts";

/** How many pixels of the old kind the shorter side has. */
const resolution = 104;

/** Pixel art: drawn small, reduced to sixteen colours with an ordered dither, things with a dark outline, enlarged without smoothing. */
export function pixel(picture: Picture, pixels: Pixels, _dice: Dice): Canvas {
  const small = smallOf(pixels);
  const { sheet, brush } = openSheet(small);
  laySky(brush, picture);
  layLight(brush, picture);
  dotAll(brush, picture);
  reduce(sheet, sixteen(picture));
  return enlarged(sheet, pixels);
}

export function smallOf({ width, height }: Pixels): Pixels {
  const factor = resolution / Math.min(width, height);
  return { width: Math.round(width * factor), height: Math.round(height * factor) };
}

export function enlarged(sheet: Canvas, { width, height }: Pixels): Canvas {
  const large = createCanvas(width, height);
  const enlarge = large.getContext("2d");
  enlarge.imageSmoothingEnabled = false;
  enlarge.drawImage(sheet, 0, 0, width, height);
  return large;
}

/** Things with a dark outline; lines that would be thinner than a pixel are as thick as one. */
export function dotAll(brush: Brush, picture: Picture): void {
  for (const group of byThing(picture.shapes)) {
    if (group.length > 1) {
      brush.strokeStyle = css(picture.palette.dark);
      brush.lineWidth = 0.022;
      for (const { outline, line } of group) {
        if (line !== undefined) continue;
        trace(brush, outline);
        brush.stroke();
      }
    }
    for (const shape of group) {
      if (isHaze(shape)) continue;
      lay(brush, shape.line === undefined ? shape : { ...shape, line: Math.max(0.009, shape.line) });
    }
  }
}

/** Sixteen colours of this picture: sky, land, water, things. */
function sixteen({ palette, shapes }: Picture): readonly Rgb[] {
  const { sky, light, land, bloom, water, dark, accent } = palette;
  const things = new Map<string, { readonly fill: Colour; area: number }>();
  for (const { part, fill, outline } of shapes) {
    if (part !== "subject") continue;
    const { left, top, right, bottom } = boundsOf(outline);
    const known = things.get(css(fill)) ?? { fill, area: 0 };
    known.area += (right - left) * (bottom - top);
    things.set(css(fill), known);
  }
  const own = [...things.values()]
    .sort((a, b) => b.area - a.area)
    .slice(0, 7)
    .map(({ fill }) => fill);
  const scenery = [
    dark,
    mix(land, dark, 0.5),
    land,
    lighter(land, 0.13),
    sky[0],
    sky[1],
    sky[2],
    light,
    water,
    mix(water, dark, 0.4),
    accent,
    bloom,
    mix(land, sky[2], 0.5),
    mix(sky[0], sky[1], 0.5),
    lighter(sky[2], 0.06),
    mix(dark, sky[0], 0.4),
  ];
  return [...own, ...scenery].slice(0, 16).map(rgb);
}

const bayer = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

export function reduce(sheet: Canvas, colours: readonly Rgb[]): void {
  const brush = sheet.getContext("2d");
  const image = brush.getImageData(0, 0, sheet.width, sheet.height);
  const bytes = image.data;
  for (let index = 0; index < sheet.width * sheet.height; index += 1) {
    const [x, y] = [index % sheet.width, Math.floor(index / sheet.width)];
    const shift = ((bayer[(y % 4) * 4 + (x % 4)] ?? 0) / 16 - 0.47) * 34;
    const at = index * 4;
    const [red, green, blue] = closest(
      colours,
      (bytes[at] ?? 0) + shift,
      (bytes[at + 1] ?? 0) + shift,
      (bytes[at + 2] ?? 0) + shift,
    );
    bytes[at] = red;
    bytes[at + 1] = green;
    bytes[at + 2] = blue;
    bytes[at + 3] = 255;
  }
  brush.putImageData(image, 0, 0);
}

function closest(colours: readonly Rgb[], red: number, green: number, blue: number): Rgb {
  let [best, distance]: [Rgb, number] = [[0, 0, 0], Number.POSITIVE_INFINITY];
  for (const colour of colours) {
    const far = 2 * (colour[0] - red) ** 2 + 4 * (colour[1] - green) ** 2 + 3 * (colour[2] - blue) ** 2;
    if (far < distance) [best, distance] = [colour, far];
  }
  return best;
}
