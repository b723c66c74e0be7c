import type { Canvas } from "@napi-rs/canvas";
import type { Dice } from "../../dice.ts";
import { grain } from "../canvas/grain.ts";
import { type Brush, byThing, openSheet, type Pixels, trace } from "../canvas/sheet.ts";
import { type Colour, css, lighter, mix } from "../colour.ts";
import { createNoise, type Noise } from "../noise.ts";
import { boundsOf, type Outline, type Point } from "../outline.ts";
import type { Picture, Shape } from "../picture.ts";

export type Pen = {
  readonly brush: Brush;
  readonly paper: Colour;
  readonly ink: Colour;
  readonly wash: Colour;
  readonly hand: Noise;
};

/** Pen on paper: an outline that trembles, hatching where it is dark, one wash of colour for what matters. */
export function ink(picture: Picture, pixels: Pixels, dice: Dice): Canvas {
  const { sheet, brush } = openSheet(pixels);
  const { width, height, palette, light } = picture;
  const pen = penFor(brush, picture, dice);
  brush.fillStyle = css(pen.paper);
  brush.fillRect(0, 0, width, height);
  skyLines(pen, picture);
  if (light.kind !== "none") disc(pen, light.x, light.y, light.radius * 1.3, palette.light);
  penAll(pen, picture.shapes);
  grain(sheet, dice, { fine: 5, slow: 3 });
  return sheet;
}

export const penFor = (brush: Brush, { palette }: Picture, dice: Dice): Pen => ({
  brush,
  paper: lighter(palette.paper, 0.005),
  ink: { l: 0.24, c: 0.03, h: palette.dark.h },
  wash: { ...palette.accent, l: Math.max(0.6, palette.accent.l) },
  hand: createNoise(dice.whole(1e9)),
});

export function penAll(pen: Pen, shapes: readonly Shape[]): void {
  for (const group of byThing(shapes)) {
    if (group.length > 1) thing(pen, group);
    else for (const shape of group) single(pen, shape);
  }
}

const trembling = ({ hand }: Pen, outline: Outline, by = 0.0028): Outline =>
  outline.map(([x, y]): Point => [x + hand(x * 34, y * 34) * by, y + hand(x * 34 + 91, y * 34 + 17) * by]);

function contour(pen: Pen, outline: Outline, closed: boolean, width: number): void {
  const { brush } = pen;
  brush.strokeStyle = css(pen.ink, 0.92);
  brush.lineWidth = width;
  trace(brush, trembling(pen, outline), closed);
  brush.stroke();
}

/** The darker, the closer the lines; beyond half-dark they cross. */
function hatch({ brush, ink: tone }: Pen, outline: Outline, darkness: number, angle: number): void {
  if (darkness < 0.22) return;
  const { left, top, right, bottom } = boundsOf(outline);
  const apart = 0.02 - 0.0135 * Math.min(1, darkness);
  brush.save();
  trace(brush, outline);
  brush.clip();
  brush.strokeStyle = css(tone, 0.5 + 0.3 * darkness);
  brush.lineWidth = 0.0017;
  for (const turn of darkness > 0.62 ? [angle, angle + 1.25] : [angle]) {
    const [cx, cy, reach] = [(left + right) / 2, (top + bottom) / 2, Math.hypot(right - left, bottom - top) / 2];
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    brush.beginPath();
    for (let at = -reach; at < reach; at += apart) {
      brush.moveTo(cx - sin * at - cos * reach, cy + cos * at - sin * reach);
      brush.lineTo(cx - sin * at + cos * reach, cy + cos * at + sin * reach);
    }
    brush.stroke();
  }
  brush.restore();
}

