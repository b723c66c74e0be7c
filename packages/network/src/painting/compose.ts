import type { Dice } from "../dice.ts";
import { type Colour, colour, lighter, mix } from "./colour.ts";
import { motifs } from "./motifs/motifs.ts";
import type { Motif, Tone } from "./motifs/piece.ts";
import { type Placement, placed } from "./outline.ts";
import { type Palette, paletteOf } from "./palette.ts";
import type { Light, Picture, Shape } from "./picture.ts";
import type { Scene, Subject } from "./reading/scene.ts";
import { peakShapes } from "./settings/open-land.ts";
import { indoors, settings } from "./settings/settings.ts";
import { skyShapes, weatherShapes } from "./settings/sky.ts";
import { type Place, type Stage, shape } from "./settings/stage.ts";

/** Puts a scene on a sheet: sky, place, things, weather. The shorter side is 1. */
export function compose(scene: Scene, sheet: { readonly width: number; readonly height: number }, dice: Dice): Picture {
  const shorter = Math.min(sheet.width, sheet.height);
  const [width, height] = [sheet.width / shorter, sheet.height / shorter];
  const palette = skyFor(scene, paletteOf(scene, dice), dice);
  const light = lightOf(scene, width, height, dice);
  const stage: Stage = { width, height, palette, scene, light, dice };
  const open = !indoors.has(scene.setting);
  const place = settings[scene.setting](stage);
  const things = scene.subjects.flatMap((subject, index) => thingShapes(stage, place, subject, index));
  return {
    width,
    height,
    palette,
    light,
    shapes: [
      ...(open ? skyShapes(stage) : []),
      ...(open && scene.mountainous && scene.setting !== "mountains" ? peakShapes(stage, height * 0.56) : []),
      ...place.back,
      ...things,
      ...place.front,
      ...(scene.setting === "space" || scene.setting === "interior" ? [] : weatherShapes(stage)),
    ],
  };
}

/** Some places bring a sky of their own. */
function skyFor(scene: Scene, palette: Palette, dice: Dice): Palette {
  const { accent, water, paper } = palette;
  switch (scene.setting) {
    case "space": {
      // Night is blue or violet; an orange one would be mud.
      const hue = scene.tints[0]?.h ?? dice.between(240, 325);
      return {
        ...palette,
        brightness: 0.7,
        sky: [colour(0.11, 0.05, hue), colour(0.17, 0.08, hue + 15), colour(0.25, 0.1, hue + 35)],
      };
    }
    case "underwater":
      return { ...palette, sky: [lighter(mix(water, paper, 0.35), 0.04), water, lighter(water, -0.22)] };
    case "abstract":
      return { ...palette, sky: [mix(paper, accent, 0.1), mix(paper, accent, 0.14), mix(paper, accent, 0.22)] };
    default:
      return palette;
  }
}

function lightOf(scene: Scene, width: number, height: number, dice: Dice): Light {
  const hidden = scene.weather === "rain" || scene.weather === "storm" || indoors.has(scene.setting);
  const low = scene.time === "sunset" || scene.time === "dawn";
  return {
    x: width * dice.pick([dice.between(0.18, 0.38), dice.between(0.62, 0.82)]),
    y: height * (low ? dice.between(0.36, 0.47) : dice.between(0.14, 0.26)),
    radius:
      scene.time === "night" ? dice.between(0.05, 0.075) : low ? dice.between(0.075, 0.12) : dice.between(0.05, 0.07),
    kind: hidden ? "none" : scene.time === "night" ? "moon" : "sun",
  };
}

/** Where the first, second and third thing go, as parts of the sheet's width: the first nearly in the middle. */
const spots = [0.46, 0.78, 0.2] as const;

