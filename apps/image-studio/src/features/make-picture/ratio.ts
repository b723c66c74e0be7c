import type { Shape } from "./ask.ts";

/** Width by height, for the place that is held open until the picture says its own size. */
const ratios = { square: 1, portrait: 7 / 10, landscape: 10 / 7 } as const satisfies Record<Shape, number>;

export const ratioOf = (shape: Shape): number => ratios[shape];
