import { duller, lighter, mix, turned } from "../colour.ts";
import { points, smooth } from "../outline.ts";
import type { Shape } from "../picture.ts";
import { blossomShapes, firOutline, grassShapes } from "./growth.ts";
import { below, distant, type Place, ridge, type Stage, shape } from "./stage.ts";
import { waterShapes } from "./waters.ts";

export function mountains(stage: Stage): Place {
  const { width, height, palette, dice } = stage;
  const far = peakShapes(stage, height * 0.5);
  const near = ridge(dice, height * 0.86, 0.05, 0.4);
  const firs = Array.from({ length: 26 }, () => {
    const x = dice.between(-0.02, width + 0.02);
    return shape(
      "plant",
      firOutline(stage, x, near(x) + 0.015, dice.between(0.06, 0.15)),
      mix(palette.land, palette.dark, dice.between(0.45, 0.7)),
      0.8,
    );
  });
  const meadow = lighter(palette.land, -0.03);
  return {
    back: [...far, ...firs, shape("land", below(stage, near), meadow, 0.85, { fade: mix(meadow, palette.dark, 0.5) })],
    front: [],
    groundAt: (x) => near(x) + 0.05,
    waterAt: height * 0.9,
    scale: 0.8,
  };
}

/** Three chains, each before the other, snow on the farther ones. */
export function peakShapes(stage: Stage, base: number): readonly Shape[] {
  const { height, palette } = stage;
  return [0.16, 0.36, 0.6].flatMap((depth, index) => {
    const foot = base + height * index * 0.1;
    const line = peaks(stage, foot, 0.3 - index * 0.06);
    const rock = distant(
      stage,
      lighter(mix(duller(palette.land, 0.5), palette.dark, 0.5), -0.04 * index),
      depth + 0.15,
    );
    const snow = index < 2 ? snowCaps(stage, line, foot, depth) : [];
    return [shape("land", below(stage, line, 160), rock, depth, { fade: mix(rock, palette.sky[2], 0.45) }), ...snow];
  });
}

/** Sharp summits: the ridge's waves folded at their feet. */
function peaks({ dice }: Stage, base: number, amplitude: number): (x: number) => number {
  const summits = Array.from({ length: 5 }, (_, index) => ({
    x: (index - 0.5 + dice.between(-0.3, 0.3)) * 0.4,
    rise: amplitude * dice.between(0.45, 1.15),
    slope: dice.between(0.75, 1.2),
  }));
  const rough = ridge(dice, 0, 0.022, 2.4);
  return (x) =>
    base -
    Math.max(0, ...summits.map(({ x: at, rise, slope }) => rise - Math.abs(x - at) * slope)) -
    rough(x * 7) -
    0.03;
}

function snowCaps(stage: Stage, line: (x: number) => number, base: number, depth: number): readonly Shape[] {
  const { width, palette, dice } = stage;
  const snowline = base - 0.16;
  const edge = ridge(dice, snowline, 0.035, 3);
  const cap = { l: 0.97 * (0.45 + 0.55 * palette.brightness), c: 0.02, h: palette.sky[2].h };
  const across = Array.from({ length: 161 }, (_, index) => -0.06 + ((width + 0.12) * index) / 160);
  const runs: number[][] = [[]];
  for (const x of across) {
    if (line(x) < edge(x * 6)) runs.at(-1)?.push(x);
    else if (runs.at(-1)?.length) runs.push([]);
  }
  return runs
    .filter((run) => run.length > 2)
    .map((run) => {
      const outline = [
        ...run.map((x) => [x, line(x)] as const),
        ...run.toReversed().map((x) => [x, edge(x * 6)] as const),
      ];
      return shape("land", outline, distant(stage, cap, depth + 0.35), depth);
    });
}

export function meadow(stage: Stage): Place {
  const { height, palette, dice, scene } = stage;
  const hills = [0.2, 0.42, 0.64].map((depth, index) => {
    const line = ridge(dice, height * (0.56 + index * 0.085), 0.06, 0.35);
    const green = distant(stage, turned(palette.land, dice.between(-16, 16)), depth);
    return shape("land", below(stage, line), green, depth, { fade: lighter(green, -0.06) });
  });
  const near = ridge(dice, height * 0.8, 0.035, 0.3);
  const green = lighter(palette.land, -0.02);
  const flowers = scene.season === "winter" || scene.weather === "snow" ? 0 : 130;
  return {
    back: [
      ...hills,
      ...roundTrees(stage, height * 0.73, 7),
      shape("land", below(stage, near), green, 0.85, { fade: mix(green, palette.dark, 0.35) }),
      ...grassShapes(stage, near, green, 90),
      ...blossomShapes(stage, (x) => near(x) + 0.03, height, flowers),
    ],
    front: grassShapes(stage, () => height * 0.99, mix(green, palette.dark, 0.4), 60),
    groundAt: (x) => near(x) + 0.09,
    waterAt: height * 0.9,
    scale: 1,
  };
}

