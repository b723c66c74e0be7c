import type { Colour } from "../colour.ts";
import type { Palette } from "../palette.ts";
import { length } from "./each-colour.ts";
import type { Lab } from "./oklab.ts";

const grid = 24;

/** What somebody who adds to a picture looks at first: its colours, and where nothing much is going on. */
export type Survey = {
  readonly palette: Palette;
  /** How much goes on in a part of the picture, of 0 to about 1; sides in parts of width and height. */
  busyness(left: number, top: number, right: number, bottom: number): number;
};

export function survey(lab: Lab): Survey {
  const band = (from: number, to: number) => meanOf(lab, from, to);
  const mean = lab.l.reduce((sum, l) => sum + l, 0) / lab.l.length;
  const dark = { ...band(0.6, 1), l: Math.min(0.24, darkest(lab)) };
  const light: Colour = { l: 0.95, c: 0.06, h: 90 };
  const palette: Palette = {
    sky: [band(0.08, 0.22), band(0.22, 0.4), band(0.4, 0.52)],
    light,
    land: band(0.62, 0.92),
    bloom: { l: 0.7, c: 0.14, h: 30 },
    water: band(0.55, 0.85),
    dark: { ...dark, c: Math.min(0.06, dark.c) },
    accent: vivid(lab),
    paper: { l: 0.965, c: 0.018, h: 85 },
    brightness: Math.min(1, Math.max(0.42, 0.3 + mean)),
  };
  const changes = strangersOf(lab, changesOf(lab));
  return {
    palette,
    busyness(left, top, right, bottom) {
      let [sum, count] = [0, 0];
      for (let row = cell(top); row <= cell(bottom); row += 1) {
        for (let column = cell(left); column <= cell(right); column += 1) {
          sum += changes[row * grid + column] ?? 0;
          count += 1;
        }
      }
      return count ? sum / count : 1;
    },
  };
}

const cell = (part: number) => Math.min(grid - 1, Math.max(0, Math.floor(part * grid)));
const toColour = (l: number, a: number, b: number): Colour => ({
  l,
  c: length(a, b),
  h: (Math.atan2(b, a) * 180) / Math.PI,
});

function meanOf({ width, height, l, a, b }: Lab, from: number, to: number): Colour {
  let [sumL, sumA, sumB, count] = [0, 0, 0, 0];
  for (let y = Math.floor(from * height); y < to * height; y += 3) {
    for (let x = Math.floor(width * 0.1); x < width * 0.9; x += 3) {
      const at = y * width + x;
      sumL += l[at] ?? 0;
      sumA += a[at] ?? 0;
      sumB += b[at] ?? 0;
      count += 1;
    }
  }
  return toColour(sumL / Math.max(1, count), sumA / Math.max(1, count), sumB / Math.max(1, count));
}

/** The lightness below which a twentieth of the picture lies. */
function darkest({ l }: Lab): number {
  const sample = Array.from({ length: 500 }, (_, index) => l[Math.floor((index / 500) * l.length)] ?? 0);
  return sample.sort((one, other) => one - other)[25] ?? 0.2;
}

/** The strongest colour that is in it. */
function vivid({ l, a, b }: Lab): Colour {
  let [best, chroma] = [0, -1];
  for (let at = 0; at < l.length; at += 37) {
    const here = length(a[at] ?? 0, b[at] ?? 0) - Math.abs((l[at] ?? 0) - 0.62) * 0.2;
    if (here > chroma) [best, chroma] = [at, here];
  }
  return toColour(Math.max(0.45, l[best] ?? 0.6), a[best] ?? 0, b[best] ?? 0);
}

/** How much the colour changes from cell to cell and inside each. */
function changesOf({ width, height, l, a, b }: Lab): Float32Array {
  return Float32Array.from({ length: grid * grid }, (_, index) => {
    const [column, row] = [index % grid, Math.floor(index / grid)];
    let sum = 0;
    for (let part = 0; part < 16; part += 1) {
      const x = Math.min(width - 3, Math.floor(((column + (part % 4) / 4) / grid) * width));
      const y = Math.min(height - 3, Math.floor(((row + Math.floor(part / 4) / 4) / grid) * height));
      const at = y * width + x;
      const step = Math.max(2, Math.round(width / 70));
      for (const to of [at + Math.min(step, width - 1 - x), at + Math.min(step, height - 1 - y) * width]) {
        sum += length(
          (l[at] ?? 0) - (l[to] ?? 0),
          2 * ((a[at] ?? 0) - (a[to] ?? 0)),
          2 * ((b[at] ?? 0) - (b[to] ?? 0)),
        );
      }
    }
    return Math.min(1, sum / 4);
  });
}

/** What stands out of its row is something: nobody should be put before it. */
function strangersOf({ width, height, l, a, b }: Lab, changes: Float32Array): Float32Array {
  const middle = (column: number, row: number) =>
    Math.floor(((row + 0.5) / grid) * height) * width + Math.floor(((column + 0.5) / grid) * width);
  return changes.map((change, index) => {
    const [column, row] = [index % grid, Math.floor(index / grid)];
    const at = middle(column, row);
    let nearest = 1;
    for (const other of [middle(2, row), middle(4, row), middle(grid - 5, row), middle(grid - 3, row)]) {
      const apart = length(
        (l[at] ?? 0) - (l[other] ?? 0),
        (a[at] ?? 0) - (a[other] ?? 0),
        (b[at] ?? 0) - (b[other] ?? 0),
      );
      nearest = Math.min(nearest, apart);
    }
    return change + 1.6 * nearest;
  });
}
