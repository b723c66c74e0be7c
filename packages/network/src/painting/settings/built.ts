import { type Colour, lighter, mix } from "../colour.ts";
import { box, egg, points } from "../outline.ts";
import type { Shape } from "../picture.ts";
import { roundTrees } from "./open-land.ts";
import { below, distant, type Place, ridge, type Stage, shape } from "./stage.ts";

export function city(stage: Stage): Place {
  const { width, height, palette, dice } = stage;
  const street = height * 0.86;
  const blocks = [0.2, 0.45, 0.75].flatMap((depth, index) => {
    const tall = height * (0.5 - index * 0.07);
    const buildings: Shape[] = [];
    for (let x = -0.08 + dice.between(0, 0.06); x < width + 0.05; ) {
      const wide = dice.between(0.07, 0.15) * (0.8 + index * 0.25);
      buildings.push(...building(stage, { x, wide, tall: tall * dice.between(0.45, 1.15), foot: street, depth }));
      x += wide + (dice.chance(0.3) ? dice.between(0.01, 0.04) : 0);
    }
    return buildings;
  });
  const asphalt = mix(palette.dark, palette.sky[1], 0.22);
  const stripes = [0.2, 0.5, 0.8].map((at) =>
    shape(
      "detail",
      points(width * at - 0.07, height * 0.945, width * at + 0.07, height * 0.945),
      mix(palette.light, asphalt, 0.35),
      0.92,
      { line: 0.008 },
    ),
  );
  const shine = Array.from({ length: 16 }, () => {
    const x = dice.between(0, width);
    return shape(
      "glint",
      box(x, street + 0.02, dice.between(0.008, 0.03), dice.between(0.04, 0.12)),
      dice.pick([palette.accent, palette.light, palette.bloom]),
      0.9,
      { alpha: 0.22 },
    );
  });
  return {
    back: [
      ...blocks,
      shape("land", box(-0.05, street, width + 0.1, height), asphalt, 0.85, { fade: palette.dark }),
      ...shine,
      ...stripes,
    ],
    front: [],
    groundAt: () => height * 0.93,
    waterAt: height * 0.95,
    scale: 0.9,
  };
}

type Lot = {
  readonly x: number;
  readonly wide: number;
  readonly tall: number;
  readonly foot: number;
  readonly depth: number;
};

function building(stage: Stage, { x, wide, tall, foot, depth }: Lot): readonly Shape[] {
  const { palette, dice, scene } = stage;
  const stone = distant(
    stage,
    mix(mix(palette.land, palette.dark, 0.55), palette.accent, dice.between(0, 0.22)),
    depth,
  );
  const top = foot - tall;
  const roof = dice.whole(4);
  const crown =
    roof === 0
      ? points(x, top, x + wide / 2, top - wide * 0.5, x + wide, top)
      : roof === 1
        ? box(x + wide * 0.2, top - wide * 0.35, wide * 0.6, wide * 0.36)
        : roof === 2
          ? points(
              x + wide * 0.47,
              top,
              x + wide * 0.49,
              top - wide * 0.9,
              x + wide * 0.51,
              top - wide * 0.9,
              x + wide * 0.53,
              top,
            )
          : box(x - 0.004, top - 0.008, wide + 0.008, 0.02);
  const lit = scene.time === "day" ? 0.16 : 0.5;
  const columns = Math.max(2, Math.round(wide / 0.028));
  const rows = Math.max(3, Math.floor(tall / 0.038));
  const pane = wide / columns;
  const windows = Array.from({ length: columns * rows }, (_, index): readonly Shape[] => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const isLit = dice.chance(lit);
    if (!isLit && depth < 0.4) return [];
    const glass: Colour = isLit
      ? mix(palette.light, palette.accent, dice.chance(0.2) ? 0.6 : 0.1)
      : lighter(stone, -0.06);
    const [left, at] = [x + pane * (column + 0.26), top + 0.022 + row * 0.038];
    return [
      shape(
        isLit ? "window" : "detail",
        box(left, at, pane * 0.48, 0.019),
        distant(stage, glass, isLit ? Math.max(depth, 0.7) : depth),
        depth,
        { thing: null },
      ),
    ];
  }).flat();
  return [
    shape("building", crown, stone, depth),
    shape("building", box(x, top, wide, tall + 0.02), stone, depth, { fade: mix(stone, palette.sky[2], 0.25) }),
    ...windows,
  ];
}

export function village(stage: Stage): Place {
  const { width, height, palette, dice } = stage;
  const far = ridge(dice, height * 0.58, 0.08, 0.5);
  const hill = ridge(dice, height * 0.74, 0.04, 0.3);
  const houses = Array.from({ length: 9 }, (_, index) => {
    const x = ((index + dice.between(0.1, 0.7)) / 9) * width;
    return cottage(stage, x, hill(x) + 0.03, dice.between(0.06, 0.1));
  });
  const near = ridge(dice, height * 0.85, 0.025, 0.3);
  const green = palette.land;
  return {
    back: [
      shape("land", below(stage, far), distant(stage, green, 0.3), 0.25),
      ...roundTrees(stage, height * 0.7, 9),
      shape("land", below(stage, hill), distant(stage, green, 0.6), 0.5),
      ...houses.flat(),
      shape("land", below(stage, near), green, 0.85, { fade: mix(green, palette.dark, 0.4) }),
    ],
    front: [],
    groundAt: (x) => near(x) + 0.06,
    waterAt: height * 0.9,
    scale: 0.95,
  };
}

