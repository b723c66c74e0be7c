import { type Colour, lighter, mix } from "../colour.ts";
import { curve, egg, limb, type Outline, points } from "../outline.ts";
import type { Shape } from "../picture.ts";
import { type Stage, shape } from "./stage.ts";

/** A fir: tiers of branches, each a little ragged. */
export function firOutline({ dice }: Stage, x: number, foot: number, height: number): Outline {
  const tiers = 5;
  const half = height * dice.between(0.16, 0.23);
  const side = (sign: number) =>
    Array.from({ length: tiers }, (_, tier) => {
      const reach = half * ((tier + 1) / tiers) * dice.between(0.85, 1.1);
      const y = foot - height * (1 - (tier + 1) / (tiers + 0.6));
      return [[x + sign * reach, y] as const, [x + sign * reach * 0.5, y - height * 0.025] as const];
    }).flat();
  return [[x, foot - height], ...side(1), [x + half * 0.12, foot], [x - half * 0.12, foot], ...side(-1).reverse()];
}

/** A bare or leafy trunk that leaves the picture at the top. */
export function trunkOutline({ dice }: Stage, x: number, foot: number, width: number): Outline {
  const lean = dice.between(-0.05, 0.05);
  return limb(
    curve(x - lean, foot + 0.02, x, foot - 0.1, x + lean * 0.4, foot * 0.5, x + lean, -0.1),
    width * 1.25,
    width * 0.7,
  );
}

export function grassShapes(
  { width, dice }: Stage,
  groundAt: (x: number) => number,
  colour: Colour,
  count: number,
): readonly Shape[] {
  return Array.from({ length: count }, () => {
    const x = dice.between(-0.02, width + 0.02);
    const y = groundAt(x) + dice.between(-0.005, 0.05);
    const [height, lean] = [dice.between(0.02, 0.06), dice.between(-0.02, 0.02)];
    const blade = points(x - 0.005, y, x + lean, y - height, x + 0.005, y);
    return shape("plant", blade, lighter(colour, dice.between(-0.07, 0.05)), 0.9);
  });
}

/** Flowers as dots of colour, larger towards the viewer. */
export function blossomShapes(
  stage: Stage,
  groundAt: (x: number) => number,
  bottom: number,
  count: number,
): readonly Shape[] {
  const { width, dice, palette } = stage;
  return Array.from({ length: count }, () => {
    const x = dice.between(0, width);
    const near = dice.fraction() ** 0.7;
    const y = groundAt(x) + (bottom - groundAt(x)) * near;
    const size = 0.005 + near * 0.014;
    const hue = dice.pick([palette.bloom, palette.accent, lighter(palette.light, 0)]);
    return shape(
      "plant",
      egg(x, y, size, size * 0.7),
      mix(hue, palette.dark, 0.25 * (1 - palette.brightness)),
      0.6 + near * 0.3,
    );
  }).sort((a, b) => a.depth - b.depth);
}
