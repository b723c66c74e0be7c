import type { Canvas } from "@napi-rs/canvas";
import type { Dice } from "../../dice.ts";
import { grain } from "../canvas/grain.ts";
import { type Brush, byThing, openSheet, type Pixels, trace } from "../canvas/sheet.ts";
import { type Colour, css, mix } from "../colour.ts";
import { boundsOf } from "../outline.ts";
import { isHaze, type Picture, type Shape } from "../picture.ts";

/** Night, whatever the hour: dark bodies, tubes of light along their edges, a glow around the tubes, a wet floor under all. */
export function neon(picture: Picture, pixels: Pixels, dice: Dice): Canvas {
  const { sheet, brush, unit } = openSheet(pixels);
  const tubes = openSheet(pixels);
  const { width, height } = picture;
  const tones = tonesOf(picture, dice);
  const hue = tones[2].h;

  const night = brush.createLinearGradient(0, 0, 0, height);
  night.addColorStop(0, css({ l: 0.1, c: 0.05, h: hue - 40 }));
  night.addColorStop(0.55, css({ l: 0.2, c: 0.1, h: hue - 10 }));
  night.addColorStop(1, css({ l: 0.09, c: 0.04, h: hue - 60 }));
  brush.fillStyle = night;
  brush.fillRect(0, 0, width, height);
  sun(brush, picture, tones);

  for (const group of byThing(picture.shapes)) body(brush, tubes.brush, group, tones);
  shine(brush, tubes.sheet, pixels, unit);
  floor(sheet, brush, pixels, unit);
  const vignette = brush.createRadialGradient(width / 2, height / 2, 0.3, width / 2, height / 2, 0.85);
  vignette.addColorStop(0, "rgba(0,0,0,0)");
  vignette.addColorStop(1, "rgba(0,0,8,0.5)");
  brush.fillStyle = vignette;
  brush.fillRect(0, 0, width, height);
  grain(sheet, dice, { fine: 5, slow: 0 });
  return sheet;
}

/** Three gases, no more: a street sign has few colours. Hues that were seen to glow well together. */
const signs = [
  [350, 200, 290],
  [325, 190, 75],
  [268, 335, 195],
  [35, 330, 225],
  [195, 320, 140],
  [10, 180, 300],
] as const;

/** The sign whose first hue is nearest to the picture's accent, or to the colour that the prompt named. */
export function tonesOf({ palette }: Picture, dice: Dice): readonly [Colour, Colour, Colour] {
  const away = (hue: number) => Math.abs(((hue - palette.accent.h + 540) % 360) - 180);
  const [near, next] = [...signs].sort((a, b) => away(a[0]) - away(b[0]));
  const [first, second, third] = (dice.chance(0.7) ? near : next) ?? signs[0];
  return [
    { l: 0.7, c: 0.24, h: first },
    { l: 0.84, c: 0.15, h: second },
    { l: 0.76, c: 0.2, h: third },
  ];
}

function toneFor(shape: Shape, [first, second, third]: readonly [Colour, Colour, Colour]): Colour {
  if (shape.part === "subject") return mix({ ...shape.fill, l: 0.78, c: Math.max(0.17, shape.fill.c) }, first, 0.25);
  if (shape.part === "water" || shape.part === "glint" || shape.part === "cloud") return second;
  return shape.part === "plant" || shape.part === "building" ? third : first;
}

/** The light of the scene as half a sun of stripes. */
function sun(
  brush: Brush,
  { light, width, height }: Picture,
  [first, second]: readonly [Colour, Colour, Colour],
): void {
  const [x, y, radius] =
    light.kind === "none" ? [width / 2, height * 0.4, 0.2] : [light.x, light.y, light.radius * 2.1];
  const glow = brush.createRadialGradient(x, y, 0, x, y, radius * 3);
  glow.addColorStop(0, css(first, 0.45));
  glow.addColorStop(1, css(first, 0));
  brush.fillStyle = glow;
  brush.fillRect(0, 0, width, height);
  if (light.kind === "none") return;
  const disc = brush.createLinearGradient(0, y - radius, 0, y + radius);
  disc.addColorStop(0, css(second));
  disc.addColorStop(1, css(first));
  brush.save();
  brush.beginPath();
  brush.arc(x, y, radius, 0, 2 * Math.PI);
  brush.clip();
  brush.fillStyle = disc;
  for (let stripe = 0, top = y - radius; top < y + radius; stripe += 1) {
    const thick = radius * Math.max(0.06, 0.52 - stripe * 0.07);
    brush.fillRect(x - radius, top, 2 * radius, thick);
    top += thick + radius * 0.02 * (stripe + 1);
  }
  brush.restore();
}

