import type { Lab } from "./oklab.ts";

/** One pixel, to be changed in place. */
export type Dab = { l: number; a: number; b: number };

/** Every pixel in turn, with its place in parts of width and height. One object serves all of them: a sheet has too many. */
export function eachColour(lab: Lab, change: (dab: Dab, u: number, v: number, index: number) => void): void {
  const { width, height, l, a, b } = lab;
  const dab: Dab = { l: 0, a: 0, b: 0 };
  for (let y = 0, index = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, index += 1) {
      dab.l = l[index] ?? 0;
      dab.a = a[index] ?? 0;
      dab.b = b[index] ?? 0;
      change(dab, x / width, y / height, index);
      l[index] = dab.l;
      a[index] = dab.a;
      b[index] = dab.b;
    }
  }
}

export const soft = (from: number, to: number, value: number): number => {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
};

/** Towards a colour, by an amount of 0 to 1. */
export function lean(dab: Dab, to: Dab, amount: number): void {
  dab.l += (to.l - dab.l) * amount;
  dab.a += (to.a - dab.a) * amount;
  dab.b += (to.b - dab.b) * amount;
}

export const dabOf = ({ l, c, h }: { readonly l: number; readonly c: number; readonly h: number }): Dab => ({
  l,
  a: c * Math.cos((h * Math.PI) / 180),
  b: c * Math.sin((h * Math.PI) / 180),
});

/** Distance of two hues on the circle, in degrees. */
export const hueApart = (one: number, other: number): number => Math.abs(((one - other + 540) % 360) - 180);
export const hueOf = ({ a, b }: Dab): number => ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;

/** Math.hypot takes ten times as long, and a sheet has a quarter of a million pixels. */
export const length = (x: number, y: number, z = 0): number => Math.sqrt(x * x + y * y + z * z);
export const chromaOf = ({ a, b }: Dab): number => length(a, b);
