import type { Colour } from "../colour.ts";
import type { MotifName } from "../motifs/motifs.ts";
import type { Mood, Season, Subject, Time, Weather } from "../reading/scene.ts";

/** What of a picture a colour is meant for. */
export type Region =
  | "sky"
  | "water"
  | "foliage"
  | "backdrop"
  | "hair"
  | "clothes"
  | { readonly motif: MotifName }
  | "thing";

export type Spot = {
  readonly side: "left" | "middle" | "right" | null;
  /** `far`: small and in the background. */
  readonly depth: "near" | "far" | null;
};

/** What a prompt wants to be different about a picture. Null and empty: let it be as it is. */
export type Change = {
  readonly time: Time | null;
  readonly weather: Weather | null;
  readonly season: Season | null;
  readonly mood: Mood | null;
  /** Each -1 to 1. */
  readonly warmth: number;
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
  /** Colours for all of it: one, or one for the shadows and one for the lights. */
  readonly tints: readonly Colour[];
  readonly recolour: readonly { readonly region: Region; readonly to: Colour }[];
  readonly add: readonly Subject[];
  readonly spot: Spot;
  /** The new thing takes the place of what is there. */
  readonly replaces: boolean;
};