export function body(
  brush: Brush,
  tube: Brush,
  group: readonly Shape[],
  tones: readonly [Colour, Colour, Colour],
): void {
  const isThing = group.length > 1;
  if (isThing) {
    tube.lineWidth = 0.012;
    for (const shape of group) {
      if (shape.line !== undefined) continue;
      tube.strokeStyle = css(toneFor(shape, tones));
      trace(tube, shape.outline);
      tube.stroke();
    }
  }
  for (const shape of group) {
    const { part, outline, fill, line, alpha = 1, depth } = shape;
    if (isHaze(shape)) continue;
    const tone = toneFor(shape, tones);
    if (part === "mist") {
      tube.fillStyle = css(mix(fill, tone, 0.3), alpha * 0.6);
      trace(tube, outline);
      tube.fill();
      continue;
    }
    const { left, right, top, bottom } = boundsOf(outline);
    const small = Math.max(right - left, bottom - top) < 0.03;
    const lit =
      (part === "window" && small) ||
      part === "star" ||
      part === "weather" ||
      part === "glint" ||
      (isThing && fill.l > 0.84);
    if (line !== undefined) {
      tube.strokeStyle = css(tone, alpha);
      tube.lineWidth = line * 0.8;
      trace(tube, outline, false);
      tube.stroke();
      continue;
    }
    if (lit) {
      tube.fillStyle = css(
        part === "window" ? mix(tone, { l: 0.9, c: 0.12, h: 80 }, 0.4) : mix(tone, fill, 0.4),
        alpha,
      );
      trace(tube, outline);
      tube.fill();
      continue;
    }
    // A body hides the tubes behind it.
    const dark = css(mix({ l: 0.09 + 0.07 * (1 - depth), c: 0.05, h: tone.h }, tone, isThing ? 0.16 : 0.06));
    for (const layer of [brush, tube]) {
      layer.globalAlpha = alpha > 0.5 ? 1 : 0.3;
      layer.fillStyle = dark;
      trace(layer, outline);
      layer.fill();
      layer.globalAlpha = 1;
    }
    if (small && part === "plant") {
      tube.fillStyle = css(tone, 0.8);
      tube.fill();
    } else if (!small && alpha > 0.5) {
      tube.strokeStyle = css(tone, isThing ? 0.55 : 0.35 + depth * 0.5);
      tube.lineWidth = isThing ? 0.0028 : 0.002 + depth * 0.0022;
      tube.stroke();
    }
  }
}

/** Lays the tubes with their glow, wide and weak, then narrow and strong. */
export function shine(brush: Brush, tubes: Canvas, { width, height }: Pixels, unit: number): void {
  brush.save();
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.drawImage(tubes, 0, 0, width, height);
  brush.globalCompositeOperation = "lighter";
  for (const [reach, strength] of [
    [0.03, 0.55],
    [0.009, 0.6],
  ] as const) {
    brush.globalAlpha = strength;
    brush.filter = `blur(${(unit * reach).toFixed(2)}px)`;
    brush.drawImage(tubes, 0, 0, width, height);
  }
  brush.filter = "none";
  brush.restore();
}

/** The lowest part mirrors what is above it, blurred downwards. */
export function floor(sheet: Canvas, brush: Brush, { width, height }: Pixels, unit: number): void {
  const top = Math.round(height * 0.86);
  brush.save();
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.globalCompositeOperation = "lighter";
  brush.globalAlpha = 0.32;
  brush.filter = `blur(${(unit * 0.006).toFixed(2)}px)`;
  brush.translate(0, 2 * top);
  brush.scale(1, -1);
  const depth = height - top;
  brush.drawImage(sheet, 0, top - depth, width, depth, 0, top - depth, width, depth);
  brush.restore();
  brush.filter = "none";
}
