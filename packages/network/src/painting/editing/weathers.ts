import type { Dice } from "../../dice.ts";
import { colour } from "../colour.ts";
import { createNoise, layered } from "../noise.ts";
import type { Season, Weather } from "../reading/scene.ts";
import { chromaOf, dabOf, eachColour, hueApart, hueOf, lean, soft } from "./each-colour.ts";
import type { Lab } from "./oklab.ts";
import type { SkyMap } from "./sky-of.ts";

/** What the air does to colours. Drops and flakes are drawn later, by whoever draws. */
export function toWeather(lab: Lab, weather: Weather, sky: SkyMap, dice: Dice): void {
  switch (weather) {
    case "fog":
      fog(lab, dice);
      return;
    case "rain":
      wet(lab, { grey: dabOf(colour(0.5, 0.03, 250)), amount: 0.26, chroma: 0.74 });
      return;
    case "storm":
      wet(lab, { grey: dabOf(colour(0.27, 0.04, 265)), amount: 0.42, chroma: 0.66 });
      return;
    case "snow":
      wet(lab, { grey: dabOf(colour(0.82, 0.02, 245)), amount: 0.16, chroma: 0.75 });
      whiten(lab, sky);
      return;
    case "clear":
      eachColour(lab, (dab) => {
        dab.l = dab.l * 1.03 + 0.03;
        dab.a *= 1.12;
        dab.b = dab.b * 1.12 + 0.012;
      });
      return;
    default:
  }
}

/** Thicker with the distance, which in most pictures is upwards, and in swathes. */
function fog(lab: Lab, dice: Dice): void {
  const swathes = createNoise("fog", dice.whole(1e9));
  const [rows, columns] = [40, 40];
  const thickness = Float32Array.from(
    { length: rows * columns },
    (_, index) => layered(swathes, (index % columns) / 14, Math.floor(index / columns) / 5, 2) * 0.16,
  );
  const mean = lab.l.reduce((sum, l) => sum + l, 0) / lab.l.length;
  const grey = dabOf(colour(Math.min(0.9, Math.max(0.55, mean + 0.2)), 0.014, 225));
  eachColour(lab, (dab, u, v) => {
    const swathe = thickness[Math.floor(v * rows) * columns + Math.floor(u * columns)] ?? 0;
    const far = 0.7 - 0.46 * soft(0.35, 1, v);
    lean(dab, grey, Math.min(0.88, Math.max(0.12, far + swathe)));
  });
}

function wet(lab: Lab, { grey, amount, chroma }: { grey: ReturnType<typeof dabOf>; amount: number; chroma: number }) {
  eachColour(lab, (dab) => {
    dab.a *= chroma;
    dab.b *= chroma;
    lean(dab, grey, amount);
  });
}

/** Snow lies on what looks up: ground, and anything that is lit from above. */
function whiten(lab: Lab, sky: SkyMap): void {
  const { width, height } = lab;
  const before = lab.l.slice();
  const white = dabOf(colour(0.95, 0.012, 245));
  const reach = Math.max(2, Math.round(height / 90));
  eachColour(lab, (dab, _, v, index) => {
    if (sky.share && sky.at(index) > 0.4) return;
    const chroma = chromaOf(dab);
    const growth = chroma < 0.015 ? 0 : soft(62, 30, hueApart(hueOf(dab), 115)) * soft(0.015, 0.05, chroma);
    const ground = growth * (0.35 + 0.5 * soft(0.35, 0.75, v));
    const above = before[index - reach * width] ?? dab.l;
    const ledge = soft(0.12, 0.3, above - (before[index + reach * width] ?? above)) * 0.55;
    lean(dab, white, Math.min(0.9, Math.max(ground, ledge)));
  });
}

type Turn = {
  readonly from: number;
  readonly reach: number;
  readonly to: readonly [number, number, number];
  readonly by: number;
};

/** Leaves and grass change with the season, and the air a little. */
const turns: Readonly<Record<Exclude<Season, "none">, readonly Turn[]>> = {
  autumn: [{ from: 130, reach: 62, to: [0.62, 0.14, 52], by: 0.88 }],
  winter: [
    { from: 125, reach: 62, to: [0.88, 0.018, 245], by: 0.78 },
    { from: 60, reach: 34, to: [0.66, 0.02, 250], by: 0.4 },
  ],
  spring: [
    { from: 125, reach: 50, to: [0.75, 0.13, 130], by: 0.6 },
    { from: 58, reach: 30, to: [0.82, 0.1, 355], by: 0.6 },
  ],
  summer: [
    { from: 125, reach: 55, to: [0.62, 0.15, 138], by: 0.6 },
    { from: 60, reach: 28, to: [0.64, 0.14, 132], by: 0.55 },
  ],
};
const air: Readonly<Record<Exclude<Season, "none">, readonly [number, number]>> = {
  autumn: [0.014, 0.02],
  winter: [-0.008, -0.022],
  spring: [0.01, 0.002],
  summer: [-0.004, 0.018],
};

export function toSeason(lab: Lab, season: Season, sky: SkyMap): void {
  if (season === "none") return;
  const [warmA, warmB] = air[season];
  const list = turns[season].map(({ to: [l, c, h], ...turn }) => ({ ...turn, to: dabOf(colour(l, c, h)) }));
  eachColour(lab, (dab, _, __, index) => {
    const above = sky.share && sky.at(index);
    const chroma = chromaOf(dab);
    const hue = chroma < 0.018 ? 0 : hueOf(dab);
    for (const { from, reach, to, by } of list) {
      const amount = soft(reach, reach * 0.6, hueApart(hue, from)) * soft(0.018, 0.05, chroma) * by * (1 - above);
      if (amount > 0.01)
        lean(dab, { l: dab.l + (to.l - dab.l) * (season === "winter" ? 0.85 : 0.35), a: to.a, b: to.b }, amount);
    }
    dab.a += warmA;
    dab.b += warmB;
  });
}
