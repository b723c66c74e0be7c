import { colour } from "../colour.ts";
import { box, curve, egg, limb, points, smooth } from "../outline.ts";
import { type Motif, piece } from "./piece.ts";

export const lighthouse: Motif = {
  at: ["sea"],
  rests: "on-ground",
  size: 0.52,
  colour: colour(0.95, 0.01, 90),
  accent: colour(0.57, 0.19, 27),
  draw: () => [
    piece("dark", smooth(-0.44, 0.06, -0.3, -0.06, -0.1, -0.09, 0.14, -0.08, 0.34, -0.03, 0.5, 0.06)),
    piece("shade", box(0.12, -0.2, 0.2, 0.13)),
    piece("accent", points(0.09, -0.19, 0.22, -0.29, 0.35, -0.19)),
    piece("main", points(-0.13, -0.07, -0.085, -0.78, 0.085, -0.78, 0.13, -0.07)),
    piece("accent", points(-0.12, -0.2, -0.11, -0.36, 0.11, -0.36, 0.12, -0.2)),
    piece("accent", points(-0.102, -0.5, -0.094, -0.64, 0.094, -0.64, 0.102, -0.5)),
    piece("shade", points(0.03, -0.07, 0.02, -0.78, 0.085, -0.78, 0.13, -0.07)),
    piece("dark", box(-0.12, -0.8, 0.24, 0.03)),
    piece("glow", box(-0.065, -0.9, 0.13, 0.1)),
    piece("dark", box(-0.008, -0.9, 0.016, 0.1)),
    piece("accent", smooth(-0.09, -0.9, -0.05, -0.97, 0, -1.0, 0.05, -0.97, 0.09, -0.9)),
    piece("dark", box(-0.025, -0.17, 0.05, 0.09)),
    piece("dark", box(-0.02, -0.46, 0.03, 0.05)),
  ],
};

export const house: Motif = {
  at: ["village", "meadow", "mountains"],
  rests: "on-ground",
  size: 0.32,
  colour: colour(0.82, 0.06, 70),
  accent: colour(0.55, 0.14, 35),
  draw: (dice) => [
    piece("dark", box(0.2, -1.0, 0.12, 0.28)),
    piece("main", box(-0.46, -0.5, 0.92, 0.5)),
    piece("shade", box(0.12, -0.5, 0.34, 0.5)),
    piece("accent", points(-0.56, -0.48, -0.34, -0.88, 0.36, -0.88, 0.56, -0.48)),
    piece("pale", points(-0.3, -0.48, -0.1, -0.76, 0.1, -0.48)),
    piece("glow", egg(-0.1, -0.58, 0.05, 0.05)),
    piece("dark", box(-0.19, -0.3, 0.18, 0.3)),
    piece("glow", box(0.18, -0.36, 0.2, 0.16)),
    piece("dark", box(0.273, -0.36, 0.014, 0.16)),
    piece("glow", box(-0.4, -0.36, 0.14, 0.16)),
    ...[0, 1, 2].map((puff) =>
      piece(
        "pale",
        egg(
          0.27 + puff * 0.07 + dice.between(-0.02, 0.02),
          -1.1 - puff * 0.12,
          0.05 + puff * 0.025,
          0.04 + puff * 0.02,
        ),
      ),
    ),
  ],
};

export const castle: Motif = {
  at: ["castle-hill", "mountains"],
  rests: "on-ground",
  size: 0.5,
  colour: colour(0.66, 0.03, 275),
  accent: colour(0.46, 0.13, 262),
  draw: (dice) => {
    const tower = (x: number, width: number, height: number) => [
      piece("main", box(x - width / 2, -height, width, height)),
      piece("shade", box(x + width * 0.12, -height, width * 0.38, height)),
      piece(
        "accent",
        points(
          x - width * 0.7,
          -height + 0.01,
          x,
          -height - width * dice.between(1.5, 2.1),
          x + width * 0.7,
          -height + 0.01,
        ),
      ),
      piece(
        "glow",
        smooth(
          x - 0.02,
          -height * 0.68,
          x - 0.02,
          -height * 0.76,
          x,
          -height * 0.79,
          x + 0.02,
          -height * 0.76,
          x + 0.02,
          -height * 0.68,
        ),
      ),
    ];
    return [
      ...tower(-0.1, 0.15, 0.74),
      ...tower(0.14, 0.13, 0.6),
      piece("main", box(-0.44, -0.34, 0.88, 0.34)),
      ...[-0.4, -0.26, -0.12, 0.02, 0.16, 0.3].map((x) => piece("main", box(x, -0.4, 0.08, 0.07))),
      ...tower(-0.42, 0.17, 0.5),
      ...tower(0.42, 0.17, 0.46),
      piece("dark", smooth(-0.09, 0, -0.09, -0.16, 0, -0.24, 0.09, -0.16, 0.09, 0)),
      ...[-0.25, 0.22].map((x) => piece("glow", box(x - 0.02, -0.24, 0.04, 0.07))),
    ];
  },
};

