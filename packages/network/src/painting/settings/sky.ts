import { lighter, mix } from "../colour.ts";
import { box, egg, flowing, limb, type Outline, type Point, points } from "../outline.ts";
import type { Shape } from "../picture.ts";
import { type Stage, shape } from "./stage.ts";

/** What hangs in the sky, apart from the light itself. */
export function skyShapes(stage: Stage): readonly Shape[] {
  const { scene } = stage;
  const clear = scene.weather === "clear" || scene.weather === "aurora";
  return [
    ...(scene.time === "night" && clear ? stars(stage, 70) : []),
    ...(scene.weather === "aurora" ? aurora(stage) : []),
    ...(scene.time === "night" && clear ? [] : clouds(stage, clear ? 3 : 7)),
  ];
}

export function stars({ width, height, palette, dice }: Stage, count: number): readonly Shape[] {
  return Array.from({ length: count }, () => {
    const size = dice.chance(0.12) ? dice.between(0.004, 0.007) : dice.between(0.0012, 0.003);
    const [x, y] = [dice.between(0, width), dice.between(0, height * 0.8)];
    return shape("star", egg(x, y, size), lighter(palette.light, dice.between(-0.1, 0.05)), 0, {
      alpha: dice.between(0.4, 1),
    });
  });
}

/** Heaps: the upper hull of a few circles on a flat base. */
function cloudOutline({ dice }: Stage, x: number, y: number, width: number): Outline {
  const count = 4 + dice.whole(3);
  const heaps = Array.from({ length: count }, (_, index) => {
    const along = (index + 0.5) / count - 0.5;
    const radius = width * (0.1 + 0.13 * Math.cos(along * 2.6)) * dice.between(0.75, 1.2);
    return { at: x + along * width * 0.78, radius };
  });
  const steps = 48;
  const top = Array.from({ length: steps + 1 }, (_, step): Point => {
    const px = x - width / 2 + (width * step) / steps;
    const rise = Math.max(0, ...heaps.map(({ at, radius }) => Math.sqrt(Math.max(0, radius ** 2 - (px - at) ** 2))));
    return [px, y - rise * 0.85];
  });
  return [...top, [x + width * 0.4, y + width * 0.022], [x - width * 0.4, y + width * 0.022]];
}

function clouds(stage: Stage, count: number): readonly Shape[] {
  const { width, height, palette, dice } = stage;
  return Array.from({ length: count }, () => {
    const y = height * dice.between(0.08, 0.42);
    const white = mix(palette.sky[2], lighter(palette.light, 0.06), dice.between(0.35, 0.8));
    const outline = cloudOutline(stage, dice.between(-0.1, width + 0.1), y, dice.between(0.22, 0.5));
    return shape("cloud", outline, white, 0.05, { fade: mix(white, palette.sky[1], 0.55), alpha: 0.9 });
  });
}

function aurora({ width, height, dice }: Stage): readonly Shape[] {
  return [150, 165, 190, 310].map((hue) => {
    const y = height * dice.between(0.14, 0.36);
    const through = Array.from(
      { length: 7 },
      (_, index): Point => [((index - 0.5) / 5) * width, y + dice.between(-0.11, 0.11)],
    );
    const green = { l: dice.between(0.7, 0.85), c: 0.16, h: hue };
    return shape("mist", limb(flowing(through, false), 0.05, dice.between(0.14, 0.24)), green, 0.02, { alpha: 0.3 });
  });
}

/** Rain, snow and fog lie over everything. */
export function weatherShapes(stage: Stage): readonly Shape[] {
  const { scene, width, height, palette, dice } = stage;
  switch (scene.weather) {
    case "rain":
    case "storm": {
      const drops = Array.from({ length: 110 }, () => {
        const [x, y, length] = [dice.between(-0.1, width + 0.1), dice.between(-0.1, height), dice.between(0.03, 0.08)];
        return shape("weather", points(x, y, x - length * 0.22, y + length), lighter(palette.sky[2], 0.1), 1, {
          line: 0.0028,
          alpha: 0.42,
        });
      });
      return scene.weather === "storm" ? [...drops, bolt(stage)] : drops;
    }
    case "snow":
      return Array.from({ length: 130 }, () => {
        const size = dice.between(0.0025, 0.008);
        return shape(
          "weather",
          egg(dice.between(0, width), dice.between(0, height), size),
          { l: 0.98, c: 0.005, h: 240 },
          1,
          {
            alpha: dice.between(0.55, 0.95),
          },
        );
      });
    case "fog":
      return [0.52, 0.66, 0.8].map((at) =>
        shape(
          "mist",
          box(-0.05, height * at - 0.12, width + 0.1, dice.between(0.16, 0.26)),
          lighter(palette.sky[2], 0.04),
          0.9,
          { alpha: 0.55 },
        ),
      );
    default:
      return [];
  }
}

function bolt({ width, height, dice, palette }: Stage): Shape {
  const start = width * dice.between(0.2, 0.8);
  const line = Array.from(
    { length: 9 },
    (_, index): Point => [start + dice.between(-0.045, 0.045) * index ** 0.7, (height * 0.55 * index) / 8],
  );
  return shape("weather", limb(line, 0.016, 0.003), lighter(palette.light, 0.1), 0.1);
}
