import type { Canvas } from "@napi-rs/canvas";
import type { Dice } from "../../dice.ts";
import { eachPixel } from "../canvas/each-pixel.ts";
import { type Brush, layPlain, openSheet, type Pixels } from "../canvas/sheet.ts";
import { createNoise, type Noise } from "../noise.ts";
import type { Picture } from "../picture.ts";

type Pass = { readonly thick: number; readonly long: number; readonly apart: number; readonly onlyDetail: boolean };

/** Broad strokes first, finer ones where there is something to see. Sizes in parts of the shorter side. */
const passes: readonly Pass[] = [
  { thick: 0.05, long: 0.14, apart: 0.03, onlyDetail: false },
  { thick: 0.02, long: 0.065, apart: 0.0135, onlyDetail: false },
  { thick: 0.0085, long: 0.03, apart: 0.0088, onlyDetail: true },
];

/** Oil: strokes that follow the forms and, where there are none, the painter's own mood; then the light on thick paint. */
export function oil(picture: Picture, pixels: Pixels, dice: Dice): Canvas {
  const plain = openSheet(pixels);
  layPlain(plain.brush, picture);
  const { sheet, brush, unit } = openSheet(pixels);
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.drawImage(plain.sheet, 0, 0);
  const { width, height } = pixels;
  const model: Model = {
    bytes: plain.brush.getImageData(0, 0, width, height).data,
    width,
    height,
    unit,
    mood: createNoise(dice.whole(1e9)),
  };
  for (const pass of passes) strokes(brush, model, pass, dice);
  varnish(sheet, unit);
  return sheet;
}

type Model = {
  readonly bytes: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
  readonly unit: number;
  readonly mood: Noise;
};

function strokes(brush: Brush, model: Model, { thick, long, apart, onlyDetail }: Pass, dice: Dice): void {
  const { unit, width, height } = model;
  const step = apart * unit;
  const places: (readonly [number, number])[] = [];
  for (let y = 0; y < height + step; y += step) {
    for (let x = 0; x < width + step; x += step)
      places.push([x + dice.between(-0.6, 0.6) * step, y + dice.between(-0.6, 0.6) * step]);
  }
  for (const [x, y] of mixedUp(places, dice)) {
    const slope = slopeAt(model, x, y, Math.max(2, thick * unit * 0.4));
    if (onlyDetail && slope.steep < 14) continue;
    const angle = slope.steep > 9 ? slope.along : model.mood((x / unit) * 2.6, (y / unit) * 2.6) * 1.5;
    const length = long * unit * dice.between(0.5, 1) * (slope.steep > 30 ? 0.55 : 1);
    drag(brush, model, { x, y, angle, length, thick: thick * unit * dice.between(0.6, 1.05) }, dice);
  }
}

type Stroke = {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly length: number;
  readonly thick: number;
};

/** One stroke: its body, and two bristles that took a little more light or dark. */
function drag(brush: Brush, model: Model, { x, y, angle, length, thick }: Stroke, dice: Dice): void {
  const [red, green, blue] = colourAt(model, x, y);
  const shift = dice.between(-9, 9);
  const [dx, dy] = [Math.cos(angle) * length * 0.5, Math.sin(angle) * length * 0.5];
  const bend = dice.between(-0.16, 0.16) * length;
  const line = (offset: number, wide: number, lift: number) => {
    const [ox, oy] = [(-dy / length) * offset * 2, (dx / length) * offset * 2];
    brush.strokeStyle = `rgb(${held(red + lift)},${held(green + lift)},${held(blue + lift)})`;
    brush.lineWidth = wide;
    brush.beginPath();
    brush.moveTo(x - dx + ox, y - dy + oy);
    brush.quadraticCurveTo(x + ox - (dy / length) * bend, y + oy + (dx / length) * bend, x + dx + ox, y + dy + oy);
    brush.stroke();
  };
  line(0, thick, shift);
  if (thick > 4) {
    line(thick * dice.between(0.12, 0.34), thick * 0.16, shift + 13);
    line(-thick * dice.between(0.12, 0.34), thick * 0.16, shift - 13);
  }
}

const held = (value: number) => Math.round(Math.min(255, Math.max(0, value)));

function offsetAt({ width, height }: Model, x: number, y: number): number {
  const [px, py] = [Math.min(width - 1, Math.max(0, Math.round(x))), Math.min(height - 1, Math.max(0, Math.round(y)))];
  return (py * width + px) * 4;
}

function colourAt(model: Model, x: number, y: number): readonly [number, number, number] {
  const at = offsetAt(model, x, y);
  return [model.bytes[at] ?? 0, model.bytes[at + 1] ?? 0, model.bytes[at + 2] ?? 0];
}

/** How steep the picture is here, and the direction along which it does not change: strokes follow that. */
function slopeAt(
  model: Model,
  x: number,
  y: number,
  reach: number,
): { readonly steep: number; readonly along: number } {
  const tone = (px: number, py: number) => {
    const [red, green, blue] = colourAt(model, px, py);
    return 0.3 * red + 0.59 * green + 0.11 * blue;
  };
  const gx = tone(x + reach, y) - tone(x - reach, y);
  const gy = tone(x, y + reach) - tone(x, y - reach);
  return { steep: Math.hypot(gx, gy), along: Math.atan2(gx, -gy) };
}

/** Light from the upper left on the ridges of the paint. */
function varnish(sheet: Canvas, unit: number): void {
  const reach = Math.max(1, Math.round(unit / 512));
  eachPixel(sheet, (bytes, width, height) => {
    const tones = Float32Array.from({ length: width * height }, (_, index) => {
      const at = index * 4;
      return 0.3 * (bytes[at] ?? 0) + 0.59 * (bytes[at + 1] ?? 0) + 0.11 * (bytes[at + 2] ?? 0);
    });
    for (let y = reach; y < height - reach; y += 1) {
      for (let x = reach; x < width - reach; x += 1) {
        const at = y * width + x;
        const relief = (tones[at - reach * width - reach] ?? 0) - (tones[at + reach * width + reach] ?? 0);
        const lift = Math.max(-16, Math.min(16, -relief * 0.3));
        for (let channel = 0; channel < 3; channel += 1)
          bytes[at * 4 + channel] = (bytes[at * 4 + channel] ?? 0) + lift;
      }
    }
  });
}

/** Fisher and Yates, in place: thousands of strokes are too many to splice. */
function mixedUp<Item>(items: Item[], dice: Dice): readonly Item[] {
  for (let index = items.length - 1; index > 0; index -= 1) {
    const other = dice.whole(index + 1);
    const [a, b] = [items[index], items[other]];
    if (a !== undefined && b !== undefined) [items[index], items[other]] = [b, a];
  }
  return items;
}
