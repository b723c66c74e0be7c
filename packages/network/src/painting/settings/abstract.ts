import { type Colour, lighter, mix, turned } from "../colour.ts";
import { createNoise } from "../noise.ts";
import { box, egg, limb, type Outline, type Point, points } from "../outline.ts";
import type { Shape } from "../picture.ts";
import { type Place, type Stage, shape } from "./stage.ts";

/** Nothing to depict: one of several systems that make a picture out of rules. */
export function abstract(stage: Stage): Place {
  const { height, dice } = stage;
  const system = dice.pick([currents, discs, blocks, arches, shards]);
  return { back: system(stage), front: [], groundAt: () => height * 0.92, waterAt: height * 0.8, scale: 1.3 };
}

/** Five colours that belong together: the accent, its neighbours, its opposite, and a quiet one. */
function inks({ palette, dice }: Stage): readonly Colour[] {
  const { accent } = palette;
  const spread = dice.between(28, 60);
  return [
    accent,
    lighter(turned(accent, spread), 0.06),
    lighter(turned(accent, -spread), -0.14),
    turned({ ...accent, l: 0.8 }, 180),
    mix(palette.dark, accent, 0.25),
    lighter(mix(palette.paper, accent, 0.12), 0),
  ];
}

/** Ribbons that follow a field. */
function currents(stage: Stage): readonly Shape[] {
  const { width, height, dice } = stage;
  const field = createNoise("currents", dice.whole(1e9));
  const colours = inks(stage);
  return Array.from({ length: 300 }, (_, index) => {
    let [x, y] = [dice.between(-0.1, width + 0.1), dice.between(-0.1, height + 0.1)];
    const line: Point[] = [[x, y]];
    const length = 12 + dice.whole(26);
    for (let step = 0; step < length; step += 1) {
      const angle = field(x * 1.7, y * 1.7) * 3.4;
      [x, y] = [x + Math.cos(angle) * 0.022, y + Math.sin(angle) * 0.022];
      line.push([x, y]);
    }
    const wide = dice.between(0.008, 0.06) * (1 - index / 420);
    return shape("building", limb(line, wide, wide * 0.2), dice.pick(colours), 0.2 + index / 400, { alpha: 0.92 });
  });
}

/** Circles in circles, overlapping. */
function discs(stage: Stage): readonly Shape[] {
  const { width, height, dice } = stage;
  const colours = inks(stage);
  return Array.from({ length: 9 }, (_, index) => {
    const [x, y, size] = [
      dice.between(0.05, 0.95) * width,
      dice.between(0.05, 0.95) * height,
      dice.between(0.09, 0.32) * (1 - index * 0.05),
    ];
    const rings = 2 + dice.whole(4);
    return Array.from({ length: rings }, (_, ring) =>
      shape("building", egg(x, y, size * (1 - ring / rings)), dice.pick(colours), 0.3 + index * 0.07, { alpha: 0.94 }),
    );
  }).flat();
}

/** A sheet divided again and again, a few fields left open. */
function blocks(stage: Stage): readonly Shape[] {
  const { width, height, dice } = stage;
  const colours = inks(stage);
  const shapes: Shape[] = [];
  const divide = (left: number, top: number, wide: number, tall: number, depth: number): void => {
    if (depth === 0 || (depth < 4 && dice.chance(0.22)) || Math.min(wide, tall) < 0.09) {
      shapes.push(...tile(stage, colours, left, top, wide, tall));
      return;
    }
    const at = dice.between(0.32, 0.68);
    if (wide > tall) {
      divide(left, top, wide * at, tall, depth - 1);
      divide(left + wide * at, top, wide * (1 - at), tall, depth - 1);
    } else {
      divide(left, top, wide, tall * at, depth - 1);
      divide(left, top + tall * at, wide, tall * (1 - at), depth - 1);
    }
  };
  divide(0.05, 0.05, width - 0.1, height - 0.1, 5);
  return shapes;
}

