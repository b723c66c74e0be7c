import { colour } from "../colour.ts";
import { box, curve, egg, limb, points, smooth } from "../outline.ts";
import { type Motif, piece } from "./piece.ts";

export const person: Motif = {
  at: ["mountains", "city", "sea", "meadow"],
  rests: "on-ground",
  size: 0.34,
  colour: null,
  draw: (dice) => [
    piece("dark", limb(curve(-0.05, -0.34, -0.07, -0.16, -0.08, 0), 0.09, 0.06)),
    piece("dark", limb(curve(0.06, -0.34, 0.08, -0.16, 0.1, 0), 0.09, 0.06)),
    piece(
      "main",
      smooth(-0.1, -0.8, 0.02, -0.84, 0.13, -0.78, 0.16, -0.5, 0.22, -0.26, 0, -0.22, -0.2, -0.26, -0.15, -0.5),
    ),
    piece("shade", smooth(0.04, -0.82, 0.13, -0.78, 0.16, -0.5, 0.22, -0.26, 0.08, -0.23, 0.06, -0.5)),
    piece("shade", limb(curve(-0.1, -0.74, -0.19, -0.56, -0.15, -0.4), 0.08, 0.06)),
    piece("pale", egg(0, -0.9, 0.085, 0.095)),
    ...(dice.chance(0.5)
      ? [
          piece(
            "dark",
            smooth(-0.1, -0.9, -0.08, -1.0, 0.03, -1.03, 0.11, -0.96, 0.12, -0.82, 0.06, -0.9, -0.02, -0.95),
          ),
        ]
      : [
          piece("accent", smooth(-0.18, -0.93, 0, -0.97, 0.18, -0.93, 0, -0.9)),
          piece("accent", smooth(-0.09, -0.94, -0.07, -1.05, 0.07, -1.05, 0.09, -0.94)),
        ]),
    piece("accent", limb(curve(-0.1, -0.81, 0.02, -0.78, 0.12, -0.8), 0.06, 0.06)),
  ],
};

export const wizard: Motif = {
  at: ["castle-hill", "forest"],
  rests: "on-ground",
  size: 0.46,
  colour: colour(0.4, 0.15, 285),
  draw: () => [
    piece("dark", limb(curve(-0.3, 0, -0.31, -0.5, -0.3, -0.88), 0.03, 0.025)),
    piece("glow", egg(-0.3, -0.93, 0.06, 0.06)),
    piece("main", smooth(-0.08, -0.66, 0.08, -0.66, 0.2, -0.34, 0.28, 0, 0, 0.02, -0.26, 0, -0.18, -0.34)),
    piece("shade", smooth(0.02, -0.66, 0.08, -0.66, 0.2, -0.34, 0.28, 0, 0.1, 0.01, 0.08, -0.34)),
    piece("main", limb(curve(-0.06, -0.58, -0.2, -0.5, -0.29, -0.52), 0.11, 0.12)),
    piece("pale", egg(-0.3, -0.52, 0.035, 0.035)),
    piece("pale", egg(0, -0.71, 0.09, 0.09)),
    piece("pale", smooth(-0.09, -0.7, 0, -0.66, 0.09, -0.7, 0.06, -0.48, -0.02, -0.36, -0.08, -0.5)),
    piece("main", smooth(-0.22, -0.75, 0, -0.79, 0.22, -0.75, 0, -0.72)),
    piece("main", smooth(-0.12, -0.76, -0.04, -0.94, 0.1, -1.06, 0.08, -0.94, 0.12, -0.76)),
    piece("accent", limb(curve(-0.115, -0.785, 0, -0.765, 0.115, -0.785), 0.03, 0.03)),
    piece(
      "glow",
      points(
        0.02,
        -0.9,
        0.035,
        -0.87,
        0.07,
        -0.865,
        0.045,
        -0.845,
        0.05,
        -0.81,
        0.02,
        -0.83,
        -0.01,
        -0.81,
        0,
        -0.845,
        -0.03,
        -0.865,
        0.005,
        -0.87,
      ),
    ),
    piece("dark", egg(-0.035, -0.705, 0.012, 0.014)),
    piece("dark", egg(0.035, -0.705, 0.012, 0.014)),
  ],
};

