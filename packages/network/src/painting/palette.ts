import type { Dice } from "../dice.ts";
import { type Colour, colour, duller, grey, lighter, mix, turned } from "./colour.ts";
import type { Scene } from "./reading/scene.ts";

export type Palette = {
  /** The sky from top to horizon. */
  readonly sky: readonly [Colour, Colour, Colour];
  readonly light: Colour;
  readonly land: Colour;
  /** A second colour of the land: flowers, roofs, blossoms. */
  readonly bloom: Colour;
  readonly water: Colour;
  readonly dark: Colour;
  readonly accent: Colour;
  readonly paper: Colour;
  /** How much of the light is left for things: 1 at noon, little at night. */
  readonly brightness: number;
};

const bases: Record<Scene["time"], Omit<Palette, "bloom" | "accent" | "paper">> = {
  day: {
    sky: [colour(0.68, 0.11, 245), colour(0.82, 0.07, 228), colour(0.94, 0.03, 205)],
    light: colour(0.96, 0.08, 95),
    land: colour(0.58, 0.11, 140),
    water: colour(0.6, 0.1, 232),
    dark: colour(0.27, 0.05, 265),
    brightness: 1,
  },
  dawn: {
    sky: [colour(0.7, 0.08, 275), colour(0.84, 0.08, 10), colour(0.94, 0.07, 75)],
    light: colour(0.95, 0.1, 80),
    land: colour(0.5, 0.07, 185),
    water: colour(0.68, 0.07, 260),
    dark: colour(0.3, 0.06, 285),
    brightness: 0.85,
  },
  sunset: {
    sky: [colour(0.4, 0.13, 295), colour(0.64, 0.19, 15), colour(0.85, 0.15, 70)],
    light: colour(0.93, 0.14, 85),
    land: colour(0.36, 0.09, 320),
    water: colour(0.46, 0.12, 300),
    dark: colour(0.2, 0.06, 300),
    brightness: 0.6,
  },
  night: {
    sky: [colour(0.17, 0.06, 278), colour(0.27, 0.09, 270), colour(0.42, 0.1, 255)],
    light: colour(0.95, 0.05, 100),
    land: colour(0.26, 0.06, 255),
    water: colour(0.28, 0.08, 258),
    dark: colour(0.12, 0.03, 275),
    brightness: 0.42,
  },
};

/** Colours out of the hour, the season, the weather, the mood and the words for colours; unknown words lean the hues. */
export function paletteOf(scene: Scene, dice: Dice): Palette {
  const base = bases[scene.time];
  const lean = dice.between(-14, 14);
  const tint = scene.tints[0];
  const toned = (from: Colour, amount = 0.5): Colour => {
    const leaned = turned(from, lean);
    const tinted = tint ? mix(leaned, { ...tint, l: leaned.l, c: Math.max(leaned.c, tint.c * 0.8) }, amount) : leaned;
    return mooded(tinted, scene);
  };
  const season = seasons[scene.season];
  const land = season
    ? mix(base.land, { ...season.land, l: season.land.l * (0.35 + 0.65 * base.brightness) }, 0.85)
    : base.land;
  const accent = scene.tints[1] ?? tint ?? dice.pick(accents);

  return {
    sky: [
      toned(weathered(base.sky[0], scene)),
      toned(weathered(base.sky[1], scene)),
      toned(weathered(base.sky[2], scene), 0.3),
    ],
    light: toned(base.light, 0.15),
    land: toned(weathered(land, scene), 0.35),
    bloom: mooded(season ? season.bloom : turned(accent, 40), scene),
    water: toned(weathered(base.water, scene), 0.6),
    dark: toned(base.dark, 0.4),
    accent: mooded(accent, scene),
    paper: turned(colour(0.965, 0.018, 85), lean),
    brightness: base.brightness,
  };
}

/** Accents for pictures that name no colour. */
const accents: readonly Colour[] = [
  colour(0.66, 0.17, 30),
  colour(0.78, 0.15, 78),
  colour(0.62, 0.11, 195),
  colour(0.56, 0.16, 258),
  colour(0.66, 0.16, 8),
  colour(0.55, 0.13, 330),
  colour(0.66, 0.12, 160),
  colour(0.72, 0.15, 52),
  colour(0.6, 0.14, 290),
];

const seasons: Record<Scene["season"], { readonly land: Colour; readonly bloom: Colour } | null> = {
  none: null,
  spring: { land: colour(0.68, 0.12, 130), bloom: colour(0.82, 0.11, 355) },
  summer: { land: colour(0.62, 0.14, 138), bloom: colour(0.85, 0.15, 90) },
  autumn: { land: colour(0.6, 0.13, 58), bloom: colour(0.62, 0.19, 38) },
  winter: { land: colour(0.88, 0.03, 245), bloom: colour(0.8, 0.05, 240) },
};

/** Bad weather takes the colour out of everything. */
function weathered(from: Colour, { weather }: Scene): Colour {
  switch (weather) {
    case "fog":
      return mix(duller(from, 0.55), colour(0.86, 0.015, 220), 0.35);
    case "rain":
      return mix(duller(from, 0.6), colour(0.5, 0.03, 245), 0.35);
    case "storm":
      return mix(duller(from, 0.7), colour(0.3, 0.04, 265), 0.5);
    case "snow":
      return mix(duller(from, 0.8), colour(0.86, 0.03, 245), 0.14);
    default:
      return from;
  }
}

function mooded(from: Colour, { mood }: Scene): Colour {
  switch (mood) {
    case "vivid":
      return { ...from, c: from.c * 1.35 };
    case "gentle":
      return lighter(duller(from, 0.72), 0.05);
    case "dark":
      return lighter(duller(from, 0.8), -0.09);
    case "faded":
      return mix(duller(from, 0.6), colour(0.75, 0.06, 80), 0.2);
    case "dreamy":
      return mix(from, colour(from.l, 0.13, 315), 0.3);
    case "grey":
      return mix(from, grey(from.l), 0.92);
    default:
      return from;
  }
}
