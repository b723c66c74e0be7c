import { colour } from "../colour.ts";
import { curve, egg, limb, points, smooth } from "../outline.ts";
import { type Motif, piece } from "./piece.ts";

export const fish: Motif = {
  at: ["underwater"],
  rests: "in-water",
  size: 0.26,
  colour: colour(0.7, 0.17, 50),
  draw: () => [
    piece("shade", smooth(0.38, -0.5, 0.78, -0.86, 0.72, -0.5, 0.78, -0.14)),
    piece("shade", smooth(-0.16, -0.82, 0.1, -1.02, 0.32, -0.8, 0.1, -0.74)),
    piece("shade", smooth(-0.06, -0.2, 0.12, 0.0, 0.24, -0.22)),
    piece("main", smooth(-0.62, -0.5, -0.36, -0.78, 0.04, -0.86, 0.5, -0.52, 0.04, -0.16, -0.36, -0.24)),
    piece("pale", limb(curve(-0.22, -0.78, -0.14, -0.5, -0.22, -0.24), 0.09, 0.09)),
    piece("pale", limb(curve(0.14, -0.8, 0.22, -0.5, 0.14, -0.22), 0.07, 0.07)),
    piece("shade", smooth(-0.08, -0.46, 0.14, -0.4, 0.08, -0.26)),
    piece("pale", egg(-0.42, -0.57, 0.065, 0.065)),
    piece("dark", egg(-0.43, -0.57, 0.034, 0.034)),
  ],
};

export const whale: Motif = {
  at: ["underwater", "sea"],
  rests: "in-water",
  size: 0.44,
  colour: colour(0.46, 0.08, 250),
  draw: () => [
    piece(
      "main",
      smooth(
        -0.92,
        -0.4,
        -0.84,
        -0.7,
        -0.4,
        -0.82,
        0.1,
        -0.7,
        0.6,
        -0.5,
        0.92,
        -0.62,
        0.92,
        -0.46,
        0.5,
        -0.24,
        -0.1,
        -0.12,
        -0.7,
        -0.16,
      ),
    ),
    piece("main", smooth(0.84, -0.56, 0.96, -0.86, 1.12, -0.94, 1.08, -0.72, 1.18, -0.56, 1.0, -0.5)),
    piece("pale", smooth(-0.9, -0.36, -0.6, -0.34, -0.1, -0.3, 0.3, -0.28, -0.1, -0.12, -0.7, -0.16)),
    ...[-0.3, -0.25, -0.2].map((y) => piece("shade", curve(-0.84, y - 0.02, -0.5, y + 0.02, -0.1, y + 0.01), 0.012)),
    piece("shade", smooth(-0.36, -0.26, -0.14, -0.24, 0.06, 0.04, -0.16, -0.02)),
    piece("dark", egg(-0.66, -0.44, 0.022, 0.026)),
    piece("pale", curve(-0.86, -0.42, -0.76, -0.37, -0.64, -0.37), 0.012),
  ],
};

export const jellyfish: Motif = {
  at: ["underwater"],
  rests: "in-water",
  size: 0.5,
  colour: colour(0.72, 0.14, 320),
  draw: (dice) => [
    ...[-0.2, -0.12, -0.04, 0.04, 0.12, 0.2].map((x) => {
      const sway = dice.between(0.04, 0.12);
      return piece(
        "main",
        limb(curve(x, -0.62, x - sway, -0.44, x + sway, -0.26, x - sway, -0.1, x + sway / 2, 0), 0.03, 0.008),
      );
    }),
    ...[-0.07, 0.07].map((x) =>
      piece("pale", limb(curve(x, -0.62, x + 0.05, -0.46, x - 0.05, -0.32, x, -0.2), 0.07, 0.02)),
    ),
    piece(
      "main",
      smooth(
        -0.32,
        -0.6,
        -0.3,
        -0.84,
        0,
        -1.0,
        0.3,
        -0.84,
        0.32,
        -0.6,
        0.2,
        -0.65,
        0.1,
        -0.59,
        0,
        -0.64,
        -0.1,
        -0.59,
        -0.2,
        -0.65,
      ),
    ),
    piece("pale", smooth(-0.2, -0.74, -0.12, -0.9, 0.04, -0.94, 0, -0.86, -0.1, -0.76)),
    ...[-0.12, 0, 0.12].map((x) => piece("glow", egg(x, -0.72, 0.03, 0.045))),
  ],
};

export const boat: Motif = {
  at: ["sea", "lake"],
  rests: "on-water",
  size: 0.38,
  colour: colour(0.5, 0.15, 30),
  draw: (dice) => [
    piece("dark", points(-0.012, -0.98, 0.012, -0.98, 0.012, -0.16, -0.012, -0.16)),
    piece("pale", smooth(0.03, -0.94, 0.22, -0.66, 0.34, -0.26, 0.18, -0.24, 0.03, -0.23)),
    piece("pale", smooth(-0.04, -0.86, -0.16, -0.56, -0.3, -0.25, -0.14, -0.23, -0.04, -0.24)),
    piece("accent", points(0.012, -0.98, 0.15, -0.94 + dice.between(-0.02, 0.02), 0.012, -0.9)),
    piece("main", smooth(-0.44, -0.17, -0.2, -0.14, 0.2, -0.14, 0.46, -0.18, 0.34, 0.0, 0, 0.03, -0.32, 0)),
    piece("shade", smooth(-0.38, -0.07, 0, -0.03, 0.4, -0.07, 0.33, 0.0, 0, 0.03, -0.32, 0)),
    piece("pale", curve(-0.42, -0.13, 0, -0.105, 0.44, -0.14), 0.014),
  ],
};