export const astronaut: Motif = {
  at: ["space"],
  rests: "on-ground",
  size: 0.46,
  colour: colour(0.92, 0.01, 250),
  draw: () => [
    piece("shade", smooth(-0.24, -0.4, -0.26, -0.74, 0.26, -0.74, 0.24, -0.4)),
    piece("main", limb(curve(-0.09, -0.34, -0.12, -0.16, -0.13, -0.02), 0.17, 0.15)),
    piece("main", limb(curve(0.09, -0.34, 0.12, -0.16, 0.13, -0.02), 0.17, 0.15)),
    piece("shade", egg(-0.14, -0.03, 0.1, 0.045)),
    piece("shade", egg(0.14, -0.03, 0.1, 0.045)),
    piece("main", smooth(-0.19, -0.3, -0.2, -0.66, 0, -0.7, 0.2, -0.66, 0.19, -0.3, 0, -0.27)),
    piece("main", limb(curve(-0.17, -0.62, -0.32, -0.5, -0.3, -0.34), 0.13, 0.1)),
    piece("main", limb(curve(0.17, -0.62, 0.34, -0.66, 0.4, -0.82), 0.13, 0.1)),
    piece("shade", egg(-0.3, -0.32, 0.06, 0.06)),
    piece("shade", egg(0.4, -0.85, 0.06, 0.06)),
    piece("main", egg(0, -0.82, 0.2, 0.19)),
    piece("dark", smooth(-0.14, -0.8, -0.12, -0.92, 0, -0.95, 0.12, -0.92, 0.14, -0.8, 0, -0.7)),
    piece("accent", smooth(-0.1, -0.86, -0.08, -0.91, 0.02, -0.92, -0.04, -0.86)),
    piece("shade", box(-0.09, -0.54, 0.18, 0.14)),
    piece("accent", egg(-0.04, -0.47, 0.022, 0.022)),
    piece("glow", egg(0.04, -0.47, 0.022, 0.022)),
  ],
};

export const robot: Motif = {
  at: ["city", "space", "meadow"],
  rests: "on-ground",
  size: 0.46,
  colour: colour(0.68, 0.06, 215),
  draw: (dice) => [
    piece("dark", limb(curve(0, -0.9, 0.01, -0.98, 0.03, -1.04), 0.02, 0.015)),
    piece("glow", egg(0.03, -1.05, 0.035, 0.035)),
    ...[-0.11, 0.11].flatMap((x) => [
      piece("shade", box(x - 0.045, -0.24, 0.09, 0.2)),
      piece("main", smooth(x - 0.11, 0, x - 0.1, -0.08, x, -0.1, x + 0.1, -0.08, x + 0.11, 0)),
    ]),
    piece("shade", limb(curve(-0.22, -0.5, -0.34, -0.4, -0.32, -0.24), 0.07, 0.06)),
    piece("shade", limb(curve(0.22, -0.5, 0.36, -0.54, 0.38, -0.7), 0.07, 0.06)),
    piece("main", egg(-0.32, -0.21, 0.06, 0.055)),
    piece("main", egg(0.385, -0.74, 0.06, 0.055)),
    piece("main", points(-0.22, -0.56, 0.22, -0.56, 0.19, -0.22, -0.19, -0.22)),
    piece("pale", box(-0.12, -0.5, 0.24, 0.16)),
    piece("accent", egg(-0.06, -0.42, 0.03, 0.03)),
    ...[0.0, 0.045, 0.09].map((x) => piece("dark", box(x, -0.46, 0.02, dice.between(0.03, 0.09)))),
    piece("shade", box(-0.06, -0.62, 0.12, 0.07)),
    piece(
      "main",
      smooth(-0.24, -0.64, -0.26, -0.78, -0.22, -0.9, 0, -0.93, 0.22, -0.9, 0.26, -0.78, 0.24, -0.64, 0, -0.61),
    ),
    piece("dark", smooth(-0.18, -0.7, -0.18, -0.84, 0, -0.86, 0.18, -0.84, 0.18, -0.7, 0, -0.68)),
    piece("glow", egg(-0.08, -0.77, 0.045, 0.045)),
    piece("glow", egg(0.08, -0.77, 0.045, 0.045)),
    piece("shade", egg(-0.27, -0.76, 0.035, 0.06)),
    piece("shade", egg(0.27, -0.76, 0.035, 0.06)),
  ],
};

export const snowman: Motif = {
  at: ["meadow", "village"],
  rests: "on-ground",
  size: 0.42,
  colour: colour(0.96, 0.01, 240),
  accent: colour(0.57, 0.19, 27),
  draw: () => [
    piece("dark", limb(curve(-0.18, -0.5, -0.34, -0.6, -0.46, -0.62), 0.03, 0.012)),
    piece("dark", limb(curve(0.18, -0.5, 0.34, -0.58, 0.44, -0.68), 0.03, 0.012)),
    piece("main", egg(0, -0.2, 0.27, 0.22)),
    piece("main", egg(0, -0.52, 0.2, 0.18)),
    piece("main", egg(0, -0.77, 0.15, 0.14)),
    piece("shade", smooth(0.1, -0.02, 0.25, -0.12, 0.25, -0.28, 0.18, -0.16)),
    piece("accent", limb(curve(-0.14, -0.66, 0, -0.62, 0.14, -0.66), 0.06, 0.06)),
    piece("accent", points(0.08, -0.64, 0.15, -0.63, 0.14, -0.44, 0.07, -0.45)),
    piece("dark", box(-0.12, -1.04, 0.24, 0.16)),
    piece("dark", box(-0.18, -0.9, 0.36, 0.035)),
    piece("dark", egg(-0.05, -0.79, 0.02, 0.02)),
    piece("dark", egg(0.05, -0.79, 0.02, 0.02)),
    piece("glow", points(-0.01, -0.75, -0.16, -0.72, -0.01, -0.71)),
    ...[-0.56, -0.48].map((y) => piece("dark", egg(0, y, 0.02, 0.02))),
  ],
};
