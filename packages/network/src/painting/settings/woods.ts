import { lighter, mix } from "../colour.ts";
import { box, smooth } from "../outline.ts";
import { firOutline, grassShapes, trunkOutline } from "./growth.ts";
import { below, distant, type Place, ridge, type Stage, shape } from "./stage.ts";

export function forest(stage: Stage): Place {
  const { width, height, palette, dice } = stage;
  const firs = dice.chance(0.5);
  const layers = [0.12, 0.32, 0.54].flatMap((depth, index) => {
    const foot = ridge(dice, height * (0.66 + index * 0.07), 0.03, 0.4);
    const green = distant(stage, mix(palette.land, palette.dark, 0.2 + depth * 0.4), depth);
    const count = 15 - index * 3;
    const trees = Array.from({ length: count }, (_, tree) => {
      const x = ((tree + dice.between(0.1, 0.9)) / count) * (width + 0.1) - 0.05;
      const outline = firs
        ? firOutline(stage, x, foot(x) + 0.02, (0.28 + index * 0.1) * dice.between(0.7, 1.25))
        : trunkOutline(stage, x, foot(x) + 0.02, 0.014 + index * 0.014);
      return shape("plant", outline, lighter(green, dice.between(-0.03, 0.03)), depth);
    });
    const haze = shape("mist", box(-0.05, height * (0.5 + index * 0.07), width + 0.1, 0.3), palette.sky[2], depth, {
      alpha: 0.3,
    });
    return [...trees, shape("land", below(stage, foot), green, depth), haze];
  });
  const floor = ridge(dice, height * 0.84, 0.02, 0.4);
  const moss = mix(palette.land, palette.dark, 0.3);
  const path = width * dice.between(0.35, 0.65);
  const trail = smooth(
    path - 0.02,
    height * 0.85,
    path + 0.05,
    height * 0.85,
    path + 0.14,
    height * 0.93,
    path + 0.3,
    height * 1.06,
    path - 0.26,
    height * 1.06,
    path - 0.08,
    height * 0.93,
  );
  const edges = [dice.between(-0.03, 0.08), width - dice.between(-0.03, 0.08)].map((x) =>
    shape("plant", trunkOutline(stage, x, height, dice.between(0.07, 0.12)), mix(palette.dark, palette.land, 0.12), 1),
  );
  const canopy = firs ? [] : leaves(stage);
  return {
    back: [
      ...layers,
      shape("land", below(stage, floor), moss, 0.8, { fade: mix(moss, palette.dark, 0.5) }),
      shape("land", trail, mix(lighter(moss, 0.12), palette.sky[2], 0.25), 0.82, { alpha: 0.7 }),
      ...grassShapes(stage, (x) => floor(x) + 0.03, moss, 70),
    ],
    front: [...edges, ...canopy, ...grassShapes(stage, () => height, mix(palette.dark, palette.land, 0.3), 50)],
    groundAt: (x) => floor(x) + 0.08,
    waterAt: height * 0.9,
    scale: 0.95,
  };
}

/** Leaves that hang into the picture from above. */
function leaves({ width, height, palette, dice }: Stage) {
  return Array.from({ length: 46 }, () => {
    const x = dice.between(-0.05, width + 0.05);
    const y = height * 0.16 * dice.fraction() * (0.4 + Math.abs(x / width - 0.5) * 2.2) - 0.02;
    const size = dice.between(0.03, 0.075);
    const green = mix(dice.chance(0.25) ? palette.bloom : palette.land, palette.dark, dice.between(0.05, 0.5));
    return shape(
      "plant",
      smooth(x - size, y, x - size * 0.2, y - size * 0.7, x + size, y - size * 0.1, x + size * 0.1, y + size * 0.65),
      green,
      0.95,
    );
  });
}
