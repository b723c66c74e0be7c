import { type Canvas, createCanvas, type SKRSContext2D } from "@napi-rs/canvas";
import { css } from "../colour.ts";
import { boundsOf, type Outline } from "../outline.ts";
import { isHaze, type Picture, type Shape } from "../picture.ts";

export type Pixels = { readonly width: number; readonly height: number };
export type Brush = SKRSContext2D;

/** A sheet whose units are those of the picture: the shorter side is 1. */
export function openSheet({ width, height }: Pixels): {
  readonly sheet: Canvas;
  readonly brush: Brush;
  readonly unit: number;
} {
  const sheet = createCanvas(width, height);
  const brush = sheet.getContext("2d");
  const unit = Math.min(width, height);
  brush.scale(unit, unit);
  brush.lineCap = "round";
  brush.lineJoin = "round";
  return { sheet, brush, unit };
}

export function trace(brush: Brush, outline: Outline, closed = true): void {
  brush.beginPath();
  outline.forEach(([x, y], index) => {
    if (index === 0) brush.moveTo(x, y);
    else brush.lineTo(x, y);
  });
  if (closed) brush.closePath();
}

/** A shape as it is: its area with its fade, or its line. */
export function lay(brush: Brush, shape: Shape): void {
  brush.globalAlpha = shape.alpha ?? 1;
  if (shape.line === undefined) {
    brush.fillStyle = fillOf(brush, shape);
    trace(brush, shape.outline);
    brush.fill();
  } else {
    brush.strokeStyle = css(shape.fill);
    brush.lineWidth = shape.line;
    trace(brush, shape.outline, false);
    brush.stroke();
  }
  brush.globalAlpha = 1;
}

function fillOf(brush: Brush, shape: Shape) {
  const { fill, fade, outline } = shape;
  if (isHaze(shape)) return thinning(brush, shape);
  if (!fade) return css(fill);
  const { top, bottom } = boundsOf(outline);
  const gradient = brush.createLinearGradient(0, top, 0, bottom);
  gradient.addColorStop(0, css(fill));
  gradient.addColorStop(1, css(fade));
  return gradient;
}

/** Fog is thickest in its middle and has no edge. */
function thinning(brush: Brush, { fill, outline }: Shape) {
  const { top, bottom } = boundsOf(outline);
  const gradient = brush.createLinearGradient(0, top, 0, bottom);
  for (const [at, thickness] of [
    [0, 0],
    [0.5, 1],
    [1, 0],
  ] as const) {
    gradient.addColorStop(at, css(fill, thickness));
  }
  return gradient;
}

export function laySky(brush: Brush, { width, height, palette }: Picture): void {
  const gradient = brush.createLinearGradient(0, 0, 0, height * 0.72);
  palette.sky.forEach((stop, index) => {
    gradient.addColorStop(index / 2, css(stop));
  });
  brush.fillStyle = gradient;
  brush.fillRect(0, 0, width, height);
}

/** The sun or moon with the glow around it. */
export function layLight(brush: Brush, { palette, light }: Picture): void {
  if (light.kind === "none") return;
  const { x, y, radius } = light;
  const glow = brush.createRadialGradient(x, y, radius * 0.8, x, y, radius * 5.5);
  glow.addColorStop(0, css(palette.light, 0.5));
  glow.addColorStop(0.35, css(palette.light, 0.16));
  glow.addColorStop(1, css(palette.light, 0));
  brush.fillStyle = glow;
  brush.fillRect(x - radius * 6, y - radius * 6, radius * 12, radius * 12);
  brush.fillStyle = css(palette.light);
  brush.beginPath();
  brush.arc(x, y, radius, 0, 2 * Math.PI);
  brush.fill();
}

/** The whole picture without any style: what painterly styles start from. */
export function layPlain(brush: Brush, picture: Picture): void {
  laySky(brush, picture);
  layLight(brush, picture);
  for (const shape of picture.shapes) lay(brush, shape);
}

/** Neighbouring shapes of one thing together, everything else alone; the order stays. */
export function byThing(shapes: readonly Shape[]): readonly (readonly Shape[])[] {
  const groups: Shape[][] = [];
  for (const shape of shapes) {
    const last = groups.at(-1);
    if (last && shape.thing !== null && last[0]?.thing === shape.thing) last.push(shape);
    else groups.push([shape]);
  }
  return groups;
}
