import { colour } from "../colour.ts";
import { box, curve, egg, limb, points, smooth } from "../outline.ts";
import { type Motif, piece } from "./piece.ts";

export const cup: Motif = {
  at: ["interior"],
  rests: "on-table",
  size: 0.3,
  colour: null,
  draw: (dice) => [
    ...[-0.1, 0.06].map((x) => {
      const sway = dice.between(0.04, 0.08);
      return piece("pale", limb(curve(x, -0.84, x + sway, -1.0, x - sway, -1.16, x + sway, -1.34), 0.035, 0.008));
    }),
    piece("shade", egg(0, -0.02, 0.5, 0.07)),
    piece("main", [...curve(0.28, -0.62, 0.5, -0.62, 0.5, -0.3, 0.22, -0.26)], 0.07),
    piece("main", smooth(-0.34, -0.74, 0, -0.76, 0.34, -0.74, 0.3, -0.3, 0.16, -0.04, -0.16, -0.04, -0.3, -0.3)),
    piece("shade", smooth(0.1, -0.74, 0.34, -0.74, 0.3, -0.3, 0.16, -0.04, 0.06, -0.04, 0.16, -0.3)),
    piece("pale", egg(0, -0.74, 0.34, 0.08)),
    piece("dark", egg(0, -0.735, 0.28, 0.055)),
  ],
};

export const book: Motif = {
  at: ["interior"],
  rests: "on-table",
  size: 0.24,
  colour: null,
  draw: (dice) => {
    const spine = (y: number, height: number, left: number, width: number, tone: "main" | "accent" | "shade") => [
      piece(tone, box(left, y - height, width, height)),
      piece("pale", box(left + width * 0.94, y - height * 0.86, width * 0.05, height * 0.72)),
      piece("glow", box(left + width * 0.12, y - height * 0.62, width * 0.3, height * 0.16)),
    ];
    return [
      ...spine(0, 0.3, -0.7, 1.4, "main"),
      ...spine(-0.3, 0.24, -0.6 + dice.between(-0.1, 0.1), 1.2, "accent"),
      ...spine(-0.54, 0.3, -0.52 + dice.between(-0.1, 0.1), 1.1, "shade"),
    ];
  },
};

export const vase: Motif = {
  at: ["interior"],
  rests: "on-table",
  size: 0.56,
  colour: colour(0.56, 0.1, 235),
  draw: (dice) => {
    const stems = [-0.3, -0.14, 0.02, 0.17, 0.31].map((x) => ({
      x: x + dice.between(-0.03, 0.03),
      y: -0.78 - dice.between(0, 0.2),
    }));
    return [
      ...stems.map(({ x, y }) => piece("dark", curve(0, -0.4, x * 0.4, -0.6, x, y), 0.014)),
      ...stems.map(({ x, y }, index) => piece("shade", egg(x * 0.7, y + 0.16, 0.09, 0.03, index - 2))),
      ...stems.flatMap(({ x, y }, index) => [
        ...[0, 1, 2, 3, 4, 5].map((petal) => {
          const angle = (petal / 6) * 2 * Math.PI;
          return piece(
            index % 2 ? "accent" : "pale",
            egg(x + Math.cos(angle) * 0.055, y + Math.sin(angle) * 0.055, 0.055, 0.038, angle),
          );
        }),
        piece("glow", egg(x, y, 0.032)),
      ]),
      piece(
        "main",
        smooth(
          -0.08,
          -0.46,
          -0.07,
          -0.38,
          -0.18,
          -0.22,
          -0.13,
          -0.02,
          0,
          0,
          0.13,
          -0.02,
          0.18,
          -0.22,
          0.07,
          -0.38,
          0.08,
          -0.46,
          0,
          -0.44,
        ),
      ),
      piece("shade", smooth(0.04, -0.4, 0.18, -0.22, 0.13, -0.02, 0.04, -0.01, 0.1, -0.2)),
      piece("pale", limb(curve(-0.17, -0.24, 0, -0.2, 0.17, -0.24), 0.03, 0.03)),
    ];
  },
};

export const lamp: Motif = {
  at: ["interior"],
  rests: "on-table",
  size: 0.46,
  colour: null,
  draw: () => [
    piece("dark", smooth(-0.18, 0, -0.16, -0.04, 0, -0.06, 0.16, -0.04, 0.18, 0)),
    piece("dark", box(-0.018, -0.56, 0.036, 0.52)),
    piece("glow", smooth(-0.26, -0.5, 0, -0.46, 0.26, -0.5, 0, -0.56)),
    piece("main", points(-0.3, -0.52, -0.15, -0.98, 0.15, -0.98, 0.3, -0.52)),
    piece("pale", points(-0.12, -0.53, -0.06, -0.97, 0.06, -0.97, 0.12, -0.53)),
  ],
};

export const fruit: Motif = {
  at: ["interior"],
  rests: "on-table",
  size: 0.26,
  colour: colour(0.72, 0.17, 55),
  draw: () => [
    ...[
      [-0.3, -0.5],
      [0.28, -0.48],
      [0, -0.62],
    ].flatMap(([x = 0, y = 0], index) => [
      piece(index === 1 ? "accent" : "main", egg(x, y, 0.24, 0.23)),
      piece("pale", egg(x - 0.08, y - 0.09, 0.06, 0.045, -0.6)),
      piece("dark", curve(x, y - 0.2, x + 0.03, y - 0.28, x + 0.08, y - 0.31), 0.025),
    ]),
    piece("shade", smooth(0.08, -0.92, 0.26, -1.02, 0.36, -0.94, 0.22, -0.87)),
    piece("pale", smooth(-0.72, -0.44, 0, -0.36, 0.72, -0.44, 0.5, -0.1, 0, 0, -0.5, -0.1)),
    piece("shade", smooth(-0.3, -0.02, 0, -0.06, 0.3, -0.02, 0, 0.04)),
    piece("accent", curve(-0.62, -0.3, 0, -0.2, 0.62, -0.3), 0.03),
  ],
};
