import type { Lab } from "./oklab.ts";

/** How much of each pixel is sky: 1 all, 0 none. */
export type SkyMap = {
  /** Of one pixel: what is unlike the sky beside it stands before it. */
  at(index: number): number;
  /** Of the place at u and v, in parts of width and height, whatever its colour. */
  within(u: number, v: number): number;
  readonly share: number;
};

const grid = 64;
export const noSky: SkyMap = { at: () => 0, within: () => 0, share: 0 };

/** What is joined to the upper part of the picture without an edge between. Nothing, if that is too little to be a sky. */
export function skyOf(lab: Lab): SkyMap {
  const cells = Array.from({ length: grid * grid }, (_, index) => cellAt(lab, index % grid, Math.floor(index / grid)));
  const isSky = new Uint8Array(grid * grid);
  const seedRow = Math.round(grid * 0.12);
  const open: number[] = [];
  for (let column = 6; column < grid - 6; column += 3) open.push(seedRow * grid + column);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isSky[next]) continue;
    isSky[next] = 1;
    const [column, row] = [next % grid, Math.floor(next / grid)];
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const) {
      const [x, y] = [column + dx, row + dy];
      if (x < 0 || y < 0 || x >= grid || y >= grid * 0.72) continue;
      const beside = y * grid + x;
      if (!isSky[beside] && apart(cells[next], cells[beside]) < 0.045) open.push(beside);
    }
  }
  const upper = isSky.subarray(0, grid * Math.round(grid * 0.4));
  const share = upper.reduce((sum, cell) => sum + cell, 0) / upper.length;
  if (share < 0.3) return noSky;
  const rows = rowsOf(cells, isSky);
  const { width, height, l, a, b } = lab;
  const parts = new Float32Array(width * height);
  for (let y = 0, index = 0; y < height; y += 1) {
    const row = rows[Math.min(grid - 1, Math.floor((y / height) * grid))] ?? { l: 0, a: 0, b: 0 };
    for (let x = 0; x < width; x += 1, index += 1) {
      const inside = smoothly(isSky, (x / width) * grid - 0.5, (y / height) * grid - 0.5);
      if (inside < 0.02) continue;
      const dl = (l[index] ?? 0) - row.l;
      const da = (a[index] ?? 0) - row.a;
      const db = (b[index] ?? 0) - row.b;
      const unlike = Math.sqrt(dl * dl + da * da + db * db);
      parts[index] = inside * Math.min(1, Math.max(0, (0.17 - unlike) / 0.09));
    }
  }
  return {
    at: (index) => parts[index] ?? 0,
    within: (u, v) => smoothly(isSky, u * grid - 0.5, v * grid - 0.5),
    share,
  };
}

/** The sky's mean colour in each row; where a row has none, that of the row above. */
function rowsOf(cells: readonly Cell[], isSky: Uint8Array): readonly Cell[] {
  let last: Cell = { l: 0.8, a: 0, b: 0 };
  return Array.from({ length: grid }, (_, row) => {
    const here = cells.slice(row * grid, (row + 1) * grid).filter((__, column) => isSky[row * grid + column]);
    if (here.length === 0) return last;
    const mean = (of: (cell: Cell) => number) => here.reduce((sum, cell) => sum + of(cell), 0) / here.length;
    last = { l: mean(({ l }) => l), a: mean(({ a }) => a), b: mean(({ b }) => b) };
    return last;
  });
}

type Cell = { readonly l: number; readonly a: number; readonly b: number };

/** The middle of a cell, by nine of its pixels. */
function cellAt({ width, height, l, a, b }: Lab, column: number, row: number): Cell {
  const sum = { l: 0, a: 0, b: 0 };
  for (let part = 0; part < 9; part += 1) {
    const x = Math.min(width - 1, Math.floor(((column + 0.2 + 0.3 * (part % 3)) / grid) * width));
    const y = Math.min(height - 1, Math.floor(((row + 0.2 + 0.3 * Math.floor(part / 3)) / grid) * height));
    const at = y * width + x;
    sum.l += (l[at] ?? 0) / 9;
    sum.a += (a[at] ?? 0) / 9;
    sum.b += (b[at] ?? 0) / 9;
  }
  return sum;
}

const apart = (one: Cell | undefined, other: Cell | undefined): number =>
  one && other ? Math.hypot(one.l - other.l, one.a - other.a, one.b - other.b) : 1;

function smoothly(isSky: Uint8Array, x: number, y: number): number {
  const fx = x - Math.floor(x);
  const fy = y - Math.floor(y);
  const left = Math.max(0, Math.floor(x));
  const right = Math.min(grid - 1, Math.floor(x) + 1);
  const top = Math.max(0, Math.floor(y)) * grid;
  const bottom = Math.min(grid - 1, Math.floor(y) + 1) * grid;
  const above = (isSky[top + left] ?? 0) * (1 - fx) + (isSky[top + right] ?? 0) * fx;
  const under = (isSky[bottom + left] ?? 0) * (1 - fx) + (isSky[bottom + right] ?? 0) * fx;
  return above * (1 - fy) + under * fy;
}
