import { type Canvas, createCanvas } from "@napi-rs/canvas";
import type { Dice } from "../../dice.ts";
import { grain } from "../canvas/grain.ts";
import { type Brush, byThing, lay, layLight, openSheet } from "../canvas/sheet.ts";
import { css, rgb } from "../colour.ts";
import type { Picture } from "../picture.ts";
import { penAll, penFor } from "../styles/ink.ts";
import { body, floor, shine, tonesOf } from "../styles/neon.ts";
import { brushed } from "../styles/oil.ts";
import { cutAll, noShadow, opening, shadow } from "../styles/papercut.ts";
import { dotAll, enlarged, reduce, smallOf } from "../styles/pixel.ts";
import { halftone, inksOf, print } from "../styles/poster.ts";
import { type Where, washed } from "../styles/watercolour.ts";
import type { PaintStyle } from "../styles.ts";
import { clustersOf } from "./clusters.ts";
import { flatAreas } from "./flat-areas.ts";
import { penDrawing } from "./pen-drawing.ts";
import { tubesOf } from "./tubes-of.ts";

/** How a style works on a picture that is there: on one of its own, which only gets additions, and on another's, which it draws anew. */
export type Hand = {
  addTo(own: Canvas, additions: Picture, dice: Dice): Canvas;
  redraw(other: Canvas, additions: Picture, dice: Dice): Canvas;
};

const watercolour: Hand = {
  addTo: (own, additions, dice) =>
    merged(own, additions, (plain, where) => washed(plain, [247, 243, 235], dice, where)),
  redraw: (other, additions, dice) => washed(laid(other, additions), rgb(additions.palette.paper), dice),
};

const oil: Hand = {
  addTo: (own, additions, dice) => merged(own, additions, (plain, where) => brushed(plain, dice, where)),
  redraw: (other, additions, dice) => brushed(laid(other, additions), dice),
};

const papercut: Hand = {
  addTo(own, additions) {
    const { brush, unit } = over(own);
    inside(brush, additions, 0.085, () => {
      layLight(brush, additions);
      cutAll(brush, additions.shapes, unit);
    });
    return own;
  },
  redraw(other, additions, dice) {
    const { sheet, brush, unit } = openSheet(other);
    const { width, height } = additions;
    for (const [index, { mask, colour }] of flatAreas(other, 7).entries()) {
      if (index === 0) {
        brush.fillStyle = css(colour);
        brush.fillRect(0, 0, width, height);
      } else shadow(brush, unit, 0.009);
      brush.drawImage(mask, 0, 0, width, height);
      noShadow(brush);
    }
    layLight(brush, additions);
    cutAll(brush, additions.shapes, unit);
    opening(brush, additions, unit, dice);
    grain(sheet, dice, { fine: 5, slow: 4 });
    return sheet;
  },
};

const poster: Hand = {
  addTo(own, additions) {
    const { brush } = over(own);
    const inks = inksOf(additions);
    inside(brush, additions, 0.0475, () => {
      layLight(brush, additions);
      for (const shape of additions.shapes) print(brush, shape, inks);
    });
    return own;
  },
  redraw(other, additions, dice) {
    const { sheet, brush, unit } = openSheet(other);
    const { width, height, palette } = additions;
    const margin = 0.045;
    brush.fillStyle = css(palette.paper);
    brush.fillRect(0, 0, width, height);
    inside(brush, additions, margin, () => {
      for (const [index, { mask, colour }] of flatAreas(other, 7).entries()) {
        brush.fillStyle = css(colour);
        if (index === 0) brush.fillRect(0, 0, width, height);
        brush.drawImage(mask, 0, 0, width, height);
      }
      layLight(brush, additions);
      const inks = inksOf(additions);
      for (const shape of additions.shapes) print(brush, shape, inks);
      halftone(brush, additions, unit);
    });
    brush.strokeStyle = css(palette.dark);
    brush.lineWidth = 0.005;
    brush.strokeRect(margin, margin, width - 2 * margin, height - 2 * margin);
    grain(sheet, dice, { fine: 9, slow: 5 });
    return sheet;
  },
};

