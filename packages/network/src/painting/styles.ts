export const paintStyles = ["watercolour", "oil", "papercut", "poster", "ink", "neon", "pixel"] as const;
export type PaintStyle = (typeof paintStyles)[number];
