import { colour } from "../colour.ts";
import { box, curve, egg, limb, points, smooth } from "../outline.ts";
import { type Motif, piece } from "./piece.ts";

const wheel = (x: number, y: number, radius: number) => [
  piece("dark", egg(x, y, radius)),
  piece("pale", egg(x, y, radius * 0.5)),
  piece("dark", egg(x, y, radius * 0.16)),
];

export const train: Motif = {
  at: ["mountains", "meadow"],
  rests: "on-ground",
  size: 0.26,
  colour: colour(0.42, 0.12, 25),
  draw: (dice) => [
    piece("dark", box(-2.6, -0.02, 5.4, 0.04)),
    ...[0, 1, 2, 3].map((puff) =>
      piece(
        "pale",
        egg(
          -0.52 + puff * 0.26 + dice.between(-0.04, 0.04),
          -1.02 - puff * 0.12,
          0.1 + puff * 0.05,
          0.08 + puff * 0.03,
        ),
      ),
    ),
    ...[0.72, 1.72].flatMap((x) => [
      piece("main", box(x, -0.66, 0.92, 0.52)),
      piece("shade", box(x - 0.03, -0.72, 0.98, 0.08)),
      ...[0.1, 0.38, 0.66].map((at) => piece("glow", box(x + at, -0.56, 0.17, 0.18))),
      ...wheel(x + 0.2, -0.1, 0.1),
      ...wheel(x + 0.72, -0.1, 0.1),
    ]),
    piece("dark", points(-0.92, -0.02, -0.74, -0.2, -0.66, -0.02)),
    piece("main", smooth(-0.78, -0.2, -0.8, -0.52, -0.66, -0.58, 0.1, -0.58, 0.12, -0.2)),
    piece("shade", box(-0.76, -0.3, 0.9, 0.12)),
    piece("dark", points(-0.62, -0.56, -0.64, -0.86, -0.4, -0.86, -0.44, -0.56)),
    piece("accent", smooth(-0.18, -0.56, -0.16, -0.7, -0.02, -0.7, 0, -0.56)),
    piece("main", box(0.1, -0.84, 0.46, 0.66)),
    piece("dark", box(0.05, -0.9, 0.57, 0.07)),
    piece("glow", box(0.2, -0.74, 0.24, 0.2)),
    piece("glow", egg(-0.8, -0.44, 0.05, 0.06)),
    ...wheel(-0.56, -0.12, 0.12),
    ...wheel(-0.22, -0.12, 0.12),
    ...wheel(0.3, -0.16, 0.16),
  ],
};

export const car: Motif = {
  at: ["city", "desert"],
  rests: "on-ground",
  size: 0.22,
  colour: null,
  draw: () => [
    piece(
      "main",
      smooth(
        -1.0,
        -0.22,
        -0.98,
        -0.46,
        -0.6,
        -0.54,
        -0.34,
        -0.88,
        0.3,
        -0.92,
        0.62,
        -0.58,
        0.96,
        -0.5,
        1.02,
        -0.22,
        0,
        -0.16,
      ),
    ),
    piece("shade", smooth(-1.0, -0.24, 0, -0.28, 1.02, -0.24, 1.0, -0.16, 0, -0.12, -0.98, -0.16)),
    piece("glow", points(-0.44, -0.56, -0.26, -0.8, 0, -0.82, 0, -0.55)),
    piece("glow", points(0.08, -0.55, 0.08, -0.82, 0.26, -0.8, 0.46, -0.55)),
    piece("glow", egg(-0.94, -0.38, 0.05, 0.06)),
    piece("accent", egg(0.97, -0.38, 0.04, 0.06)),
    ...wheel(-0.56, -0.17, 0.2),
    ...wheel(0.56, -0.17, 0.2),
  ],
};

export const bicycle: Motif = {
  at: ["village", "city", "meadow"],
  rests: "on-ground",
  size: 0.26,
  colour: null,
  draw: () => [
    ...[-0.52, 0.52].flatMap((x) => [
      piece("dark", [...egg(x, -0.34, 0.32), [x + 0.32, -0.34]], 0.035),
      ...[0, 1, 2, 3, 4, 5].map((spoke) => {
        const angle = (spoke / 6) * Math.PI;
        const [dx, dy] = [Math.cos(angle) * 0.3, Math.sin(angle) * 0.3];
        return piece("shade", points(x - dx, -0.34 - dy, x + dx, -0.34 + dy), 0.008);
      }),
    ]),
    piece("main", points(-0.52, -0.34, -0.34, -0.78, 0.18, -0.76, -0.04, -0.32, -0.36, -0.74), 0.05),
    piece("main", points(-0.04, -0.32, 0.52, -0.34, 0.18, -0.76), 0.05),
    piece("dark", limb(curve(0.06, -0.88, 0.18, -0.9, 0.34, -0.87), 0.06, 0.04)),
    piece("main", points(0.18, -0.76, 0.2, -0.88), 0.04),
    piece("dark", curve(-0.34, -0.78, -0.36, -0.98, -0.52, -0.96), 0.04),
    piece("accent", box(-0.78, -0.84, 0.26, 0.18)),
    piece("pale", egg(-0.72, -0.88, 0.06, 0.05)),
    piece("glow", egg(-0.62, -0.89, 0.06, 0.06)),
  ],
};

