import { lighter, mix, turned } from "../colour.ts";
import { egg, limb, type Point, placed, smooth } from "../outline.ts";
import type { Shape } from "../picture.ts";
import { stars } from "./sky.ts";
import { below, type Place, ridge, type Stage, shape } from "./stage.ts";

export function space(stage: Stage): Place {
  const { width, height, palette, dice, scene } = stage;
  const clouds = Array.from({ length: 9 }, (_, index) => {
    const [x, y, size] = [dice.between(0, width), dice.between(0, height * 0.8), dice.between(0.14, 0.4)];
    const hue = dice.pick([palette.accent, palette.bloom, turned(palette.accent, 60)]);
    const around = Array.from({ length: 9 }, (_, at): readonly number[] => {
      const [angle, reach] = [(at / 9) * 2 * Math.PI, size * dice.between(0.5, 1.1)];
      return [x + Math.cos(angle) * reach * 1.4, y + Math.sin(angle) * reach * 0.7];
    });
    return shape("mist", smooth(...around.flat()), { ...hue, l: 0.5, c: 0.14 }, 0.02, {
      alpha: index < 5 ? 0.13 : 0.08,
    });
  });
  const planets = [
    planet(stage, dice.between(0.6, 0.85) * width, height * dice.between(0.16, 0.34), dice.between(0.1, 0.19)),
    planet(stage, dice.between(0.1, 0.3) * width, height * dice.between(0.12, 0.5), dice.between(0.025, 0.06)),
  ];
  const stands =
    scene.subjects.length === 0 ||
    scene.subjects.some(({ motif }) => ["astronaut", "robot", "cat", "dog", "person", "house"].includes(motif));
  const ground = ridge(dice, height * 0.86, 0.035, 0.7);
  const dust = mix({ l: 0.5, c: 0.03, h: 280 }, palette.accent, 0.25);
  const craters = Array.from({ length: 9 }, () => {
    const x = dice.between(0, width);
    const size = dice.between(0.02, 0.07);
    return shape("detail", egg(x, ground(x) + dice.between(0.03, 0.12), size, size * 0.24), lighter(dust, -0.1), 0.86);
  });
  const moonscape = stands
    ? [shape("land", below(stage, ground), dust, 0.85, { fade: lighter(dust, -0.22) }), ...craters]
    : [];
  return {
    back: [...clouds, ...stars(stage, 160), ...planets.flat(), ...moonscape],
    front: [],
    groundAt: (x) => ground(x) + 0.04,
    waterAt: height * 0.6,
    scale: 1,
  };
}

function planet({ palette, dice }: Stage, x: number, y: number, radius: number): readonly Shape[] {
  const body = turned({ ...palette.accent, l: 0.66, c: 0.13 }, dice.between(-90, 90));
  const tilt = dice.between(-0.6, 0.6);
  const bands = [-0.5, -0.15, 0.25, 0.55].map((at, index) => {
    const half = Math.sqrt(1 - at * at) * radius * 0.98;
    const line = Array.from(
      { length: 13 },
      (_, step): Point => [
        (step / 12) * 2 * half - half,
        at * radius + Math.sin((step / 12) * Math.PI) * radius * 0.08,
      ],
    );
    return shape(
      "detail",
      placed(limb(line, radius * 0.12, radius * 0.12), { x, y, scale: 1, turn: tilt }),
      lighter(body, index % 2 ? -0.08 : 0.08),
      0.12,
      { alpha: 0.8 },
    );
  });
  const ring = (from: number, to: number): Shape => {
    const line = Array.from({ length: 33 }, (_, step): Point => {
      const angle = from + ((to - from) * step) / 32;
      return [Math.cos(angle) * radius * 1.75, Math.sin(angle) * radius * 0.42];
    });
    return shape(
      "detail",
      placed(limb(line, radius * 0.13, radius * 0.13), { x, y, scale: 1, turn: tilt }),
      lighter(body, 0.14),
      0.13,
      { alpha: 0.9 },
    );
  };
  const ringed = radius > 0.09;
  return [
    ...(ringed ? [ring(Math.PI, 2 * Math.PI)] : []),
    shape("building", egg(x, y, radius), body, 0.12, { fade: lighter(body, -0.25) }),
    ...(radius > 0.05 ? bands : []),
    ...(ringed ? [ring(0, Math.PI)] : []),
  ];
}
