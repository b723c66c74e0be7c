import type { Shape } from "./ask.ts";

/** Width by height, for the place that is held open until the picture says its own size. */
const ratios = { square: 1, portrait: 3 / 4, landscape: 4 / 3 } as const satisfies Record<Shape, number>;

export const ratioOf = (shape: Shape): number => ratios[shape];
