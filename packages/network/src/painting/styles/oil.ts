import type { Canvas } from "@napi-rs/canvas";
import type { Dice } from "../../dice.ts";
import { eachPixel } from "../canvas/each-pixel.ts";
import { type Brush, layPlain, openSheet, type Pixels } from "../canvas/sheet.ts";
import { createNoise, type Noise } from "../noise.ts";
import type { Picture } from "../picture.ts";
import type { Where } from "./watercolour.ts";

type Pass = {
  readonly thick: number;
  readonly long: number;
  readonly apart: number;
  readonly where: "everywhere" | "edges" | "errors";
};

/** Broad strokes first, finer ones where there is something to see, the last where the picture is still wrong. In parts of the shorter side. */
const passes: readonly Pass[] = [
  { thick: 0.05, long: 0.14, apart: 0.032, where: "everywhere" },
  { thick: 0.02, long: 0.065, apart: 0.0165, where: "everywhere" },
  { thick: 0.0095, long: 0.034, apart: 0.0105, where: "edges" },
  { thick: 0.0055, long: 0.016, apart: 0.0062, where: "errors" },
];

/** Oil: strokes that follow the forms and, where there are none, the painter's own mood; then the light on thick paint. */
export function oil(picture: Picture, pixels: Pixels, dice: Dice): Canvas {
  const plain = openSheet(pixels);
  layPlain(plain.brush, picture);
  return brushed(plain.sheet, dice);
}

/** Any sheet, as if it had been painted with a brush. */
export function brushed(plain: Canvas, dice: Dice, where: Where = () => true): Canvas {
  const { width, height } = plain;
  const { sheet, brush, unit } = openSheet({ width, height });
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.drawImage(plain, 0, 0);
  const model: Model = {
    bytes: plain.getContext("2d").getImageData(0, 0, width, height).data,
    width,
    height,
    unit,
    mood: createNoise(dice.whole(1e9)),
  };
  for (const pass of passes) strokes(brush, model, pass, dice, where);
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

function strokes(brush: Brush, model: Model, { thick, long, apart, where }: Pass, dice: Dice, isWanted: Where): void {
  const { unit, width, height } = model;
  const step = apart * unit;
  const sofar = where === "errors" ? brush.getImageData(0, 0, width, height).data : null;
  const places: (readonly [number, number])[] = [];
  for (let y = 0; y < height + step; y += step) {
    for (let x = 0; x < width + step; x += step)
      places.push([x + dice.between(-0.6, 0.6) * step, y + dice.between(-0.6, 0.6) * step]);
  }
  for (const [x, y] of mixedUp(places, dice)) {
    if (!isWanted(offsetAt(model, x, y) / 4)) continue;
    const slope = slopeAt(model, x, y, Math.max(2, thick * unit * 0.4));
    if (where === "edges" && slope.steep < 14) continue;
    if (sofar && differenceAt(model, sofar, x, y) < 54) continue;
    const angle = slope.steep > 9 ? slope.along : model.mood((x / unit) * 2.6, (y / unit) * 2.6) * 1.5;
    const length = untilItChanges(model, x, y, angle, long * unit * dice.between(0.5, 1));
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
  const stroke = { x, y, dx, dy, bend, length, red, green, blue };
  pull(brush, stroke, 0, thick, shift);
  if (thick > 12) {
    pull(brush, stroke, thick * dice.between(0.12, 0.34), thick * 0.16, shift + 13);
    pull(brush, stroke, -thick * dice.between(0.12, 0.34), thick * 0.16, shift - 13);
  }
}

type Pull = {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly bend: number;
  readonly length: number;
  readonly red: number;
  readonly green: number;
  readonly blue: number;
};

function pull(brush: Brush, stroke: Pull, offset: number, wide: number, lift: number): void {
  const { x, y, dx, dy, bend, length, red, green, blue } = stroke;
  const [ox, oy] = [(-dy / length) * offset * 2, (dx / length) * offset * 2];
  brush.strokeStyle = `rgb(${held(red + lift)},${held(green + lift)},${held(blue + lift)})`;
  brush.lineWidth = wide;
  brush.beginPath();
  brush.moveTo(x - dx + ox, y - dy + oy);
  brush.quadraticCurveTo(x + ox - (dy / length) * bend, y + oy + (dx / length) * bend, x + dx + ox, y + dy + oy);
  brush.stroke();
}

/** How long a stroke may be before its colour would be wrong: a good painter lifts the brush at an edge. */
function untilItChanges(model: Model, x: number, y: number, angle: number, longest: number): number {
  const own = offsetAt(model, x, y);
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  for (let length = longest; length > longest * 0.3; length *= 0.7) {
    const ends = [
      offsetAt(model, x + (dx * length) / 2, y + (dy * length) / 2),
      offsetAt(model, x - (dx * length) / 2, y - (dy * length) / 2),
    ];
    if (ends.every((end) => apartAt(model.bytes, own, model.bytes, end) < 42)) return length;
  }
  return longest * 0.25;
}

const differenceAt = (model: Model, sofar: Uint8ClampedArray, x: number, y: number): number => {
  const at = offsetAt(model, x, y);
  return apartAt(model.bytes, at, sofar, at);
};

const apartAt = (a: Uint8ClampedArray, from: number, b: Uint8ClampedArray, to: number): number =>
  Math.abs((a[from] ?? 0) - (b[to] ?? 0)) +
  Math.abs((a[from + 1] ?? 0) - (b[to + 1] ?? 0)) +
  Math.abs((a[from + 2] ?? 0) - (b[to + 2] ?? 0));

const held = (value: number) => Math.round(Math.min(255, Math.max(0, value)));

function offsetAt({ width, height }: Model, x: number, y: number): number {
  const [px, py] = [Math.min(width - 1, Math.max(0, Math.round(x))), Math.min(height - 1, Math.max(0, Math.round(y)))];
  return (py * width + px) * 4;
}

function colourAt(model: Model, x: number, y: number): readonly [number, number, number] {
  const at = offsetAt(model, x, y);
  return [model.bytes[at] ?? 0, model.bytes[at + 1] ?? 0, model.bytes[at + 2] ?? 0];
}

function toneAt(model: Model, x: number, y: number): number {
  const at = offsetAt(model, x, y);
  return 0.3 * (model.bytes[at] ?? 0) + 0.59 * (model.bytes[at + 1] ?? 0) + 0.11 * (model.bytes[at + 2] ?? 0);
}

/** How steep the picture is here, and the direction along which it does not change: strokes follow that. */
function slopeAt(
  model: Model,
  x: number,
  y: number,
  reach: number,
): { readonly steep: number; readonly along: number } {
  const gx = toneAt(model, x + reach, y) - toneAt(model, x - reach, y);
  const gy = toneAt(model, x, y + reach) - toneAt(model, x, y - reach);
  return { steep: Math.hypot(gx, gy), along: Math.atan2(gx, -gy) };
}

/** Light from the upper left on the ridges of the paint. */
function varnish(sheet: Canvas, unit: number): void {
  const reach = Math.max(1, Math.round(unit / 512));
  eachPixel(sheet, (bytes, width, height) => {
    const tones = new Float32Array(width * height);
    for (let index = 0; index < tones.length; index += 1) {
      const at = index * 4;
      tones[index] = 0.3 * (bytes[at] ?? 0) + 0.59 * (bytes[at + 1] ?? 0) + 0.11 * (bytes[at + 2] ?? 0);
    }
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