function single(pen: Pen, shape: Shape): void {
  const { brush } = pen;
  const { part, outline, fill, fade, line, alpha = 1, depth } = shape;
  if (part === "mist" || (part === "star" && depth === 0 && boundsOf(outline).right - boundsOf(outline).left < 0.006))
    return;
  if (line !== undefined || part === "weather" || part === "glint") {
    if (line === undefined) contour(pen, outline, true, 0.0022);
    else contour(pen, outline, false, Math.max(0.0016, line * 0.4));
    return;
  }
  // A shadow under a thing has no edge to draw.
  if (alpha < 0.5 && (part === "detail" || part === "water")) return;
  const { left, right, top, bottom } = boundsOf(outline);
  const small = Math.max(right - left, bottom - top) < 0.022;
  brush.globalAlpha = alpha > 0.5 ? 1 : 0;
  const tone = fade ? mix(fill, fade, 0.4) : fill;
  const wash = { l: Math.max(0.62, tone.l), c: Math.min(0.035, tone.c), h: tone.h };
  brush.fillStyle = css(
    small && part === "plant" ? mix(pen.wash, pen.paper, 0.2) : mix(pen.paper, wash, 0.16 + 0.34 * depth),
  );
  trace(brush, trembling(pen, outline));
  brush.fill();
  brush.globalAlpha = 1;
  if (part === "window") {
    brush.fillStyle = css(mix(pen.wash, pen.paper, 0.3));
    brush.fill();
  }
  if (!small && alpha > 0.5)
    hatch(
      pen,
      outline,
      (0.94 - tone.l) * (0.45 + 0.75 * depth),
      part === "water" ? 0.02 : part === "building" ? 1.35 : 0.72 + depth,
    );
  contour(pen, outline, true, small ? 0.0016 : 0.0018 + depth * 0.0032);
}

/** A thing gets the wash: laid a little beside its outline, as a hurried hand does. */
function thing(pen: Pen, shapes: readonly Shape[]): void {
  const { brush } = pen;
  const areas = shapes.filter(({ line }) => line === undefined);
  brush.strokeStyle = css(pen.ink);
  brush.lineWidth = 0.011;
  for (const { outline } of areas) {
    trace(brush, trembling(pen, outline));
    brush.stroke();
  }
  for (const shape of shapes) {
    const { outline, fill, line } = shape;
    if (line !== undefined) {
      contour(pen, outline, false, Math.max(0.002, line * 0.7));
      continue;
    }
    const dark = fill.l < 0.34;
    const washed = fill.c > 0.05;
    brush.fillStyle = css(
      dark ? pen.ink : washed ? mix({ ...fill, l: Math.max(0.68, fill.l + 0.1) }, pen.paper, 0.25) : pen.paper,
    );
    trace(brush, trembling(pen, outline));
    brush.fill();
    if (!dark) hatch(pen, outline, (0.72 - fill.l) * 1.3, 0.9);
    brush.strokeStyle = css(pen.ink, 0.5);
    brush.lineWidth = 0.0016;
    trace(brush, trembling(pen, outline));
    brush.stroke();
  }
}

/** Long horizontal strokes that thin out towards the horizon. */
function skyLines(pen: Pen, { width, height, palette }: Picture): void {
  const { brush, hand } = pen;
  const darkness = 0.95 - palette.sky[0].l;
  const rows = Math.round(14 + 46 * darkness);
  brush.strokeStyle = css(pen.ink, 0.45);
  brush.lineWidth = 0.0015;
  for (let row = 0; row < rows; row += 1) {
    const y = height * 0.6 * (row / rows) ** 1.35 + 0.02;
    brush.beginPath();
    let down = false;
    for (let x = 0.03; x < width - 0.03; x += 0.012) {
      const drawn = hand(x * 5 + row * 3.1, y * 22) > -0.35 - darkness * 0.9 + (y / height) * 1.3;
      const py = y + hand(x * 9, row) * 0.004;
      if (drawn && down) brush.lineTo(x, py);
      else if (drawn) brush.moveTo(x, py);
      down = drawn;
    }
    brush.stroke();
  }
}

function disc(pen: Pen, x: number, y: number, radius: number, tone: Colour): void {
  const round = Array.from(
    { length: 40 },
    (_, index): Point => [
      x + Math.cos((index / 40) * 2 * Math.PI) * radius,
      y + Math.sin((index / 40) * 2 * Math.PI) * radius,
    ],
  );
  pen.brush.fillStyle = css(mix(tone, pen.paper, 0.15));
  trace(pen.brush, round);
  pen.brush.fill();
  contour(pen, round, true, 0.0035);
}
