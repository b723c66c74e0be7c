import type { Canvas } from "@napi-rs/canvas";
import type { Dice } from "../../dice.ts";
import { grain } from "../canvas/grain.ts";
import { type Brush, byThing, openSheet, type Pixels, trace } from "../canvas/sheet.ts";
import { css, lighter, mix } from "../colour.ts";
import { boundsOf, type Outline, type Point } from "../outline.ts";
import { isHaze, type Picture, type Shape } from "../picture.ts";

/** Cut paper in layers, each with its shadow on the one behind, seen through an opening. */
export function papercut(picture: Picture, pixels: Pixels, dice: Dice): Canvas {
  const { sheet, brush, unit } = openSheet(pixels);
  sky(brush, picture, unit, dice);
  cutAll(brush, picture.shapes, unit);
  opening(brush, picture, unit, dice);
  grain(sheet, dice, { fine: 5, slow: 4 });
  return sheet;
}

export function cutAll(brush: Brush, shapes: readonly Shape[], unit: number): void {
  for (const group of byThing(shapes)) {
    if (group.length > 1) cutThing(brush, group, unit);
    else for (const shape of group) cut(brush, shape, unit);
  }
}

export function shadow(brush: Brush, unit: number, height: number): void {
  brush.shadowColor = "rgba(10,8,25,0.42)";
  brush.shadowBlur = height * unit * 1.5;
  brush.shadowOffsetX = height * unit * 0.35;
  brush.shadowOffsetY = height * unit * 0.75;
}

export const noShadow = (brush: Brush) => {
  brush.shadowColor = "transparent";
};

/** The sky is rings of paper around the light, each cut by hand. */
function sky(brush: Brush, { width, height, palette, light }: Picture, unit: number, dice: Dice): void {
  brush.fillStyle = css(palette.sky[0]);
  brush.fillRect(0, 0, width, height);
  const [x, y] = light.kind === "none" ? [width * 0.5, height * 0.45] : [light.x, light.y];
  const rings = 5;
  for (let ring = 0; ring < rings; ring += 1) {
    const at = (ring + 1) / rings;
    const radius = 0.95 - ring * 0.165;
    brush.fillStyle = css(
      at < 0.5 ? mix(palette.sky[0], palette.sky[1], at * 2) : mix(palette.sky[1], palette.sky[2], at * 2 - 1),
    );
    shadow(brush, unit, 0.012);
    trace(brush, handCut(x, y, radius, dice));
    brush.fill();
  }
  if (light.kind !== "none") {
    brush.fillStyle = css(palette.light);
    trace(brush, handCut(x, y, light.radius * 1.25, dice, 0.02));
    brush.fill();
  }
  noShadow(brush);
}

function handCut(x: number, y: number, radius: number, dice: Dice, rough = 0.05): Outline {
  const [a, b] = [dice.between(0, 6), dice.between(0, 6)];
  return Array.from({ length: 64 }, (_, index): Point => {
    const angle = (index / 64) * 2 * Math.PI;
    const reach = radius * (1 + rough * (Math.sin(3 * angle + a) * 0.6 + Math.sin(5 * angle + b) * 0.4));
    return [x + Math.cos(angle) * reach, y + Math.sin(angle) * reach];
  });
}

function cut(brush: Brush, shape: Shape, unit: number): void {
  const { part, outline, fill, line, alpha, depth } = shape;
  if (isHaze(shape)) return;
  const { left, right, top, bottom } = boundsOf(outline);
  const small = Math.max(right - left, bottom - top) < 0.05;
  brush.globalAlpha = part === "window" || part === "cloud" ? 1 : (alpha ?? 1);
  if (!small && line === undefined && part !== "detail" && part !== "glint" && (alpha ?? 1) > 0.4) {
    shadow(brush, unit, part === "cloud" ? 0.008 : 0.006 + depth * 0.011);
    brush.shadowOffsetY = part === "land" || part === "water" ? -0.003 * unit : brush.shadowOffsetY;
  }
  // Paper has one colour; only its lit upper edge is a little paler.
  brush.fillStyle = brush.strokeStyle = css(shape.fade ? mix(fill, shape.fade, 0.25) : fill);
  trace(brush, outline, line === undefined);
  if (line === undefined) brush.fill();
  else {
    brush.lineWidth = line;
    brush.stroke();
  }
  noShadow(brush);
  if (!small && line === undefined && part !== "glint" && part !== "detail") {
    brush.strokeStyle = css(lighter(fill, 0.09), 0.55);
    brush.lineWidth = 0.0022;
    brush.stroke();
  }
  brush.globalAlpha = 1;
}

/** A thing is glued together first, so it throws one shadow. */
function cutThing(brush: Brush, shapes: readonly Shape[], unit: number): void {
  for (const shape of shapes) {
    const { outline, fill, line, alpha } = shape;
    const { left, right, top, bottom } = boundsOf(outline);
    const large = Math.max(right - left, bottom - top) > 0.06 && line === undefined;
    brush.globalAlpha = alpha ?? 1;
    if (large) shadow(brush, unit, 0.007);
    brush.fillStyle = brush.strokeStyle = css(fill);
    trace(brush, outline, line === undefined);
    if (line === undefined) brush.fill();
    else {
      brush.lineWidth = line;
      brush.stroke();
    }
    noShadow(brush);
  }
  brush.globalAlpha = 1;
}

/** Frames of paper, the outermost nearest to the eye. */
export function opening(brush: Brush, { width, height, palette }: Picture, unit: number, dice: Dice): void {
  const tones = [mix(palette.land, palette.dark, 0.72), mix(palette.accent, palette.paper, 0.62), palette.paper];
  tones.forEach((tone, index) => {
    const inset = 0.075 - index * 0.026;
    const [a, b] = [dice.between(0, 6), dice.between(0, 6)];
    const hole = Array.from({ length: 120 }, (_, step): Point => {
      const angle = (step / 120) * 2 * Math.PI;
      // A rounded rectangle, as a superellipse, with an edge that was cut by hand.
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const wobble = 1 + 0.012 * Math.sin(4 * angle + a) + 0.01 * Math.sin(7 * angle + b);
      const [rx, ry] = [(width / 2 - inset) * wobble, (height / 2 - inset) * wobble];
      return [
        width / 2 + Math.sign(cos) * Math.abs(cos) ** 0.3 * rx,
        height / 2 + Math.sign(sin) * Math.abs(sin) ** 0.3 * ry,
      ];
    });
    shadow(brush, unit, 0.014);
    brush.fillStyle = css(tone);
    brush.beginPath();
    brush.rect(-0.2, -0.2, width + 0.4, height + 0.4);
    hole.forEach(([x, y], step) => {
      if (step === 0) brush.moveTo(x, y);
      else brush.lineTo(x, y);
    });
    brush.closePath();
    brush.fill("evenodd");
    noShadow(brush);
  });
}
