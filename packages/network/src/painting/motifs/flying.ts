import { colour } from "../colour.ts";
import { curve, egg, limb, type Outline, placed, points, smooth } from "../outline.ts";
import { type Motif, piece } from "./piece.ts";

export const owl: Motif = {
  at: ["forest"],
  rests: "on-ground",
  size: 0.36,
  colour: colour(0.48, 0.06, 60),
  draw: () => [
    piece("dark", limb(curve(-0.55, 0.02, 0, -0.04, 0.6, 0.03), 0.06, 0.05)),
    piece(
      "main",
      smooth(
        -0.26,
        -0.1,
        -0.3,
        -0.5,
        -0.24,
        -0.88,
        -0.3,
        -1.0,
        -0.1,
        -0.94,
        0,
        -0.93,
        0.1,
        -0.94,
        0.3,
        -1.0,
        0.24,
        -0.88,
        0.3,
        -0.5,
        0.26,
        -0.1,
        0,
        -0.02,
      ),
    ),
    piece("pale", smooth(-0.15, -0.14, -0.17, -0.42, 0, -0.54, 0.17, -0.42, 0.15, -0.14, 0, -0.08)),
    ...[-0.2, -0.28, -0.36, -0.44].flatMap((y, row) =>
      [-0.08, 0, 0.08].map((x) => piece("shade", egg(x + (row % 2 ? 0.04 : 0), y, 0.025, 0.018))),
    ),
    piece("shade", smooth(-0.3, -0.56, -0.33, -0.3, -0.22, -0.08, -0.18, -0.34)),
    piece("shade", smooth(0.3, -0.56, 0.33, -0.3, 0.22, -0.08, 0.18, -0.34)),
    piece("pale", egg(-0.11, -0.74, 0.13, 0.13)),
    piece("pale", egg(0.11, -0.74, 0.13, 0.13)),
    piece("glow", egg(-0.11, -0.74, 0.08, 0.08)),
    piece("glow", egg(0.11, -0.74, 0.08, 0.08)),
    piece("dark", egg(-0.11, -0.74, 0.042, 0.042)),
    piece("dark", egg(0.11, -0.74, 0.042, 0.042)),
    piece("accent", points(-0.03, -0.69, 0.03, -0.69, 0, -0.6)),
  ],
};

export const bird: Motif = {
  at: ["forest", "meadow"],
  rests: "on-ground",
  size: 0.28,
  colour: null,
  draw: (dice) => [
    piece("dark", limb(curve(-0.8, 0.04, -0.2, -0.02, 0.4, 0.02, 0.95, -0.06), 0.06, 0.03)),
    ...[-0.55, 0.5, 0.75].map((x) => piece("accent", egg(x, -0.07, 0.08, 0.035, dice.between(-1, 1)))),
    piece("dark", points(-0.05, -0.2, -0.03, -0.2, -0.04, 0, -0.06, 0)),
    piece("dark", points(0.08, -0.2, 0.1, -0.2, 0.09, 0, 0.07, 0)),
    piece("shade", smooth(0.2, -0.36, 0.62, -0.16, 0.66, -0.06, 0.5, -0.06, 0.16, -0.2)),
    piece("main", smooth(-0.3, -0.46, -0.26, -0.28, -0.04, -0.14, 0.24, -0.2, 0.36, -0.38, 0.16, -0.58, -0.06, -0.7)),
    piece("pale", smooth(-0.28, -0.46, -0.25, -0.29, -0.04, -0.16, 0.08, -0.22, -0.1, -0.42)),
    piece("main", egg(-0.2, -0.72, 0.2, 0.19)),
    piece("shade", smooth(0, -0.5, 0.24, -0.5, 0.46, -0.24, 0.2, -0.26, 0.02, -0.34)),
    piece("accent", points(-0.38, -0.78, -0.56, -0.71, -0.37, -0.66)),
    piece("dark", egg(-0.25, -0.76, 0.03, 0.03)),
  ],
};

const gull = (x: number, y: number, span: number, lift: number): Outline =>
  placed(
    smooth(
      -0.5,
      -0.1 * lift,
      -0.28,
      -0.24 * lift,
      0,
      0,
      0.28,
      -0.24 * lift,
      0.5,
      -0.1 * lift,
      0.26,
      -0.15 * lift,
      0,
      0.09,
      -0.26,
      -0.15 * lift,
    ),
    {
      x,
      y,
      scale: span,
    },
  );