function thingShapes(stage: Stage, place: Place, subject: Subject, index: number): readonly Shape[] {
  const { width, dice, scene } = stage;
  const motif = motifs[subject.motif];
  const alone = scene.subjects.length === 1;
  const spot = (spots[index] ?? 0.5) * width + dice.between(-0.05, 0.05);
  const flip = dice.chance(0.5);
  return Array.from({ length: subject.count }, (_, copy) => {
    const crowd = subject.count > 3 ? 0.6 : subject.count > 1 ? 0.74 : 1;
    const scale =
      motif.size * subject.size * place.scale * (alone ? 1.12 : 0.92) * crowd * (copy ? dice.between(0.55, 0.9) : 1);
    const beside = (motif.size * 0.95 * crowd + 0.05) * Math.ceil(copy / 2) * (copy % 2 ? 1 : -1);
    // A crowd spreads over the sheet; two or three keep together.
    const step = subject.count > 3 ? ((copy + 0.5) / subject.count) * width - spot + dice.between(-0.04, 0.04) : beside;
    const reach = Math.min(0.2, scale * 0.4);
    const x = Math.min(width - reach, Math.max(reach, spot + step));
    const at: Placement = {
      x,
      y: restingAt(stage, place, motif, x, scale, copy),
      scale,
      flip: copy % 3 === 2 ? !flip : flip,
    };
    return { at, copy };
  })
    .sort((a, b) => a.at.y - b.at.y)
    .flatMap(({ at, copy }) => [...shadowOf(stage, motif, at), ...drawn(stage, motif, subject, at, index * 10 + copy)]);
}

function restingAt(stage: Stage, place: Place, motif: Motif, x: number, scale: number, copy: number): number {
  const { height, dice } = stage;
  switch (motif.rests) {
    case "in-air":
      return height * (0.42 + dice.between(-0.03, 0.05)) + scale * 0.44 + (copy ? dice.between(-0.16, 0.2) : 0);
    case "in-water":
      return Math.min(height * 0.86, place.waterAt + scale * 0.55 + (copy ? dice.between(-0.22, 0.2) : 0));
    case "on-water":
      return place.waterAt + (copy ? dice.between(-0.05, 0.1) : 0);
    default:
      return place.groundAt(x) + (copy ? dice.between(-0.02, 0.03) : 0);
  }
}

/** Things that stand on something darken it. */
export function shadowOf({ palette, scene }: Stage, motif: Motif, { x, y, scale }: Placement): readonly Shape[] {
  if (motif.rests === "in-air" || motif.rests === "in-water" || scene.setting === "abstract") return [];
  const outline = placed(flat, { x, y: y + 0.004, scale: scale * 0.32 });
  return [shape(motif.rests === "on-water" ? "water" : "detail", outline, palette.dark, 0.84, { alpha: 0.28 })];
}

const flat = Array.from(
  { length: 24 },
  (_, index) => [Math.cos((index / 24) * 2 * Math.PI), Math.sin((index / 24) * 2 * Math.PI) * 0.16] as const,
);

export function drawn(stage: Stage, motif: Motif, subject: Subject, at: Placement, thing: number): readonly Shape[] {
  const tones = tonesOf(stage, subject.colour ?? natural(stage, motif), motif.accent);
  return motif.draw(stage.dice).map(({ tone, outline, line }) =>
    shape("subject", placed(outline, at), tones[tone], 0.86, {
      thing,
      ...(line === undefined ? {} : { line: line * at.scale }),
    }),
  );
}

function natural({ palette, scene }: Stage, { colour: own }: Motif): Colour {
  if (own !== "foliage") return own ?? palette.accent;
  return scene.season === "spring" || scene.season === "autumn"
    ? palette.bloom
    : lighter({ ...palette.land, c: 0.12 }, 0.05);
}

/** A thing's colours under the light of the hour. */
function tonesOf({ palette, scene }: Stage, own: Colour, accent: Colour | undefined): Readonly<Record<Tone, Colour>> {
  const dim = scene.time === "sunset" ? 0.3 : 0.55;
  const lit = (base: Colour) => mix(mix(base, palette.dark, dim * (1 - palette.brightness)), palette.sky[1], 0.07);
  const main = lit(own);
  return {
    main,
    shade: mix(main, palette.dark, 0.32),
    pale: lit(mix(own, palette.paper, 0.72)),
    dark: mix(palette.dark, main, 0.14),
    accent: lit(accent ?? contrasting(own, palette.accent)),
    glow: mix({ l: 0.93, c: 0.12, h: 88 }, palette.light, 0.35),
  };
}

/** The picture's accent, unless the thing itself has nearly that colour. */
const contrasting = (own: Colour, accent: Colour): Colour =>
  Math.abs(own.h - accent.h) < 30 ? { ...accent, h: accent.h + 160 } : accent;
