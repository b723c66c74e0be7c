import type { Dice } from "../../dice.ts";
import { drawn, shadowOf } from "../compose.ts";
import { motifs } from "../motifs/motifs.ts";
import type { Motif } from "../motifs/piece.ts";
import type { Placement } from "../outline.ts";
import type { Picture, Shape } from "../picture.ts";
import type { Scene, Subject } from "../reading/scene.ts";
import { indoors, type SettingName } from "../settings/settings.ts";
import { skyShapes, weatherShapes } from "../settings/sky.ts";
import type { Stage } from "../settings/stage.ts";
import type { Change } from "./change.ts";
import type { SkyMap } from "./sky-of.ts";
import type { Survey } from "./survey.ts";

type Found = {
  readonly survey: Survey;
  readonly sky: SkyMap;
  readonly setting: SettingName;
  /** The sun or moon that was there before. */
  readonly disc: { readonly x: number; readonly y: number; readonly radius: number } | null;
};
type Sheet = { readonly width: number; readonly height: number };

/** Everything that is drawn onto a picture that is there: new things, and what falls from the sky or hangs in it. */
export function additionsFor(change: Change, { survey, sky, setting, disc }: Found, sheet: Sheet, dice: Dice): Picture {
  const shorter = Math.min(sheet.width, sheet.height);
  const [width, height] = [sheet.width / shorter, sheet.height / shorter];
  const { palette } = survey;
  const light = lightFor(change, { setting, sky, survey, disc }, { width, height }, dice);
  const scene: Scene = {
    setting,
    time: change.time ?? (palette.brightness < 0.62 ? "night" : "day"),
    weather: change.weather ?? "clear",
    season: change.season ?? "none",
    mood: change.mood ?? "plain",
    subjects: change.add,
    tints: [],
    mountainous: false,
    hair: null,
    hairLength: null,
    clothes: null,
  };
  const stage: Stage = { width, height, palette, scene, light, dice };
  const isOpen = !indoors.has(setting) && setting !== "portrait" && setting !== "abstract";
  const hangs = isOpen && sky.share > 0 && (change.time === "night" || change.weather === "aurora");
  const inSky = hangs
    ? skyShapes(stage).filter(({ part, outline }) => part !== "cloud" && (part !== "star" || isIn(sky, outline, stage)))
    : [];
  const things = change.add.map(flying).flatMap((subject, index) => added(stage, survey, change, subject, index));
  const falls = change.weather && change.weather !== "fog" && isOpen ? weatherShapes(stage).map(clearer) : [];
  return { width, height, palette, light, shapes: [...inSky, ...things, ...falls] };
}

/** What falls on a picture that is there must be seen before whatever it has. */
const clearer = (falling: Shape): Shape => ({
  ...falling,
  fill: { ...falling.fill, l: Math.min(0.98, falling.fill.l + 0.16) },
  alpha: Math.max(0.62, falling.alpha ?? 1),
});

/** A star stands in the sky or not at all. */
function isIn(sky: SkyMap, outline: Shape["outline"], { width, height }: Stage): boolean {
  const [x, y] = outline[0] ?? [0, 0];
  return sky.within(x / width, y / height) > 0.7;
}

/** A moon for a night that is new, a sun for a morning or an evening: at the quietest place of the sky. */
function lightFor(
  change: Change,
  { setting, sky, survey, disc }: Found,
  { width, height }: Sheet,
  dice: Dice,
): Picture["light"] {
  const kind = change.time === "night" ? "moon" : change.time === "sunset" || change.time === "dawn" ? "sun" : "none";
  const hidden = change.weather === "rain" || change.weather === "storm" || change.weather === "fog";
  const none = { x: 0, y: 0, radius: 0, kind: "none" } as const;
  if (kind === "none" || hidden || indoors.has(setting) || setting === "portrait" || sky.share === 0) return none;
  if (disc) return { x: disc.x, y: disc.y, radius: disc.radius * 1.06, kind };
  const v = kind === "moon" ? 0.2 : 0.34;
  const radius = kind === "moon" ? 0.055 : 0.075;
  const [u] = [0.2, 0.3, 0.4, 0.6, 0.7, 0.8]
    .map((at) => ({ at, cost: survey.busyness(at - 0.09, v - 0.09, at + 0.09, v + 0.09) + dice.between(0, 0.03) }))
    .sort((one, other) => one.cost - other.cost)
    .map(({ at }) => at);
  return { x: (u ?? 0.7) * width, y: v * height, radius, kind };
}

/** Several birds are a flock: alone in a picture, one may sit. */
const flying = (subject: Subject): Subject =>
  subject.motif === "bird" && subject.count > 1 ? { ...subject, motif: "flock", count: 1 } : subject;

const sides = { left: [0.2, 0.26, 0.32], middle: [0.46, 0.5, 0.54], right: [0.68, 0.74, 0.8] } as const;
const anywhere = [0.2, 0.26, 0.32, 0.4, 0.5, 0.6, 0.68, 0.74, 0.8] as const;

function added(stage: Stage, survey: Survey, change: Change, subject: Subject, index: number): readonly Shape[] {
  const { width, height, dice } = stage;
  const motif = motifs[subject.motif];
  const far = change.spot.depth === "far";
  const crowd = subject.count > 3 ? 0.5 : subject.count > 1 ? 0.66 : 1;
  const scale = motif.size * subject.size * crowd * (change.replaces ? 1.15 : far ? 0.42 : 0.78);
  const foot = footOf(motif, scale / height, change, dice);
  const tall = scale / height;
  const places = (change.replaces ? [0.46, 0.5] : change.spot.side ? sides[change.spot.side] : anywhere)
    .map((u) => ({
      u,
      cost:
        survey.busyness(u - (tall * height) / width / 2.4, foot - tall, u + (tall * height) / width / 2.4, foot) +
        dice.between(0, 0.05),
    }))
    .sort((one, other) => one.cost - other.cost);
  const first = places[Math.min(index, places.length - 1)]?.u ?? 0.5;
  const flip = dice.chance(0.5);
  return Array.from({ length: subject.count }, (_, copy) => {
    const beside = scale * 0.85 * Math.ceil(copy / 2) * (copy % 2 ? 1 : -1);
    const size = scale * (copy ? dice.between(0.7, 0.95) : 1);
    const x = Math.min(width * 0.86, Math.max(width * 0.14, first * width + beside));
    const at: Placement = {
      x,
      y: (foot + (copy ? dice.between(-0.05, 0.03) : 0)) * height,
      scale: size,
      flip: copy % 3 === 2 ? !flip : flip,
    };
    return { at, copy };
  })
    .sort((one, other) => one.at.y - other.at.y)
    .flatMap(({ at, copy }) => [
      ...shadowOf(stage, motif, at),
      ...drawn(stage, motif, subject, at, 1_000 + index * 10 + copy),
    ]);
}

/** Where a thing ends below, in parts of the height. */
function footOf({ rests }: Motif, tall: number, { spot }: Change, dice: Dice): number {
  const shift = dice.between(-0.02, 0.02);
  switch (rests) {
    case "in-air":
      return (spot.depth === "far" ? 0.3 : 0.33) + tall * 0.4 + shift;
    case "in-water":
      return 0.84 + tall * 0.3 + shift;
    case "on-water":
      return (spot.depth === "far" ? 0.66 : 0.8) + shift;
    default:
      return (spot.depth === "far" ? 0.68 : spot.depth === "near" ? 0.93 : 0.87) + shift;
  }
}
