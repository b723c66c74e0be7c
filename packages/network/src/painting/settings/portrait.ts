import { lighter, mix, turned } from "../colour.ts";
import { egg, limb, placed, smooth } from "../outline.ts";
import type { Shape } from "../picture.ts";
import { type Place, type Stage, shape } from "./stage.ts";

/** Somebody who does not exist, before a disc and leaves. */
export function portrait(stage: Stage): Place {
  const { width, height, palette, dice, scene } = stage;
  const [x, top] = [width / 2, height * 0.34];
  const skin = dice.pick([
    { l: 0.86, c: 0.05, h: 60 },
    { l: 0.74, c: 0.08, h: 58 },
    { l: 0.58, c: 0.08, h: 52 },
    { l: 0.42, c: 0.06, h: 48 },
  ]);
  const hair =
    scene.hair ??
    dice.pick([
      palette.dark,
      { l: 0.4, c: 0.09, h: 45 },
      { l: 0.72, c: 0.11, h: 80 },
      mix(palette.accent, palette.dark, 0.3),
    ]);
  const lit = (base: typeof skin) => mix(base, palette.dark, 0.5 * (1 - palette.brightness));
  const [face, shade] = [lit(skin), mix(lit(skin), palette.dark, 0.22)];
  const long = scene.hairLength ? scene.hairLength === "long" : dice.chance(0.6);
  const at = (outline: Shape["outline"]) => placed(outline, { x, y: top, scale: 0.52 });
  const part = (outline: Shape["outline"], fill: typeof skin) =>
    shape("subject", at(outline), fill, 0.8, { thing: 900 });
  const sun = shape(
    "building",
    egg(x + dice.between(-0.12, 0.12), height * 0.42, 0.36),
    mix(palette.accent, palette.sky[2], 0.5),
    0.1,
  );
  const leavesAround = Array.from({ length: 16 }, (_, index) => {
    const angle = (index / 16) * 2 * Math.PI + dice.between(-0.1, 0.1);
    const reach = 0.42 + dice.between(0, 0.1);
    return shape(
      "plant",
      egg(x + Math.cos(angle) * reach, height * 0.44 + Math.sin(angle) * reach, 0.1, 0.034, angle + 0.6),
      dice.pick([palette.land, palette.bloom, mix(palette.land, palette.dark, 0.3)]),
      0.2,
    );
  });
  const shirt = scene.clothes ?? palette.accent;
  return {
    back: [
      sun,
      ...leavesAround,
      ...(long
        ? [
            part(
              smooth(
                -0.34,
                0.1,
                -0.32,
                -0.22,
                0,
                -0.36,
                0.32,
                -0.22,
                0.36,
                0.1,
                0.4,
                0.5,
                0.28,
                0.72,
                -0.28,
                0.72,
                -0.4,
                0.5,
              ),
              hair,
            ),
          ]
        : []),
      part(smooth(-0.1, 0.3, -0.11, 0.54, -0.2, 0.64, 0.2, 0.64, 0.11, 0.54, 0.1, 0.3), shade),
      part(
        smooth(-0.16, 0.58, -0.5, 0.7, -0.62, 1.0, -0.64, 1.4, 0.64, 1.4, 0.62, 1.0, 0.5, 0.7, 0.16, 0.58, 0, 0.7),
        turned(shirt, 0),
      ),
      part(smooth(-0.18, 0.6, 0, 0.72, 0.18, 0.6, 0.1, 0.76, 0, 0.82, -0.1, 0.76), lighter(shirt, -0.1)),
      part(
        smooth(
          -0.25,
          -0.06,
          -0.2,
          -0.28,
          0,
          -0.34,
          0.2,
          -0.28,
          0.25,
          -0.06,
          0.22,
          0.22,
          0.1,
          0.4,
          0,
          0.44,
          -0.1,
          0.4,
          -0.22,
          0.22,
        ),
        face,
      ),
      part(
        smooth(0.06, -0.28, 0.2, -0.26, 0.25, -0.06, 0.22, 0.22, 0.1, 0.4, 0.04, 0.42, 0.14, 0.2, 0.14, -0.06),
        shade,
      ),
      ...[-0.1, 0.1].flatMap((eye) => [
        part(smooth(eye - 0.055, 0.03, eye, 0.0, eye + 0.055, 0.03, eye, 0.055), lighter(palette.paper, 0)),
        part(egg(eye, 0.028, 0.024), mix(palette.dark, palette.water, 0.3)),
        part(
          limb(
            [
              [eye - 0.065, 0.01],
              [eye, -0.022],
              [eye + 0.065, 0.012],
            ],
            0.016,
            0.012,
          ),
          palette.dark,
        ),
        part(
          limb(
            [
              [eye - 0.07, -0.06],
              [eye, -0.085],
              [eye + 0.07, -0.058],
            ],
            0.024,
            0.014,
          ),
          mix(hair, palette.dark, 0.4),
        ),
      ]),
      part(smooth(0.0, 0.02, 0.03, 0.14, 0.035, 0.17, -0.03, 0.17, -0.01, 0.15), shade),
      part(
        smooth(-0.075, 0.26, -0.02, 0.245, 0.02, 0.245, 0.075, 0.26, 0, 0.3),
        mix({ l: 0.55, c: 0.14, h: 20 }, face, 0.25),
      ),
      ...[-0.15, 0.15].map((cheek) =>
        shape("subject", at(egg(cheek, 0.15, 0.05, 0.035)), { l: 0.68, c: 0.14, h: 22 }, 0.8, {
          thing: 900,
          alpha: 0.25,
        }),
      ),
      part(
        long
          ? smooth(
              -0.29,
              0.12,
              -0.3,
              -0.2,
              0,
              -0.4,
              0.3,
              -0.2,
              0.29,
              0.12,
              0.22,
              -0.1,
              0.06,
              -0.24,
              -0.1,
              -0.2,
              -0.2,
              -0.06,
            )
          : smooth(-0.27, 0.0, -0.28, -0.26, 0, -0.42, 0.28, -0.26, 0.27, 0.0, 0.2, -0.16, 0.02, -0.22, -0.2, -0.18),
        hair,
      ),
      part(egg(-0.26, 0.22, 0.022), palette.light),
      part(egg(0.26, 0.22, 0.022), palette.light),
    ],
    front: [],
    groundAt: () => height * 0.98,
    waterAt: height * 0.9,
    scale: 0.6,
  };
}
