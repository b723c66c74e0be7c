import { lighter, mix } from "../colour.ts";
import { smooth } from "../outline.ts";
import { below, distant, type Place, ridge, type Stage, shape } from "./stage.ts";
import { waterShapes } from "./waters.ts";

export function sea(stage: Stage): Place {
  const { width, height, palette, dice, scene } = stage;
  const horizon = height * dice.between(0.52, 0.6);
  const islands = Array.from({ length: dice.whole(3) }, () => {
    const [x, half, rise] = [dice.between(0, width), dice.between(0.1, 0.26), dice.between(0.03, 0.1)];
    const outline = smooth(
      x - half,
      horizon + 0.004,
      x - half * 0.5,
      horizon - rise * 0.7,
      x,
      horizon - rise,
      x + half * 0.4,
      horizon - rise * 0.6,
      x + half,
      horizon + 0.004,
    );
    return shape("land", outline, distant(stage, mix(palette.land, palette.dark, 0.4), 0.35), 0.2);
  });
  const stands = scene.subjects.some(
    ({ motif }) => !["boat", "whale", "flock", "fish", "balloon", "bridge"].includes(motif),
  );
  const headland = ridge(dice, height * 0.86, 0.05, 0.5);
  const sand = mix({ l: 0.84 * (0.4 + 0.6 * palette.brightness), c: 0.07, h: 80 }, palette.land, 0.1);
  const foam = lighter(palette.sky[2], 0.06);
  const shore = stands
    ? [
        shape(
          "water",
          below(stage, (x) => headland(x) - 0.018 - 0.008 * Math.sin(x * 21)),
          foam,
          0.8,
          { alpha: 0.8 },
        ),
        shape("land", below(stage, headland), sand, 0.85, { fade: mix(sand, palette.dark, 0.3) }),
      ]
    : [];
  return {
    back: [...islands, ...waterShapes(stage, horizon), ...shore],
    front: [],
    groundAt: (x) => headland(x) + 0.05,
    waterAt: horizon + (height - horizon) * (stands ? 0.3 : 0.52),
    scale: 1,
  };
}

export function underwater(stage: Stage): Place {
  const { width, height, palette, dice } = stage;
  const rays = Array.from({ length: 5 }, () => {
    const [x, half] = [dice.between(-0.1, width), dice.between(0.03, 0.08)];
    const slant = dice.between(0.1, 0.3);
    const outline = [
      [x, -0.05],
      [x + half, -0.05],
      [x + half * 2.4 + slant, height * 0.85],
      [x + slant, height * 0.85],
    ] as const;
    return shape("mist", outline, lighter(palette.sky[2], 0.08), 0.1, { alpha: 0.16 });
  });
  const rocks = [0.35, 0.65].map((depth, index) => {
    const line = ridge(dice, height * (0.8 + index * 0.09), 0.08, 1.3);
    return shape("land", below(stage, line), mix(palette.water, palette.dark, 0.25 + depth * 0.45), depth);
  });
  const weeds = Array.from({ length: 16 }, () => {
    const [x, tall, sway] = [dice.between(0, width), dice.between(0.1, 0.34), dice.between(0.02, 0.05)];
    const foot = height * dice.between(0.9, 1.02);
    const outline = smooth(
      x - 0.014,
      foot,
      x + sway - 0.012,
      foot - tall * 0.35,
      x - sway,
      foot - tall * 0.7,
      x + sway * 0.5,
      foot - tall,
      x - sway + 0.02,
      foot - tall * 0.66,
      x + sway + 0.014,
      foot - tall * 0.33,
      x + 0.014,
      foot,
    );
    return shape("plant", outline, dice.pick([palette.bloom, palette.accent, lighter(palette.land, -0.04)]), 0.8);
  });
  const bubbles = Array.from({ length: 22 }, () => {
    const size = dice.between(0.004, 0.014);
    const [x, y] = [dice.between(0, width), dice.between(0.05, height)];
    return shape(
      "glint",
      smooth(x - size, y, x, y - size, x + size, y, x, y + size),
      lighter(palette.sky[2], 0.08),
      0.7,
      { alpha: 0.45 },
    );
  });
  const floor = ridge(dice, height * 0.95, 0.02, 0.4);
  return {
    back: [...rays, ...rocks, ...weeds.slice(0, 9), ...bubbles],
    front: [shape("land", below(stage, floor), mix(palette.water, palette.dark, 0.75), 0.95), ...weeds.slice(9)],
    groundAt: floor,
    waterAt: height * 0.5,
    scale: 1,
  };
}