function cottage(stage: Stage, x: number, foot: number, size: number): readonly Shape[] {
  const { palette, dice, scene } = stage;
  const wall = distant(stage, mix({ l: 0.88, c: 0.04, h: 80 }, palette.dark, 0.6 * (1 - palette.brightness)), 0.75);
  const roof = distant(stage, dice.pick([palette.accent, palette.bloom, mix(palette.dark, palette.accent, 0.4)]), 0.75);
  const [wide, tall] = [size * dice.between(0.9, 1.4), size * dice.between(0.6, 0.9)];
  const lamp = scene.time === "day" ? mix(palette.dark, palette.water, 0.4) : palette.light;
  return [
    shape("building", box(x, foot - tall, wide, tall + 0.02), wall, 0.6),
    shape(
      "building",
      points(x - wide * 0.12, foot - tall, x + wide / 2, foot - tall - size * 0.6, x + wide * 1.12, foot - tall),
      roof,
      0.6,
    ),
    ...[0.2, 0.6].map((at) =>
      shape("window", box(x + wide * at, foot - tall * 0.65, wide * 0.18, tall * 0.26), lamp, 0.6),
    ),
  ];
}

export function castleHill(stage: Stage): Place {
  const { height, width, palette, dice } = stage;
  const far = [0.2, 0.4].map((depth, index) =>
    shape(
      "land",
      below(stage, ridge(dice, height * (0.58 + index * 0.08), 0.1, 0.8)),
      distant(stage, mix(palette.land, palette.dark, 0.3), depth),
      depth,
    ),
  );
  const crest = width / 2;
  const hill = (x: number) => height * 0.96 - 0.2 * Math.exp(-(((x - crest) / 0.34) ** 2)) + Math.sin(x * 23) * 0.006;
  const green = mix(palette.land, palette.dark, 0.25);
  return {
    back: [...far, shape("land", below(stage, hill), green, 0.8, { fade: mix(green, palette.dark, 0.6) })],
    front: [],
    groundAt: (x) => hill(x) + 0.055,
    waterAt: height * 0.9,
    scale: 1,
  };
}

export function interior(stage: Stage): Place {
  const { width, height, palette, dice } = stage;
  const table = height * 0.72;
  const wall = mix(palette.accent, palette.paper, palette.brightness > 0.5 ? 0.72 : 0.2);
  const shade = mix(wall, palette.dark, 0.6 * (1 - palette.brightness));
  const [left, top] = [width * dice.between(0.5, 0.62), height * 0.1];
  const [wide, tall] = [width * 0.34, height * 0.44];
  const hills = [0.35, 0.7].map((depth, index) => {
    const line = ridge(dice, top + tall * (0.62 + index * 0.16), 0.04, 0.5);
    const outline = [
      ...Array.from(
        { length: 25 },
        (_, at) => [left + (wide * at) / 24, Math.min(top + tall, line(left + (wide * at) / 24))] as const,
      ),
      [left + wide, top + tall] as const,
      [left, top + tall] as const,
    ];
    return shape("land", outline, distant(stage, palette.land, depth), 0.1 + depth * 0.1);
  });
  const frame = lighter(palette.paper, 0.02);
  const bar = (outline: Shape["outline"]) =>
    shape("building", outline, mix(frame, palette.dark, 0.45 * (1 - palette.brightness)), 0.4);
  const papers = Array.from({ length: 11 }, (_, index) =>
    shape(
      "detail",
      points((width * (index + 0.5)) / 11, 0, (width * (index + 0.5)) / 11, table),
      lighter(shade, -0.035),
      0.05,
      { line: 0.012, alpha: 0.6 },
    ),
  );
  const wood = mix({ l: 0.56, c: 0.09, h: 55 }, palette.dark, 0.55 * (1 - palette.brightness));
  return {
    back: [
      shape("building", box(-0.05, -0.05, width + 0.1, height + 0.1), shade, 0.02, { fade: lighter(shade, -0.05) }),
      ...papers,
      shape("window", box(left, top, wide, tall), palette.sky[0], 0.08, { fade: palette.sky[2] }),
      shape("star", egg(left + wide * 0.3, top + tall * 0.26, 0.035), palette.light, 0.09),
      ...hills,
      bar(box(left - 0.016, top - 0.016, wide + 0.032, 0.024)),
      bar(box(left - 0.03, top + tall - 0.004, wide + 0.06, 0.03)),
      bar(box(left - 0.016, top, 0.022, tall)),
      bar(box(left + wide - 0.006, top, 0.022, tall)),
      bar(box(left + wide / 2 - 0.007, top, 0.014, tall)),
      bar(box(left, top + tall * 0.45, wide, 0.012)),
      shape("land", box(-0.05, table, width + 0.1, height), wood, 0.7, { fade: mix(wood, palette.dark, 0.4) }),
      ...[0.06, 0.15].map((y) =>
        shape("detail", points(-0.05, table + y, width + 0.05, table + y), lighter(wood, -0.05), 0.72, {
          line: 0.004,
          alpha: 0.7,
        }),
      ),
    ],
    front: [],
    groundAt: () => table + 0.1,
    waterAt: table + 0.1,
    scale: 1.2,
  };
}
