import { colour } from "../colour.ts";
import type { Time } from "../reading/scene.ts";
import { dabOf, eachColour, lean, soft } from "./each-colour.ts";
import type { Lab } from "./oklab.ts";
import type { SkyMap } from "./sky-of.ts";

type Hour = {
  /** Lightness after, from lightness before: by how much, and up from where. */
  readonly gain: number;
  readonly lift: number;
  readonly chroma: number;
  readonly shadows: readonly [number, number, number];
  readonly lights: readonly [number, number, number];
  /** How far shadows and lights take on their colours. */
  readonly cast: number;
  readonly sky: readonly [readonly [number, number, number], readonly [number, number, number]];
};

const hours: Readonly<Record<Time, Hour>> = {
  night: {
    gain: 0.44,
    lift: 0.04,
    chroma: 0.72,
    shadows: [0.14, 0.06, 275],
    lights: [0.5, 0.07, 258],
    cast: 0.5,
    sky: [
      [0.24, 0.08, 275],
      [0.46, 0.09, 262],
    ],
  },
  sunset: {
    gain: 0.86,
    lift: 0,
    chroma: 1.1,
    shadows: [0.3, 0.09, 315],
    lights: [0.82, 0.13, 62],
    cast: 0.42,
    sky: [
      [0.48, 0.14, 310],
      [0.82, 0.15, 62],
    ],
  },
  dawn: {
    gain: 0.9,
    lift: 0.08,
    chroma: 0.85,
    shadows: [0.45, 0.06, 285],
    lights: [0.93, 0.07, 40],
    cast: 0.36,
    sky: [
      [0.74, 0.08, 275],
      [0.93, 0.07, 55],
    ],
  },
  day: {
    gain: 1,
    lift: 0.04,
    chroma: 1.1,
    shadows: [0.4, 0.04, 240],
    lights: [0.96, 0.03, 100],
    cast: 0.12,
    sky: [
      [0.68, 0.11, 245],
      [0.92, 0.04, 215],
    ],
  },
};

/** The light of another hour over everything, and that hour's sky where there is one. */
export function toHour(lab: Lab, time: Time, sky: SkyMap): void {
  const { gain, lift, chroma, shadows, lights, cast, sky: skies } = hours[time];
  const [dark, bright] = [castOf(shadows), castOf(lights)];
  const [top, low] = [castOf(skies[0]), castOf(skies[1])];
  const mean = lab.l.reduce((sum, l) => sum + l, 0) / lab.l.length;
  // Day comes up from wherever the picture was; the other hours sink from there.
  const exponent = time === "day" && mean < 0.5 ? Math.log(0.58) / Math.log(Math.max(0.12, mean)) : 1;
  const dimming = time === "night" && mean < 0.4 ? 0.85 : gain;
  eachColour(lab, (dab, _, v, index) => {
    const above = sky.share && sky.at(index);
    // Windows and lamps stay lit by night.
    const lamp = time === "night" ? soft(0.7, 0.82, dab.l) * soft(0.05, 0.11, dab.b) * (1 - above) * 0.75 : 0;
    const before = dab.l;
    const after = before ** exponent * dimming + lift;
    dab.l = after + (before - after) * lamp;
    dab.a *= chroma;
    dab.b *= chroma;
    const amount = cast * (1 - lamp);
    const t = Math.min(1, Math.max(0, dab.l));
    dab.a += (dark.a + (bright.a - dark.a) * t - dab.a) * amount;
    dab.b += (dark.b + (bright.b - dark.b) * t - dab.b) * amount;
    if (above > 0) {
      const at = soft(0.05, 0.62, v);
      lean(
        dab,
        { l: top.l + (low.l - top.l) * at, a: top.a + (low.a - top.a) * at, b: top.b + (low.b - top.b) * at },
        above * 0.78,
      );
    }
  });
}

const castOf = ([l, c, h]: readonly [number, number, number]) => dabOf(colour(l, c, h));
