import { lighter, mix } from "../colour.ts";
import { limb, type Point, points } from "../outline.ts";
import type { Shape } from "../picture.ts";
import { below, type Stage, shape } from "./stage.ts";

/** A sheet of water from `top` down, with the light's path on it. */
export function waterShapes(stage: Stage, top: number): readonly Shape[] {
  const { width, height, palette, light, dice } = stage;
  const deep = lighter(palette.water, -0.1);
  const depth = height - top;
  const surface = shape(
    "water",
    below(stage, () => top, 2),
    mix(palette.water, palette.sky[2], 0.45),
    0.3,
    { fade: deep },
  );

  const bands = Array.from({ length: 9 }, (_, index) => {
    const near = ((index + 0.6) / 9) ** 1.6;
    const y = top + depth * near;
    const through = Array.from(
      { length: 25 },
      (_, step): Point => [
        (step / 24) * (width + 0.2) - 0.1,
        y + Math.sin(step * (1.9 - near) + index * 2) * 0.011 * (0.3 + near),
      ],
    );
    return shape(
      "water",
      limb(through, 0.006 + 0.02 * near, 0.006 + 0.02 * near),
      mix(palette.water, index % 2 ? palette.sky[1] : deep, 0.5),
      0.3 + near * 0.5,
      { alpha: 0.45 },
    );
  });
  const glints = Array.from({ length: light.kind === "none" ? 14 : 46 }, () => {
    const near = dice.fraction() ** 1.5;
    const spread = light.kind === "none" ? width : 0.05 + near * 0.24;
    const x = (light.kind === "none" ? width / 2 : light.x) + dice.between(-spread, spread) * dice.fraction();
    const y = top + 0.008 + depth * near * 0.96;
    const length = (0.012 + near * 0.06) * dice.between(0.5, 1.3);
    return shape("glint", points(x - length, y, x + length, y), lighter(palette.light, 0.02), 0.35 + near * 0.5, {
      line: 0.003 + near * 0.005,
      alpha: dice.between(0.35, 0.9),
    });
  });
  return [surface, ...bands, ...glints];
}
