import type { Colour } from "../colour.ts";
import type { MotifName } from "../motifs/motifs.ts";
import type { SettingName } from "../settings/settings.ts";

export type Time = "day" | "dawn" | "sunset" | "night";
export type Weather = "clear" | "fog" | "rain" | "storm" | "snow" | "aurora";
export type Season = "none" | "spring" | "summer" | "autumn" | "winter";
export type Mood = "plain" | "vivid" | "gentle" | "dark" | "faded" | "dreamy" | "grey";

export type Subject = {
  readonly motif: MotifName;
  readonly count: number;
  readonly size: number;
  /** The colour that the prompt gave this one. */
  readonly colour: Colour | null;
};

/** What a prompt asks to see. */
export type Scene = {
  readonly setting: SettingName;
  readonly time: Time;
  readonly weather: Weather;
  readonly season: Season;
  readonly mood: Mood;
  readonly subjects: readonly Subject[];
  /** Colours that are meant for all of the picture. */
  readonly tints: readonly Colour[];
  /** Mountains behind a place that is something else. */
  readonly mountainous: boolean;
  /** The colour of hair and of clothes, where a prompt says it. */
  readonly hair: Colour | null;
  readonly hairLength: "long" | "short" | null;
  readonly clothes: Colour | null;
};