function tile(
  { dice }: Stage,
  colours: readonly Colour[],
  left: number,
  top: number,
  wide: number,
  tall: number,
): readonly Shape[] {
  const gap = 0.006;
  const [x, y, w, h] = [left + gap, top + gap, wide - 2 * gap, tall - 2 * gap];
  const [ground, figure] = [dice.pick(colours), dice.pick(colours)];
  const quarter: Outline = [
    [x, y],
    ...Array.from(
      { length: 13 },
      (_, step): Point => [
        x + w * Math.cos((step / 12) * (Math.PI / 2)),
        y + h * Math.sin((step / 12) * (Math.PI / 2)),
      ],
    ),
  ];
  const figures: readonly Outline[] = [
    egg(x + w / 2, y + h / 2, Math.min(w, h) * 0.36),
    quarter,
    points(x, y + h, x + w, y + h, x + w, y),
    box(x + w * 0.25, y + h * 0.25, w * 0.5, h * 0.5),
  ];
  return [
    shape("building", box(x, y, w, h), ground, 0.4),
    ...(dice.chance(0.7) ? [shape("building", dice.pick(figures), figure, 0.6)] : []),
  ];
}

/** Rainbows standing in each other. */
function arches(stage: Stage): readonly Shape[] {
  const { width, height, dice } = stage;
  const colours = inks(stage);
  return Array.from({ length: 7 }, (_, index) => {
    const [x, foot, size] = [dice.between(0, width), height * (0.45 + index * 0.095), dice.between(0.2, 0.36)];
    const bands = 4 + dice.whole(3);
    return Array.from({ length: bands }, (_, band) => {
      const radius = size * (1 - band / (bands + 0.4));
      const arc = Array.from(
        { length: 25 },
        (_, step): Point => [
          x - radius * Math.cos((step / 24) * Math.PI),
          foot - radius * Math.sin((step / 24) * Math.PI),
        ],
      );
      const outline = [[x - radius, height + 0.05] as const, ...arc, [x + radius, height + 0.05] as const];
      return shape(
        "building",
        outline,
        colours[(index + band) % colours.length] ?? dice.pick(colours),
        0.2 + index * 0.1,
      );
    });
  }).flat();
}

/** Facets that share their corners, lit from one side. */
function shards(stage: Stage): readonly Shape[] {
  const { width, height, dice, palette } = stage;
  const [columns, rows] = [9, Math.round((9 * height) / width)];
  const colours = inks(stage);
  const heart = [dice.between(0.3, 0.7) * width, dice.between(0.3, 0.7) * height] as const;
  const corner = (column: number, row: number): Point => grid[row * (columns + 1) + column] ?? [0, 0];
  const grid = Array.from({ length: (columns + 1) * (rows + 1) }, (_, index): Point => {
    const [column, row] = [index % (columns + 1), Math.floor(index / (columns + 1))];
    const inner = column > 0 && column < columns && row > 0 && row < rows;
    const shift = inner ? 0.36 / columns : 0;
    return [
      (column / columns) * width + dice.between(-shift, shift),
      (row / rows) * height + dice.between(-shift, shift),
    ];
  });
  return Array.from({ length: columns * rows }, (_, index) => {
    const [column, row] = [index % columns, Math.floor(index / columns)];
    const [a, b, c, d] = [
      corner(column, row),
      corner(column + 1, row),
      corner(column + 1, row + 1),
      corner(column, row + 1),
    ];
    const away = Math.min(1, Math.hypot(a[0] - heart[0], a[1] - heart[1]) * 1.5);
    const base = mix(colours[0] ?? palette.accent, colours[2] ?? palette.dark, away);
    return [
      [a, b, c],
      [a, c, d],
    ].map((facet) => {
      const tint = mix(base, dice.pick(colours), dice.between(0, 0.34));
      return shape("building", facet, lighter(tint, dice.between(-0.09, 0.11)), 0.5);
    });
  }).flat();
}
