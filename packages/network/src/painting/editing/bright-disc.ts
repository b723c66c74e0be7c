import type { Lab } from "./oklab.ts";

const grid = 48;

/** The sun or moon that a picture has already: the roundest bright thing in its upper part; sides in parts of the shorter side. */
export function brightDisc({
  width,
  height,
  l,
}: Lab): { readonly x: number; readonly y: number; readonly radius: number } | null {
  const shorter = Math.min(width, height);
  const [columns, rows] = [Math.round((grid * width) / shorter), Math.round((grid * height) / shorter)];
  const cells = Float32Array.from({ length: columns * rows }, (_, index) => {
    const x = Math.floor((((index % columns) + 0.5) / columns) * width);
    const y = Math.floor(((Math.floor(index / columns) + 0.5) / rows) * height);
    return l[y * width + x] ?? 0;
  });
  const upper = cells.slice(0, Math.floor(columns * rows * 0.6));
  const mean = upper.reduce((sum, cell) => sum + cell, 0) / upper.length;
  const least = Math.max(0.8, mean + 0.1);
  const seen = new Uint8Array(upper.length);
  let best: { x: number; y: number; radius: number; round: number } | null = null;
  for (let start = 0; start < upper.length; start += 1) {
    if (seen[start] || (upper[start] ?? 0) < least) continue;
    const part = joined(start, (at) => at < upper.length && (upper[at] ?? 0) >= least, seen, columns);
    const [xs, ys] = [part.map((at) => at % columns), part.map((at) => Math.floor(at / columns))];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const [wide, tall] = [right - left + 1, bottom - top + 1];
    const isInside = left > 2 && right < columns - 3 && top > 2;
    const round = (Math.min(wide, tall) / Math.max(wide, tall)) * (part.length / (wide * tall));
    if (!isInside || wide < 3 || wide > 14 || round < 0.55 || (best && round <= best.round)) continue;
    best = {
      x: (left + right + 1) / 2 / grid,
      y: (top + bottom + 1) / 2 / grid,
      radius: Math.max(wide, tall) / 2 / grid,
      round,
    };
  }
  return best;
}

function joined(start: number, isLit: (at: number) => boolean, seen: Uint8Array, columns: number): readonly number[] {
  const [open, part] = [[start], [] as number[]];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen[at]) continue;
    seen[at] = 1;
    part.push(at);
    const column = at % columns;
    const beside = [
      at - columns,
      at + columns,
      ...(column > 0 ? [at - 1] : []),
      ...(column < columns - 1 ? [at + 1] : []),
    ];
    for (const next of beside) if (next >= 0 && !seen[next] && isLit(next)) open.push(next);
  }
  return part;
}
