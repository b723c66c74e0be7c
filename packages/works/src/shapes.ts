/** The shapes a picture can have. All are near 512 × 512 in area, so that they cost a node about the same. */
export const shapes = ["square", "portrait", "landscape"] as const;
export type Shape = (typeof shapes)[number];

const dimensions = {
  square: { width: 512, height: 512 },
  portrait: { width: 448, height: 640 },
  landscape: { width: 640, height: 448 },
} as const satisfies Record<Shape, { readonly width: number; readonly height: number }>;

export const dimensionsOf = (shape: Shape): { readonly width: number; readonly height: number } => dimensions[shape];