const ink: Hand = {
  addTo(own, additions, dice) {
    const { brush } = over(own);
    layLight(brush, additions);
    penAll(penFor(brush, additions, dice), additions.shapes);
    return own;
  },
  redraw(other, additions, dice) {
    const sheet = penDrawing(other, additions, dice);
    const { brush } = over(sheet);
    penAll(penFor(brush, additions, dice), additions.shapes);
    grain(sheet, dice, { fine: 5, slow: 3 });
    return sheet;
  },
};

const neon: Hand = {
  addTo(own, additions, dice) {
    const { brush, unit } = over(own);
    const tubes = openSheet(own);
    const tones = tonesOf(additions, dice);
    for (const group of byThing(additions.shapes)) body(brush, tubes.brush, group, tones);
    shine(brush, tubes.sheet, own, unit);
    return own;
  },
  redraw(other, additions, dice) {
    const { sheet, brush, unit } = openSheet(other);
    const tones = tonesOf(additions, dice);
    const tubes = tubesOf(other, sheet, tones);
    const { brush: tube } = over(tubes);
    for (const group of byThing(additions.shapes)) body(brush, tube, group, tones);
    shine(brush, tubes, other, unit);
    floor(sheet, brush, other, unit);
    grain(sheet, dice, { fine: 5, slow: 0 });
    return sheet;
  },
};

/** Pixels of the old kind are few: its own picture is read as they are, another's is brought down to them. */
const pixel: Hand = {
  addTo: (own, additions) => dotted(own, additions, false),
  redraw: (other, additions) => dotted(other, additions, true),
};

function dotted(base: Canvas, additions: Picture, isSmooth: boolean): Canvas {
  const { sheet, brush } = openSheet(smallOf(base));
  brush.imageSmoothingEnabled = isSmooth;
  brush.imageSmoothingQuality = "high";
  brush.drawImage(base, 0, 0, additions.width, additions.height);
  layLight(brush, additions);
  dotAll(brush, additions);
  const { data } = brush.getImageData(0, 0, sheet.width, sheet.height);
  reduce(
    sheet,
    clustersOf(data, 16).map(({ colour }) => rgb(colour)),
  );
  return enlarged(sheet, base);
}

export const hands: Readonly<Record<PaintStyle, Hand>> = { watercolour, oil, papercut, poster, ink, neon, pixel };

/** A brush on a sheet that is there, in units of the picture. */
function over(sheet: Canvas): { readonly brush: Brush; readonly unit: number } {
  const brush = sheet.getContext("2d");
  const unit = Math.min(sheet.width, sheet.height);
  brush.setTransform(unit, 0, 0, unit, 0, 0);
  brush.lineCap = "round";
  brush.lineJoin = "round";
  return { brush, unit };
}

function inside(brush: Brush, { width, height }: Picture, margin: number, draw: () => void): void {
  brush.save();
  brush.beginPath();
  brush.rect(margin, margin, width - 2 * margin, height - 2 * margin);
  brush.clip();
  draw();
  brush.restore();
}

function laid(base: Canvas, additions: Picture): Canvas {
  const sheet = createCanvas(base.width, base.height);
  sheet.getContext("2d").drawImage(base, 0, 0);
  const { brush } = over(sheet);
  layLight(brush, additions);
  for (const shape of additions.shapes) lay(brush, shape);
  return sheet;
}

/** Paints the additions as the style does, with what is around them, and lays that over the sheet: the rest was painted before. */
function merged(own: Canvas, additions: Picture, paint: (plain: Canvas, where: Where) => Canvas): Canvas {
  if (additions.shapes.length === 0 && additions.light.kind === "none") return own;
  const mask = openSheet(own);
  if (additions.light.kind !== "none") layLight(mask.brush, additions);
  for (const shape of additions.shapes) lay(mask.brush, { ...shape, alpha: Math.max(0.7, shape.alpha ?? 1) });
  const near = createCanvas(own.width, own.height);
  const nearby = near.getContext("2d");
  nearby.filter = `blur(${(mask.unit * 0.006).toFixed(2)}px)`;
  nearby.drawImage(mask.sheet, 0, 0);
  nearby.filter = "none";
  const { data } = nearby.getImageData(0, 0, own.width, own.height);
  const anew = paint(laid(own, additions), (index) => (data[index * 4 + 3] ?? 0) > 0);
  nearby.globalCompositeOperation = "source-in";
  nearby.drawImage(anew, 0, 0);
  const brush = own.getContext("2d");
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.drawImage(near, 0, 0);
  return own;
}