export function roundTrees(stage: Stage, foot: number, count: number): readonly Shape[] {
  const { width, palette, dice } = stage;
  return Array.from({ length: count }, () => {
    const [x, size] = [dice.between(0, width), dice.between(0.05, 0.11)];
    const y = foot + dice.between(-0.03, 0.03);
    const crown = smooth(
      x - size * 0.5,
      y,
      x - size * 0.62,
      y - size * 0.6,
      x - size * 0.2,
      y - size * 1.15,
      x + size * 0.3,
      y - size * 1.1,
      x + size * 0.62,
      y - size * 0.55,
      x + size * 0.45,
      y,
    );
    return shape("plant", crown, distant(stage, mix(palette.land, palette.dark, 0.35), 0.62), 0.62);
  });
}

export function lake(stage: Stage): Place {
  const { width, height, palette, dice } = stage;
  const shore = height * 0.62;
  const far = [0.2, 0.42].map((depth, index) => {
    const line = ridge(dice, shore - 0.08 + index * 0.05, 0.12 - index * 0.05, 0.9);
    return shape("land", below(stage, line), distant(stage, mix(palette.land, palette.dark, 0.3), depth), depth);
  });
  const firs = Array.from({ length: 30 }, () =>
    shape(
      "plant",
      firOutline(stage, dice.between(0, width), shore + 0.01, dice.between(0.05, 0.13)),
      distant(stage, mix(palette.land, palette.dark, 0.55), 0.6),
      0.55,
    ),
  );
  const mirrored = firs.slice(0, 18).map((fir) => ({
    ...fir,
    part: "water" as const,
    outline: fir.outline.map(([x, y]) => [x + Math.sin(y * 90) * 0.004, 2 * shore - y + 0.01] as const),
    alpha: 0.3,
  }));
  const bank = ridge(dice, height * 0.95, 0.03, 0.5);
  const reeds = grassShapes(stage, bank, mix(palette.land, palette.dark, 0.5), 70);
  return {
    back: [...far, ...firs, ...waterShapes(stage, shore), ...mirrored],
    front: [shape("land", below(stage, bank), mix(palette.land, palette.dark, 0.4), 0.95), ...reeds],
    groundAt: (x) => bank(x) + 0.01,
    waterAt: height * 0.78,
    scale: 0.85,
  };
}

export function desert(stage: Stage): Place {
  const { width, height, palette, dice } = stage;
  const sand = { l: 0.78 * (0.4 + 0.6 * palette.brightness), c: 0.1, h: 68 };
  const warm = mix(sand, palette.land, 0.15);
  const dunes = [0.25, 0.5, 0.75, 1].flatMap((depth, index) => {
    const crest = ridge(dice, height * (0.58 + index * 0.105), 0.07, 0.12);
    const lit = distant(stage, warm, depth);
    const lee = below(stage, (x) => crest(x) + 0.02 + 0.09 * (0.5 + 0.5 * Math.sin(x * 4 + index * 2)));
    return [
      shape("land", below(stage, crest), lit, depth * 0.9),
      shape("land", lee, mix(lit, palette.dark, 0.2), depth * 0.9, { fade: lit }),
    ];
  });
  const mesa = dice.chance(0.5) ? [mesaShape(stage, dice.between(0.1, width - 0.1), height * 0.6)] : [];
  const ground = ridge(dice, height * 0.9, 0.01, 0.2);
  return { back: [...mesa, ...dunes], front: [], groundAt: ground, waterAt: height * 0.85, scale: 0.95 };
}

function mesaShape(stage: Stage, x: number, foot: number): Shape {
  const { palette, dice } = stage;
  const [half, rise] = [dice.between(0.1, 0.2), dice.between(0.12, 0.2)];
  const outline = points(
    x - half * 1.5,
    foot,
    x - half,
    foot - rise * 0.4,
    x - half * 0.9,
    foot - rise,
    x + half * 0.9,
    foot - rise * 0.96,
    x + half,
    foot - rise * 0.4,
    x + half * 1.6,
    foot,
  );
  return shape("land", outline, distant(stage, mix({ l: 0.5, c: 0.11, h: 40 }, palette.dark, 0.3), 0.3), 0.15);
}
