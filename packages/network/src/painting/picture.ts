import type { Colour } from "./colour.ts";
import type { Outline } from "./outline.ts";
import type { Palette } from "./palette.ts";

/** What a shape is of. Styles treat them differently: ink leaves the sky white, neon lights the windows. */
export type Part =
  | "star"
  | "cloud"
  | "land"
  | "water"
  | "glint"
  | "building"
  | "window"
  | "plant"
  | "subject"
  | "detail"
  | "weather"
  | "mist";

export type Shape = {
  readonly part: Part;
  readonly outline: Outline;
  readonly fill: Colour;
  /** What the fill turns into towards the bottom. */
  readonly fade?: Colour;
  readonly alpha?: number;
  /** A line of this thickness instead of an area. */
  readonly line?: number;
  /** 0 far, 1 near. */
  readonly depth: number;
  /** Shapes of one thing share a number: inside a thing no outlines are drawn. Null for what stands alone. */
  readonly thing: number | null;
};

/** Fog and haze, which only soft styles can show; lights in the sky are mist as well, but far, and every style has them. */
export const isHaze = ({ part, depth }: Shape): boolean => part === "mist" && depth > 0.05;

/** The sun, the moon, or what else lights the scene. */
export type Light = {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly kind: "sun" | "moon" | "none";
};

/** A composition before any style: shapes from back to front, in units of the shorter side. */
export type Picture = {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly light: Light;
  readonly shapes: readonly Shape[];
};
