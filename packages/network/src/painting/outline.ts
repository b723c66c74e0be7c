/** x to the right, y down, in units of the picture's shorter side. */
export type Point = readonly [number, number];
export type Outline = readonly Point[];

export function points(...flat: readonly number[]): Outline {
  const pairs: Point[] = [];
  for (let index = 0; index + 1 < flat.length; index += 2) pairs.push([flat[index] ?? 0, flat[index + 1] ?? 0]);
  return pairs;
}

export const box = (left: number, top: number, width: number, height: number): Outline =>
  points(left, top, left + width, top, left + width, top + height, left, top + height);

export function egg(cx: number, cy: number, rx: number, ry = rx, turn = 0): Outline {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return Array.from({ length: 32 }, (_, index) => {
    const angle = (index / 32) * 2 * Math.PI;
    const [x, y] = [rx * Math.cos(angle), ry * Math.sin(angle)];
    return [cx + x * cos - y * sin, cy + x * sin + y * cos];
  });
}

/** A closed outline that flows through its points (Catmull-Rom). */
export const smooth = (...flat: readonly number[]): Outline => flowing(points(...flat), true);

/** An open line that flows through its points. */
export const curve = (...flat: readonly number[]): Outline => flowing(points(...flat), false);

export function flowing(through: Outline, closed: boolean, perSpan = 8): Outline {
  const count = through.length;
  const at = (index: number): Point => {
    const held = closed ? (index + count) % count : Math.min(count - 1, Math.max(0, index));
    return through[held] ?? [0, 0];
  };
  const spans = closed ? count : count - 1;
  const line = Array.from({ length: spans * perSpan }, (_, step): Point => {
    const [index, t] = [Math.floor(step / perSpan), (step % perSpan) / perSpan];
    const [p0, p1, p2, p3] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    return [between(p0[0], p1[0], p2[0], p3[0], t), between(p0[1], p1[1], p2[1], p3[1], t)];
  });
  return closed ? line : [...line, at(count - 1)];
}

const between = (p0: number, p1: number, p2: number, p3: number, t: number) =>
  0.5 * (2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t ** 2 + (3 * p1 - p0 - 3 * p2 + p3) * t ** 3);

/** A line with a body: as thick as `from` at its start and `to` at its end. */
export function limb(line: Outline, from: number, to: number): Outline {
  const sides = line.map((point, index) => {
    const [before, after] = [
      line[Math.max(0, index - 1)] ?? point,
      line[Math.min(line.length - 1, index + 1)] ?? point,
    ];
    const [dx, dy] = [after[0] - before[0], after[1] - before[1]];
    const length = Math.hypot(dx, dy) || 1;
    const half = (from + ((to - from) * index) / Math.max(1, line.length - 1)) / 2;
    const [nx, ny] = [(-dy / length) * half, (dx / length) * half];
    return { left: [point[0] + nx, point[1] + ny] as const, right: [point[0] - nx, point[1] - ny] as const };
  });
  return [...sides.map(({ left }) => left), ...sides.map(({ right }) => right).reverse()];
}

export type Placement = {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly flip?: boolean;
  readonly turn?: number;
};

export function placed(outline: Outline, { x, y, scale, flip = false, turn = 0 }: Placement): Outline {
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  return outline.map(([px, py]) => {
    const side = flip ? -px : px;
    return [x + side * cos - py * sin, y + side * sin + py * cos];
  });
}

export function boundsOf(outline: Outline): { left: number; top: number; right: number; bottom: number } {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of outline) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}
