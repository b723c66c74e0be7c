import type { Dice } from "../../dice.ts";
import { type Colour, mix } from "../colour.ts";
import type { Outline, Point } from "../outline.ts";
import type { Palette } from "../palette.ts";
import type { Light, Part, Shape } from "../picture.ts";
import type { Scene } from "../reading/scene.ts";

/** What a setting is given: the sheet (its shorter side is 1), colours, light and dice. */
export type Stage = {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly scene: Scene;
  readonly light: Light;
  readonly dice: Dice;
};

/** What a setting gives back: shapes behind and before the things that are in the picture, and where those can rest. */
export type Place = {
  readonly back: readonly Shape[];
  readonly front: readonly Shape[];
  /** Where the ground is, for a thing that stands at x. */
  readonly groundAt: (x: number) => number;
  readonly waterAt: number;
  /** How large things are here: 1 in the open, more up close. */
  readonly scale: number;
};

export const shape = (
  part: Part,
  outline: Outline,
  fill: Colour,
  depth: number,
  more: Partial<Pick<Shape, "fade" | "alpha" | "line" | "thing">> = {},
): Shape => ({ part, outline, fill, depth, thing: null, ...more });

/** The farther, the more a colour takes on that of the sky at the horizon. */
export const distant = ({ palette }: Stage, base: Colour, depth: number): Colour =>
  mix(palette.sky[2], base, 0.18 + 0.82 * depth);

/** A line of hills across the sheet, as a function of x. */
export function ridge(dice: Dice, base: number, amplitude: number, roughness: number): (x: number) => number {
  const waves = Array.from({ length: 6 }, (_, index) => ({
    frequency: (1.1 + index * 1.7) * dice.between(0.7, 1.3),
    phase: dice.between(0, 2 * Math.PI),
    strength: (1 / (1 + index)) * (index < 2 ? 1 : roughness) * dice.between(0.5, 1),
  }));
  return (x) =>
    base -
    amplitude *
      waves.reduce((sum, { frequency, phase, strength }) => sum + strength * Math.sin(x * frequency + phase), 0) *
      0.6;
}

const margin = 0.06;

/** Everything below a line, down to the foot of the sheet. */
export function below({ width, height }: Stage, lineAt: (x: number) => number, steps = 72): Outline {
  const line = Array.from({ length: steps + 1 }, (_, index): Point => {
    const x = -margin + ((width + 2 * margin) * index) / steps;
    return [x, lineAt(x)];
  });
  return [...line, [width + margin, height + margin], [-margin, height + margin]];
}
