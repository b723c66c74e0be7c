import type { PaintStyle } from "../styles.ts";
import { length, soft } from "./each-colour.ts";
import type { Lab } from "./oklab.ts";

/** How far in from the edge bare paper or a frame can be, in parts of the shorter side. */
const reaches: Readonly<Partial<Record<PaintStyle, number>>> = { papercut: 0.09, poster: 0.047, watercolour: 0.075 };

/** How unlike the paper a colour is that is paper no more. A white cloud at the edge of a watercolour is close to it. */
const unlike = (style: PaintStyle | null) =>
  style === "watercolour" ? { none: 0.055, all: 0.03 } : { none: 0.11, all: 0.06 };

/** Remembers the paper around a picture, and puts it back when the picture has changed: night falls in the picture, not on its frame. */
export function keepPaper(lab: Lab, style: PaintStyle | null): () => void {
  const reach = (style && reaches[style]) ?? 0;
  if (reach === 0) return () => {};
  const { width, height } = lab;
  const kept = { width, height, l: lab.l.slice(), a: lab.a.slice(), b: lab.b.slice() };
  const [cl, ca, cb] = paperOf(kept);
  const { none, all } = unlike(style);
  const edge = reach * Math.min(width, height);
  return () => {
    for (let y = 0, index = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1, index += 1) {
        const inward = Math.min(x, y, width - 1 - x, height - 1 - y);
        if (inward > edge && !(style === "papercut" && inward < edge * 3)) continue;
        const [l, a, b] = [kept.l[index] ?? 0, kept.a[index] ?? 0, kept.b[index] ?? 0];
        const isPaper =
          style === "poster"
            ? soft(edge * 1.001, edge * 0.97, inward)
            : soft(none, all, length(l - cl, a - ca, b - cb));
        lab.l[index] = (lab.l[index] ?? 0) + (l - (lab.l[index] ?? 0)) * isPaper;
        lab.a[index] = (lab.a[index] ?? 0) + (a - (lab.a[index] ?? 0)) * isPaper;
        lab.b[index] = (lab.b[index] ?? 0) + (b - (lab.b[index] ?? 0)) * isPaper;
      }
    }
  };
}

/** The colour of the outermost pixels, by the middle of each channel: a wash that runs off the sheet changes few of them. */
function paperOf({ width, height, l, a, b }: Lab): readonly [number, number, number] {
  const around: number[] = [];
  for (let x = 0; x < width; x += 1) around.push(x, (height - 1) * width + x);
  for (let y = 1; y < height - 1; y += 1) around.push(y * width, y * width + width - 1);
  const middleOf = (channel: Lab["l"]) => {
    const sorted = around.map((index) => channel[index] ?? 0).sort((one, other) => one - other);
    return sorted[sorted.length >> 1] ?? 0;
  };
  return [middleOf(l), middleOf(a), middleOf(b)];
}
