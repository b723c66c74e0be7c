import { createHash } from "node:crypto";
import type { Canvas } from "@napi-rs/canvas";
import { createDice, type Dice } from "../../dice.ts";
import { pngOf } from "../canvas/png.ts";
import { type Maker, signatureOf } from "../maker.ts";
import { previewsOf } from "../previews.ts";
import type { Commission, Painting } from "../renderer.ts";
import { indoors } from "../settings/settings.ts";
import { additionsFor } from "./additions.ts";
import { brightDisc } from "./bright-disc.ts";
import type { Change } from "./change.ts";
import { hands } from "./hands.ts";
import { toHour } from "./hours.ts";
import { toDials, toMood, toTints } from "./moods.ts";
import { type Lab, labOf, writeLab } from "./oklab.ts";
import { keepPaper } from "./paper.ts";
import { readChange } from "./read-change.ts";
import { recolour } from "./recolour.ts";
import { readReference } from "./reference.ts";
import { noSky, type SkyMap, skyOf } from "./sky-of.ts";
import { survey } from "./survey.ts";
import { toSeason, toWeather } from "./weathers.ts";

/** Changes a picture as the words say and keeps its composition. The same words, style, seed, size and picture give the same bytes. */
export async function edit(commission: Commission, reference: Uint8Array): Promise<Painting> {
  const { style, prompt, seed, width, height, previews } = commission;
  const digest = createHash("sha256").update(reference).digest("hex");
  const dice = createDice("edit", style, prompt.trim().toLowerCase(), seed, digest);
  const { sheet, maker } = await readReference(reference, { width, height }, style);
  const setting = maker?.setting ?? "meadow";
  const change = readChange(prompt);
  const { brush, image } = pixelsOf(sheet);
  const lab = labOf(image.data, width, height);
  const sky = maker && indoors.has(maker.setting) ? noSky : skyOf(lab);
  const disc = brightDisc(lab);
  const putPaperBack = keepPaper(lab, maker?.style === style ? style : null);
  regrade(lab, change, sky, dice);
  putPaperBack();
  writeLab(lab, image.data);
  brush.putImageData(image, 0, 0);

  const additions = additionsFor(change, { survey: survey(lab), sky, setting, disc }, { width, height }, dice);
  const hand = hands[style];
  const changed = maker?.style === style ? hand.addTo(sheet, additions, dice) : hand.redraw(sheet, additions, dice);
  const by: Maker = { style, setting };
  return {
    png: pngOf(changed, signatureOf(by)),
    previews: previewsOf(changed, previews, dice).map((preview) => pngOf(preview)),
  };
}

function pixelsOf(sheet: Canvas) {
  const brush = sheet.getContext("2d");
  return { brush, image: brush.getImageData(0, 0, sheet.width, sheet.height) };
}

function regrade(lab: Lab, change: Change, sky: SkyMap, dice: Dice): void {
  if (change.season) toSeason(lab, change.season, sky);
  if (change.time) toHour(lab, change.time, sky);
  else if (change.weather === "aurora") toHour(lab, "night", sky);
  if (change.weather) toWeather(lab, change.weather, sky, dice);
  if (change.mood) toMood(lab, change.mood);
  toTints(lab, change.tints);
  toDials(lab, saysNothing(change) ? anyChange(change, dice) : change);
  for (const wish of change.recolour) recolour(lab, wish, sky);
}

const saysNothing = ({ time, weather, season, mood, tints, recolour: wishes, add, ...dials }: Change): boolean =>
  !time &&
  !weather &&
  !season &&
  !mood &&
  tints.length + wishes.length + add.length === 0 &&
  !dials.warmth &&
  !dials.brightness &&
  !dials.contrast &&
  !dials.saturation;

/** Words that nobody here knows still ask for something: a different light on it. */
const anyChange = (change: Change, dice: Dice): Change => ({
  ...change,
  warmth: dice.pick([-0.55, 0.55]),
  contrast: dice.between(0.3, 0.6),
  saturation: dice.between(0.15, 0.4),
});
