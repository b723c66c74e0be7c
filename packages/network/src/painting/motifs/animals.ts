import { colour } from "../colour.ts";
import { curve, egg, limb, points, smooth } from "../outline.ts";
import { type Motif, piece } from "./piece.ts";

export const cat: Motif = {
  at: ["interior", "meadow", "village"],
  rests: "on-ground",
  size: 0.42,
  colour: colour(0.42, 0.06, 55),
  draw: (dice) => [
    piece(
      "shade",
      limb(curve(0.16, -0.06, 0.36, -0.04, 0.46, -0.16, 0.42, -0.34, 0.5, -0.42 - dice.between(0, 0.1)), 0.085, 0.05),
    ),
    piece("main", smooth(-0.2, 0, -0.22, -0.24, -0.17, -0.5, -0.04, -0.6, 0.1, -0.54, 0.22, -0.34, 0.26, -0.1, 0.2, 0)),
    piece("shade", smooth(0.02, 0, 0.04, -0.2, 0.16, -0.27, 0.24, -0.14, 0.22, 0)),
    piece("main", points(-0.28, -0.72, -0.29, -0.98, -0.11, -0.83)),
    piece("main", points(0.05, -0.84, 0.2, -0.98, 0.22, -0.72)),
    piece("main", egg(-0.035, -0.7, 0.25, 0.2)),
    piece("pale", points(-0.26, -0.8, -0.27, -0.93, -0.17, -0.84)),
    piece("pale", points(0.09, -0.85, 0.18, -0.93, 0.19, -0.79)),
    piece("pale", smooth(-0.14, -0.5, -0.1, -0.28, -0.03, -0.26, 0.03, -0.5)),
    piece("glow", egg(-0.13, -0.72, 0.042, 0.05)),
    piece("glow", egg(0.06, -0.72, 0.042, 0.05)),
    piece("dark", egg(-0.13, -0.72, 0.013, 0.046)),
    piece("dark", egg(0.06, -0.72, 0.013, 0.046)),
    piece("dark", points(-0.055, -0.645, -0.015, -0.645, -0.035, -0.62)),
    piece("dark", curve(-0.3, -0.66, -0.18, -0.64), 0.008),
    piece("dark", curve(-0.29, -0.6, -0.17, -0.615), 0.008),
    piece("dark", curve(0.1, -0.64, 0.23, -0.66), 0.008),
    piece("dark", curve(0.1, -0.615, 0.22, -0.6), 0.008),
    piece("pale", egg(-0.13, -0.02, 0.08, 0.035)),
    piece("pale", egg(0.02, -0.02, 0.08, 0.035)),
  ],
};

export const dog: Motif = {
  at: ["meadow", "sea", "village"],
  rests: "on-ground",
  size: 0.42,
  colour: colour(0.6, 0.09, 65),
  draw: () => [
    piece("main", limb(curve(0.24, -0.1, 0.38, -0.16, 0.44, -0.32), 0.08, 0.03)),
    piece("main", smooth(-0.14, 0, -0.16, -0.3, -0.12, -0.54, 0.04, -0.58, 0.18, -0.4, 0.28, -0.14, 0.26, 0)),
    piece("shade", smooth(0.06, 0, 0.06, -0.2, 0.18, -0.28, 0.28, -0.12, 0.26, 0)),
    piece("pale", smooth(-0.13, -0.5, -0.15, -0.26, -0.06, -0.24, 0.0, -0.48)),
    piece("main", smooth(-0.24, -0.78, -0.18, -0.94, 0.02, -0.97, 0.14, -0.84, 0.12, -0.62, -0.06, -0.54, -0.2, -0.6)),
    piece("pale", smooth(-0.38, -0.7, -0.34, -0.8, -0.2, -0.8, -0.1, -0.68, -0.18, -0.59, -0.34, -0.61)),
    piece("shade", smooth(0.02, -0.94, 0.16, -0.92, 0.24, -0.74, 0.18, -0.6, 0.09, -0.7)),
    piece("dark", egg(-0.37, -0.73, 0.045, 0.036)),
    piece("dark", egg(-0.13, -0.81, 0.026, 0.03)),
    piece("accent", limb(curve(-0.14, -0.55, 0, -0.51, 0.12, -0.57), 0.05, 0.05)),
    piece("pale", egg(-0.09, -0.02, 0.09, 0.035)),
  ],
};