export const balloon: Motif = {
  at: ["mountains", "meadow", "desert"],
  rests: "in-air",
  size: 0.46,
  colour: null,
  draw: (dice) => {
    const stripes = dice.pick([3, 5] as const);
    const width = 0.66;
    return [
      piece("dark", points(-0.12, -0.3, -0.07, -0.12), 0.012),
      piece("dark", points(0.12, -0.3, 0.07, -0.12), 0.012),
      piece(
        "main",
        smooth(
          -0.34,
          -0.66,
          -0.24,
          -0.92,
          0,
          -1.02,
          0.24,
          -0.92,
          0.34,
          -0.66,
          0.24,
          -0.42,
          0.1,
          -0.27,
          -0.1,
          -0.27,
          -0.24,
          -0.42,
        ),
      ),
      ...Array.from({ length: stripes }, (_, index) => {
        const [left, right] = [(index + 0.22) / stripes - 0.5, (index + 0.78) / stripes - 0.5];
        const edge = (at: number, y: number) => at * width * Math.sqrt(Math.max(0.05, 1 - ((y + 0.66) / 0.37) ** 2));
        const down = [-0.97, -0.88, -0.76, -0.66, -0.54, -0.42, -0.31];
        const outline = [
          ...down.map((y) => [edge(left, y), y] as const),
          ...down.toReversed().map((y) => [edge(right, y), y] as const),
        ];
        return piece(index % 2 ? "accent" : "pale", outline);
      }),
      piece("shade", smooth(0.2, -0.9, 0.34, -0.68, 0.24, -0.42, 0.1, -0.27, 0.18, -0.5)),
      piece("dark", points(-0.1, -0.14, 0.1, -0.14, 0.08, 0, -0.08, 0)),
      piece("shade", box(-0.11, -0.16, 0.22, 0.035)),
      piece("glow", smooth(-0.025, -0.2, 0, -0.27, 0.025, -0.2)),
    ];
  },
};

export const rocket: Motif = {
  at: ["space"],
  rests: "in-air",
  size: 0.52,
  colour: colour(0.93, 0.01, 250),
  accent: colour(0.57, 0.19, 27),
  draw: () => [
    piece("glow", smooth(-0.09, -0.16, -0.12, -0.04, 0, 0.14, 0.12, -0.04, 0.09, -0.16)),
    piece("accent", smooth(-0.05, -0.16, -0.06, -0.06, 0, 0.05, 0.06, -0.06, 0.05, -0.16)),
    piece("accent", smooth(-0.14, -0.42, -0.3, -0.24, -0.28, -0.08, -0.12, -0.2)),
    piece("accent", smooth(0.14, -0.42, 0.3, -0.24, 0.28, -0.08, 0.12, -0.2)),
    piece(
      "main",
      smooth(-0.12, -0.18, -0.17, -0.5, -0.12, -0.8, 0, -1.02, 0.12, -0.8, 0.17, -0.5, 0.12, -0.18, 0, -0.16),
    ),
    piece("shade", smooth(0.04, -0.17, 0.06, -0.5, 0.04, -0.86, 0, -1.02, 0.12, -0.8, 0.17, -0.5, 0.12, -0.18)),
    piece("accent", smooth(-0.1, -0.83, -0.04, -0.95, 0, -1.02, 0.04, -0.95, 0.1, -0.83, 0, -0.81)),
    piece("dark", egg(0, -0.62, 0.075, 0.075)),
    piece("glow", egg(0, -0.62, 0.052, 0.052)),
    piece("dark", box(-0.09, -0.2, 0.18, 0.04)),
    piece("accent", smooth(-0.02, -0.4, 0, -0.44, 0.02, -0.4, 0.02, -0.14, -0.02, -0.14)),
  ],
};

export const ufo: Motif = {
  at: ["space", "meadow", "desert"],
  rests: "in-air",
  size: 0.24,
  colour: colour(0.72, 0.03, 250),
  draw: () => [
    piece("pale", smooth(-0.36, -0.5, -0.26, -0.84, 0, -0.96, 0.26, -0.84, 0.36, -0.5)),
    piece("glow", egg(0, -0.62, 0.12, 0.16)),
    piece("main", egg(0, -0.42, 0.9, 0.24)),
    piece("shade", smooth(-0.88, -0.38, 0, -0.3, 0.88, -0.38, 0.4, -0.18, 0, -0.14, -0.4, -0.18)),
    ...[-0.6, -0.3, 0, 0.3, 0.6].map((x) => piece("glow", egg(x, -0.33, 0.06, 0.045))),
  ],
};
