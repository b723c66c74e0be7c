import { colour } from "../colour.ts";
import { curve, egg, limb, type Outline, smooth } from "../outline.ts";
import { type Motif, type Piece, piece } from "./piece.ts";

export const tree: Motif = {
  at: ["meadow", "lake"],
  rests: "on-ground",
  size: 0.6,
  colour: "foliage",
  draw: (dice) => {
    const leaves = Array.from({ length: 15 }, (_, index): Piece => {
      const angle = (index / 15) * 2 * Math.PI;
      const reach = dice.between(0.1, 0.27);
      const [x, y] = [Math.cos(angle) * reach * 1.15, -0.7 + Math.sin(angle) * reach * 0.8];
      return piece(
        y > -0.66 ? "shade" : index % 4 === 0 ? "pale" : "main",
        egg(x, y, dice.between(0.1, 0.16), dice.between(0.08, 0.13)),
      );
    });
    return [
      piece("dark", limb(curve(0.02, 0, -0.01, -0.2, 0.02, -0.5), 0.11, 0.05)),
      piece("dark", limb(curve(0, -0.3, -0.12, -0.46, -0.2, -0.58), 0.045, 0.02)),
      piece("dark", limb(curve(0.01, -0.36, 0.12, -0.5, 0.2, -0.6), 0.04, 0.02)),
      ...leaves.sort((a, b) => Number(a.tone === "pale") - Number(b.tone === "pale")),
    ];
  },
};

export const palm: Motif = {
  at: ["sea", "desert"],
  rests: "on-ground",
  size: 0.58,
  colour: colour(0.55, 0.13, 145),
  draw: (dice) => {
    const lean = dice.between(-0.16, 0.16);
    const frond = (angle: number, length: number): Outline => {
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const top = [lean, -0.78] as const;
      const [mx, my] = [top[0] + dx * length * 0.55, top[1] + dy * length * 0.55 - 0.07];
      const [ex, ey] = [top[0] + dx * length, top[1] + dy * length + 0.14];
      return smooth(top[0], top[1], mx, my - 0.03, ex, ey, mx - 0.01, my + 0.05);
    };
    const angles = [-2.9, -2.3, -1.7, -1.2, -0.7, -0.2, 0.2, 2.9];
    return [
      piece("dark", limb(curve(0, 0, lean * 0.2, -0.3, lean * 0.6, -0.56, lean, -0.8), 0.075, 0.04)),
      ...angles.map((angle, index) => piece(index % 2 ? "main" : "shade", frond(angle, dice.between(0.32, 0.44)))),
      ...[-0.04, 0.03].map((x) => piece("dark", egg(lean + x, -0.745, 0.035, 0.035))),
    ];
  },
};

export const flower: Motif = {
  at: ["meadow"],
  rests: "on-ground",
  size: 0.46,
  colour: null,
  draw: (dice) => {
    const petals = dice.pick([6, 8, 11] as const);
    const sway = dice.between(-0.08, 0.08);
    const ring = (count: number, reach: number, length: number, tone: Piece["tone"], offset: number) =>
      Array.from({ length: count }, (_, index) => {
        const angle = ((index + offset) / count) * 2 * Math.PI;
        return piece(
          tone,
          egg(
            sway + Math.cos(angle) * reach,
            -0.72 + Math.sin(angle) * reach,
            length,
            (length * 4.2) / count + 0.02,
            angle,
          ),
        );
      });
    return [
      piece("dark", limb(curve(0, 0, 0.05, -0.25, sway, -0.68), 0.035, 0.025)),
      piece("shade", smooth(0.02, -0.2, 0.2, -0.36, 0.34, -0.34, 0.2, -0.2)),
      piece("shade", smooth(0.03, -0.1, -0.16, -0.26, -0.32, -0.24, -0.18, -0.1)),
      ...ring(petals, 0.17, 0.14, "main", 0),
      ...ring(petals, 0.11, 0.09, "pale", 0.5),
      piece("accent", egg(sway, -0.72, 0.075, 0.075)),
      ...Array.from({ length: 7 }, (_, index) => {
        const angle = index * 2.4;
        const reach = 0.012 + index * 0.007;
        return piece("dark", egg(sway + Math.cos(angle) * reach, -0.72 + Math.sin(angle) * reach, 0.009));
      }),
    ];
  },
};

export const mushroom: Motif = {
  at: ["forest"],
  rests: "on-ground",
  size: 0.34,
  colour: colour(0.56, 0.2, 28),
  draw: (dice) => [
    piece("pale", smooth(-0.11, 0, -0.09, -0.3, -0.1, -0.52, 0.1, -0.52, 0.09, -0.3, 0.13, 0)),
    piece("shade", smooth(-0.34, -0.5, 0, -0.42, 0.34, -0.5, 0, -0.58)),
    piece(
      "main",
      smooth(-0.44, -0.5, -0.36, -0.8, 0, -0.98, 0.36, -0.8, 0.44, -0.5, 0.2, -0.55, 0, -0.57, -0.2, -0.55),
    ),
    ...[
      [-0.2, -0.74],
      [0.04, -0.85],
      [0.22, -0.7],
      [-0.04, -0.66],
      [-0.32, -0.6],
    ].map(([x = 0, y = 0]) => piece("pale", egg(x, y, dice.between(0.03, 0.06), dice.between(0.03, 0.045)))),
  ],
};

export const cactus: Motif = {
  at: ["desert"],
  rests: "on-ground",
  size: 0.44,
  colour: colour(0.55, 0.11, 150),
  draw: () => [
    piece("main", limb(curve(-0.06, -0.36, -0.28, -0.38, -0.3, -0.56, -0.3, -0.68), 0.11, 0.12)),
    piece("main", limb(curve(0.06, -0.24, 0.26, -0.28, 0.29, -0.44, 0.29, -0.54), 0.1, 0.11)),
    piece("main", smooth(-0.11, 0, -0.11, -0.5, -0.1, -0.9, 0, -0.99, 0.1, -0.9, 0.11, -0.5, 0.11, 0)),
    piece("main", egg(-0.3, -0.69, 0.06, 0.06)),
    piece("main", egg(0.29, -0.55, 0.055, 0.055)),
    piece("shade", smooth(0.04, 0, 0.04, -0.5, 0.03, -0.95, 0.1, -0.88, 0.11, -0.5, 0.11, 0)),
    ...[-0.05, 0.0].map((x) => piece("shade", curve(x, -0.02, x, -0.5, x, -0.92), 0.012)),
    piece("accent", egg(0, -1.0, 0.05, 0.035)),
    piece("accent", egg(-0.3, -0.77, 0.04, 0.03)),
  ],
};