export const fox: Motif = {
  at: ["forest", "meadow"],
  rests: "on-ground",
  size: 0.4,
  colour: colour(0.64, 0.17, 48),
  draw: () => [
    piece("main", smooth(0.16, -0.02, 0.4, -0.02, 0.56, -0.14, 0.6, -0.34, 0.5, -0.44, 0.42, -0.26, 0.28, -0.2)),
    piece("pale", smooth(0.52, -0.3, 0.6, -0.33, 0.56, -0.48, 0.5, -0.46, 0.47, -0.36)),
    piece("main", smooth(-0.16, 0, -0.17, -0.26, -0.12, -0.5, 0.02, -0.58, 0.14, -0.42, 0.24, -0.16, 0.22, 0)),
    piece("pale", smooth(-0.13, -0.5, -0.15, -0.24, -0.07, -0.18, 0.0, -0.5)),
    piece("main", points(-0.24, -0.74, -0.22, -1.02, -0.06, -0.82)),
    piece("main", points(0.02, -0.84, 0.16, -1.02, 0.18, -0.74)),
    piece("dark", points(-0.21, -0.86, -0.215, -0.97, -0.15, -0.89)),
    piece("dark", points(0.1, -0.9, 0.15, -0.97, 0.155, -0.86)),
    piece("main", smooth(-0.27, -0.74, -0.14, -0.87, 0.08, -0.87, 0.21, -0.74, 0.1, -0.6, -0.03, -0.52, -0.16, -0.6)),
    piece(
      "pale",
      smooth(-0.26, -0.72, -0.12, -0.7, -0.03, -0.6, 0.06, -0.7, 0.2, -0.72, 0.08, -0.58, -0.03, -0.515, -0.14, -0.58),
    ),
    piece("dark", egg(-0.12, -0.74, 0.024, 0.03)),
    piece("dark", egg(0.06, -0.74, 0.024, 0.03)),
    piece("dark", egg(-0.03, -0.535, 0.032, 0.026)),
    piece("dark", egg(-0.1, -0.02, 0.07, 0.03)),
    piece("dark", egg(0.03, -0.02, 0.07, 0.03)),
  ],
};

export const rabbit: Motif = {
  at: ["meadow", "forest"],
  rests: "on-ground",
  size: 0.34,
  colour: colour(0.74, 0.04, 65),
  draw: () => [
    piece("pale", egg(0.33, -0.1, 0.08, 0.08)),
    piece("main", smooth(-0.16, 0, -0.18, -0.22, -0.08, -0.42, 0.12, -0.44, 0.3, -0.26, 0.3, -0.04, 0.22, 0)),
    piece("shade", egg(0.16, -0.14, 0.15, 0.14)),
    piece("main", smooth(-0.13, -0.6, -0.18, -0.86, -0.12, -1.02, -0.04, -0.88, -0.03, -0.62)),
    piece("main", smooth(0.0, -0.6, 0.0, -0.88, 0.09, -1.0, 0.14, -0.84, 0.08, -0.58)),
    piece("pale", smooth(-0.11, -0.66, -0.14, -0.86, -0.11, -0.95, -0.07, -0.84)),
    piece("main", egg(-0.06, -0.5, 0.17, 0.15)),
    piece("dark", egg(-0.12, -0.53, 0.024, 0.03)),
    piece("dark", egg(-0.22, -0.48, 0.018, 0.014)),
    piece("pale", egg(-0.1, -0.02, 0.09, 0.04)),
    piece("pale", egg(0.14, -0.02, 0.14, 0.04)),
  ],
};

export const deer: Motif = {
  at: ["forest", "meadow", "mountains"],
  rests: "on-ground",
  size: 0.46,
  colour: colour(0.5, 0.08, 55),
  draw: (dice) => {
    const spread = dice.between(0.9, 1.15);
    const antler = (side: number) => [
      piece(
        "pale",
        limb(curve(-0.28, -0.76, -0.28 + side * 0.1 * spread, -0.9, -0.28 + side * 0.06, -1.06), 0.028, 0.012),
      ),
      piece(
        "pale",
        limb(
          curve(-0.28 + side * 0.08, -0.87, -0.28 + side * 0.17 * spread, -0.92, -0.28 + side * 0.18 * spread, -1.02),
          0.02,
          0.01,
        ),
      ),
    ];
    return [
      ...[0.26, 0.18, -0.1, -0.17].map((x, index) =>
        piece(index % 2 ? "shade" : "main", limb(curve(x, -0.34, x + 0.015, -0.16, x, 0), 0.07, 0.03)),
      ),
      piece(
        "main",
        smooth(-0.22, -0.42, -0.12, -0.52, 0.1, -0.5, 0.28, -0.52, 0.34, -0.42, 0.28, -0.3, 0.06, -0.3, -0.14, -0.28),
      ),
      piece("pale", smooth(0.3, -0.5, 0.38, -0.48, 0.36, -0.4)),
      piece("main", limb(curve(-0.12, -0.42, -0.2, -0.56, -0.25, -0.7), 0.18, 0.1)),
      ...antler(-1),
      ...antler(1),
      piece("main", smooth(-0.42, -0.66, -0.36, -0.73, -0.26, -0.78, -0.2, -0.7, -0.26, -0.63, -0.38, -0.62)),
      piece("shade", points(-0.22, -0.74, -0.1, -0.8, -0.17, -0.69)),
      piece("dark", egg(-0.3, -0.71, 0.016, 0.016)),
      piece("dark", egg(-0.41, -0.655, 0.02, 0.016)),
    ];
  },
};