export const flock: Motif = {
  at: ["sea", "mountains"],
  rests: "in-air",
  size: 0.3,
  colour: colour(0.3, 0.02, 260),
  draw: (dice) =>
    Array.from({ length: 7 }, (_, index) => {
      const side = index % 2 ? -1 : 1;
      const rank = Math.ceil(index / 2);
      const outline = gull(
        side * rank * 0.24,
        -0.9 + rank * 0.2 + dice.between(-0.05, 0.05),
        dice.between(0.2, 0.28),
        dice.between(0.6, 1.4),
      );
      return piece("main", outline);
    }),
};

export const butterfly: Motif = {
  at: ["meadow"],
  rests: "in-air",
  size: 0.32,
  colour: null,
  draw: () => {
    const wing = (side: number) => [
      piece("main", smooth(0, -0.5, side * 0.2, -0.9, side * 0.52, -0.96, side * 0.5, -0.62, side * 0.12, -0.44)),
      piece("shade", smooth(0, -0.44, side * 0.3, -0.46, side * 0.42, -0.22, side * 0.26, -0.06, side * 0.06, -0.3)),
      piece("pale", egg(side * 0.36, -0.78, 0.08, 0.1)),
      piece("accent", egg(side * 0.25, -0.28, 0.06, 0.07)),
      piece("dark", curve(0, -0.66, side * 0.06, -0.86, side * 0.14, -0.92), 0.014),
    ];
    return [...wing(-1), ...wing(1), piece("dark", egg(0, -0.46, 0.03, 0.22))];
  },
};

export const dragon: Motif = {
  at: ["mountains", "castle-hill"],
  rests: "in-air",
  size: 0.56,
  colour: colour(0.5, 0.14, 25),
  draw: () => [
    piece(
      "shade",
      smooth(
        0.02,
        -0.5,
        0.1,
        -0.86,
        0.36,
        -1.02,
        0.3,
        -0.84,
        0.46,
        -0.84,
        0.36,
        -0.7,
        0.5,
        -0.62,
        0.3,
        -0.56,
        0.14,
        -0.42,
      ),
    ),
    piece(
      "main",
      limb(
        curve(-0.42, -0.62, -0.26, -0.66, -0.12, -0.5, 0.06, -0.4, 0.3, -0.34, 0.46, -0.18, 0.62, -0.22, 0.74, -0.1),
        0.1,
        0.02,
      ),
    ),
    piece("main", smooth(-0.2, -0.52, -0.04, -0.56, 0.22, -0.42, 0.32, -0.3, 0.1, -0.26, -0.12, -0.34)),
    piece("pale", smooth(-0.16, -0.42, 0, -0.34, 0.22, -0.3, 0.1, -0.26, -0.1, -0.32)),
    piece("accent", points(0.7, -0.18, 0.84, -0.08, 0.7, -0.02)),
    piece(
      "main",
      smooth(
        -0.04,
        -0.5,
        -0.22,
        -0.82,
        -0.14,
        -1.04,
        0.0,
        -0.88,
        0.06,
        -0.96,
        0.12,
        -0.78,
        0.2,
        -0.8,
        0.18,
        -0.6,
        0.12,
        -0.42,
      ),
    ),
    piece("main", smooth(-0.62, -0.6, -0.52, -0.68, -0.4, -0.72, -0.34, -0.62, -0.42, -0.55, -0.58, -0.55)),
    piece("pale", points(-0.4, -0.7, -0.28, -0.82, -0.36, -0.66)),
    piece("glow", egg(-0.46, -0.645, 0.018, 0.018)),
    piece("shade", limb(curve(0.02, -0.3, -0.04, -0.18, 0.04, -0.12), 0.06, 0.03)),
    piece("shade", limb(curve(0.2, -0.28, 0.18, -0.14, 0.26, -0.1), 0.06, 0.03)),
    piece("glow", smooth(-0.62, -0.58, -0.8, -0.62, -0.98, -0.56, -0.84, -0.53, -0.94, -0.47, -0.76, -0.5)),
  ],
};
