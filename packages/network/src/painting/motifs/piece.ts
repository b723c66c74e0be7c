import type { Dice } from "../../dice.ts";
import type { Colour } from "../colour.ts";
import type { Outline } from "../outline.ts";
import type { SettingName } from "../settings/settings.ts";

/** Which of a thing's colours a piece has: its own, in shade, in light, nearly black, the picture's accent, or lit from inside. */
export type Tone = "main" | "shade" | "pale" | "dark" | "accent" | "glow";

/** A part of a thing, drawn at the origin: it stands on y = 0, is about 1 high, and looks to the left. */
export type Piece = { readonly tone: Tone; readonly outline: Outline; readonly line?: number };

export type Motif = {
  /** Where it is at home, if the prompt names no place. */
  readonly at: readonly [SettingName, ...SettingName[]];
  readonly rests: "on-ground" | "on-water" | "in-air" | "in-water" | "on-table";
  /** Its height in a picture whose shorter side is 1. */
  readonly size: number;
  /** Its colour in nature; `foliage`: that of the season; null: the picture's accent. */
  readonly colour: Colour | "foliage" | null;
  /** The colour of its accents, where nature or habit gives them one. */
  readonly accent?: Colour;
  readonly draw: (dice: Dice) => readonly Piece[];
};

export const piece = (tone: Tone, outline: Outline, line?: number): Piece =>
  line === undefined ? { tone, outline } : { tone, outline, line };