export const bear: Motif = {
  at: ["forest", "mountains"],
  rests: "on-ground",
  size: 0.42,
  colour: colour(0.42, 0.06, 50),
  draw: () => [
    piece("main", egg(-0.17, -0.9, 0.08, 0.08)),
    piece("main", egg(0.17, -0.9, 0.08, 0.08)),
    piece("pale", egg(-0.17, -0.89, 0.04, 0.04)),
    piece("pale", egg(0.17, -0.89, 0.04, 0.04)),
    piece("main", smooth(-0.3, -0.04, -0.34, -0.3, -0.2, -0.56, 0, -0.62, 0.2, -0.56, 0.34, -0.3, 0.3, -0.04, 0, 0)),
    piece("pale", egg(0, -0.26, 0.17, 0.2)),
    piece("main", egg(0, -0.74, 0.25, 0.22)),
    piece("pale", egg(0, -0.67, 0.12, 0.09)),
    piece("dark", egg(0, -0.71, 0.045, 0.032)),
    piece("dark", egg(-0.1, -0.78, 0.024, 0.028)),
    piece("dark", egg(0.1, -0.78, 0.024, 0.028)),
    piece("shade", egg(-0.24, -0.06, 0.12, 0.08)),
    piece("shade", egg(0.24, -0.06, 0.12, 0.08)),
    piece("shade", limb(curve(-0.26, -0.5, -0.34, -0.34, -0.28, -0.2), 0.13, 0.1)),
    piece("shade", limb(curve(0.26, -0.5, 0.34, -0.34, 0.28, -0.2), 0.13, 0.1)),
  ],
};

export const horse: Motif = {
  at: ["meadow", "desert"],
  rests: "on-ground",
  size: 0.48,
  colour: colour(0.44, 0.08, 45),
  draw: () => [
    piece("dark", limb(curve(0.34, -0.54, 0.48, -0.46, 0.5, -0.24, 0.44, -0.14), 0.08, 0.03)),
    ...[0.3, 0.2, -0.14, -0.24].map((x, index) =>
      piece(index % 2 ? "shade" : "main", limb(curve(x, -0.4, x + (index < 2 ? 0.04 : -0.03), -0.2, x, 0), 0.1, 0.035)),
    ),
    piece(
      "main",
      smooth(-0.3, -0.52, -0.16, -0.6, 0.08, -0.56, 0.3, -0.62, 0.38, -0.48, 0.3, -0.34, 0.02, -0.32, -0.22, -0.32),
    ),
    piece("main", limb(curve(-0.22, -0.48, -0.32, -0.68, -0.36, -0.86), 0.22, 0.12)),
    piece("main", smooth(-0.58, -0.72, -0.5, -0.84, -0.38, -0.95, -0.29, -0.88, -0.36, -0.76, -0.52, -0.66)),
    piece("main", points(-0.38, -0.93, -0.33, -1.03, -0.3, -0.9)),
    piece("dark", smooth(-0.36, -0.98, -0.26, -0.94, -0.16, -0.74, -0.06, -0.58, -0.16, -0.58, -0.27, -0.76)),
    piece("dark", egg(-0.43, -0.84, 0.016, 0.016)),
    piece("dark", egg(-0.55, -0.71, 0.014, 0.012)),
  ],
};

export const elephant: Motif = {
  at: ["desert", "meadow"],
  rests: "on-ground",
  size: 0.46,
  colour: colour(0.6, 0.02, 260),
  draw: () => [
    ...[0.32, -0.08].map((x) => piece("shade", points(x - 0.08, -0.4, x + 0.08, -0.4, x + 0.07, 0, x - 0.07, 0))),
    piece("dark", limb(curve(0.48, -0.56, 0.54, -0.44, 0.52, -0.32), 0.025, 0.015)),
    piece(
      "main",
      smooth(-0.28, -0.3, -0.3, -0.66, -0.06, -0.84, 0.26, -0.8, 0.48, -0.58, 0.48, -0.28, 0.2, -0.24, -0.1, -0.24),
    ),
    ...[0.42, 0.04].map((x) => piece("main", points(x - 0.09, -0.4, x + 0.08, -0.4, x + 0.07, 0, x - 0.08, 0))),
    piece("main", limb(curve(-0.36, -0.6, -0.5, -0.42, -0.5, -0.22, -0.58, -0.12, -0.64, -0.18), 0.2, 0.05)),
    piece("main", egg(-0.3, -0.68, 0.2, 0.22)),
    piece("pale", limb(curve(-0.4, -0.48, -0.5, -0.4, -0.6, -0.44), 0.05, 0.01)),
    piece("shade", smooth(-0.24, -0.84, -0.06, -0.9, 0.08, -0.74, 0.02, -0.5, -0.14, -0.44, -0.22, -0.6)),
    piece("dark", egg(-0.37, -0.7, 0.018, 0.02)),
  ],
};