export const windmill: Motif = {
  at: ["meadow", "village"],
  rests: "on-ground",
  size: 0.46,
  colour: colour(0.85, 0.04, 75),
  accent: colour(0.5, 0.11, 35),
  draw: (dice) => {
    const turn = dice.between(0.2, 1.3);
    const sails = [0, 1, 2, 3].flatMap((quarter) => {
      const angle = turn + (quarter * Math.PI) / 2;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const at = (along: number, aside: number) => [along * dx - aside * dy, -0.72 + along * dy + aside * dx] as const;
      const corners = [at(0.1, 0), at(0.1, 0.1), at(0.44, 0.12), at(0.46, 0)];
      return [piece("pale", corners), piece("dark", [at(0, 0), at(0.47, 0)], 0.02)];
    });
    return [
      piece("main", points(-0.22, 0, -0.13, -0.66, 0.13, -0.66, 0.22, 0)),
      piece("shade", points(0.05, 0, 0.03, -0.66, 0.13, -0.66, 0.22, 0)),
      piece("accent", smooth(-0.16, -0.64, -0.1, -0.8, 0, -0.86, 0.1, -0.8, 0.16, -0.64)),
      piece("dark", smooth(-0.05, 0, -0.05, -0.12, 0, -0.17, 0.05, -0.12, 0.05, 0)),
      piece("glow", box(-0.03, -0.42, 0.06, 0.08)),
      ...sails,
      piece("dark", egg(0, -0.72, 0.03, 0.03)),
    ];
  },
};

export const tent: Motif = {
  at: ["mountains", "forest"],
  rests: "on-ground",
  size: 0.26,
  colour: colour(0.68, 0.16, 50),
  draw: () => [
    piece("shade", points(0, -0.92, 0.72, 0, 0.2, 0)),
    piece("main", points(0, -0.92, -0.66, 0, 0.2, 0)),
    piece("glow", points(-0.06, -0.72, -0.32, 0, 0.02, 0)),
    piece("dark", points(-0.06, -0.72, -0.15, 0, 0.02, 0)),
    piece("dark", limb(curve(0.95, 0, 1.1, -0.06, 1.22, 0), 0.06, 0.06)),
    piece("glow", smooth(1.0, -0.04, 1.02, -0.2, 1.08, -0.36, 1.14, -0.2, 1.17, -0.04)),
    piece("accent", smooth(1.04, -0.04, 1.06, -0.14, 1.09, -0.22, 1.12, -0.12, 1.13, -0.04)),
  ],
};

export const bridge: Motif = {
  at: ["lake", "city"],
  rests: "on-water",
  size: 0.34,
  colour: colour(0.5, 0.14, 30),
  draw: () => [
    ...[-0.8, 0.8].map((x) => piece("main", box(x - 0.05, -0.98, 0.1, 1.02))),
    ...[-0.8, 0.8].map((x) => piece("shade", box(x + 0.01, -0.98, 0.04, 1.02))),
    piece("main", curve(-2.4, -0.34, -1.6, -0.62, -0.8, -0.95), 0.03),
    piece("main", curve(-0.8, -0.95, -0.4, -0.58, 0, -0.46, 0.4, -0.58, 0.8, -0.95), 0.03),
    piece("main", curve(0.8, -0.95, 1.6, -0.62, 2.4, -0.34), 0.03),
    ...Array.from({ length: 9 }, (_, index) => {
      const x = -0.64 + index * 0.16;
      return piece("shade", points(x, -0.46 - 0.76 * (x / 0.8) ** 2 * 0.62, x, -0.3), 0.012);
    }),
    piece("dark", box(-2.4, -0.31, 4.8, 0.06)),
  ],
};
