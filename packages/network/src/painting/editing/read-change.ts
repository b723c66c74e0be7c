import type { Colour } from "../colour.ts";
import { colourWords } from "../reading/colour-words.ts";
import { moodWords, motifWords, seasonWords, timeWords, weatherWords } from "../reading/lexicon.ts";
import { meaningOf, readSubjects, type Word, wordsOf } from "../reading/read-prompt.ts";
import type { Change, Region, Spot } from "./change.ts";

/** Reads what a prompt says about a picture that is there already. What it does not say stays as it is. */
export function readChange(prompt: string): Change {
  const words = wordsOf(prompt);
  const addedAt = (index: number) => isAdded(words, index);
  const { subjects, spent } = readSubjects(words, addedAt);
  const first = <Meaning>(lexicon: ReadonlyMap<string, Meaning>): Meaning | null => {
    for (const [index, word] of words.entries()) {
      const meaning = meaningOf(word, lexicon);
      // A lantern that is added makes no night, and an umbrella no rain.
      if (meaning !== undefined && !(meaningOf(word, motifWords) && addedAt(index))) return meaning;
    }
    return null;
  };
  const { recolour, tints } = readColours(words, spent);
  const dial = (lexicon: ReadonlyMap<string, number>) =>
    words.reduce((sum, word) => Math.max(-1, Math.min(1, sum + (meaningOf(word, lexicon) ?? 0))), 0);
  return {
    time: first(timeWords),
    weather: first(weatherWords) ?? (words.some((word) => meaningOf(word, clearWords)) ? "clear" : null),
    season: first(seasonWords),
    mood: first(moodWords),
    warmth: dial(warmthWords),
    brightness: dial(brightnessWords),
    contrast: dial(contrastWords),
    saturation: dial(saturationWords),
    tints: tints.slice(0, 2),
    recolour,
    add: subjects,
    spot: spotOf(words),
    replaces: words.some((word) => meaningOf(word, replacingWords)),
  };
}

const table = <Value>(value: Value, list: string) => list.split(" ").map((word) => [word, value] as const);

const clearWords = new Map(table(true, "sunny clear cloudless sunshine"));
const warmthWords = new Map([
  ...table(0.8, "warm warmer warmly warmth cozier"),
  ...table(-0.8, "cool cooler cold colder chilly"),
]);
const brightnessWords = new Map([
  ...table(0.7, "brighter bright lighter brighten lighten"),
  ...table(-0.7, "darker dark darken dim dimmer gloomier moodier"),
]);
const contrastWords = new Map([
  ...table(0.7, "contrast dramatic bolder sharper crisp punchy striking"),
  ...table(-0.7, "softer soft faint fainter subtle hazier flatter"),
]);
const saturationWords = new Map([
  ...table(0.7, "saturated vivid richer colourful colorful vibrant"),
  ...table(-0.7, "desaturated muted pale paler duller faded"),
]);
const replacingWords = new Map(table(true, "replace swap instead replaced"));

const adding = new Map(table(true, "add adding insert include put place draw with plus another give introduce have"));
const existing = new Map(table(true, "the its his her their this that these those"));
const aNumberOf = new Map(table(true, "a an some one two three four five six several many few more another"));

/** "add a boat", "with two birds": new. "the boat": there already. The nearest such word before decides. */
function isAdded(words: readonly Word[], index: number): boolean {
  for (let at = index - 1; at >= Math.max(0, index - 4); at -= 1) {
    const word = words[at];
    if (!word) continue;
    if (meaningOf(word, existing)) return false;
    if (meaningOf(word, aNumberOf) || meaningOf(word, adding)) return true;
  }
  return index === 0 || (index <= 2 && words.slice(0, index).every((word) => !meaningOf(word, makingWords)));
}

const makingWords = new Map(table(true, "make turn paint colour color recolour recolor change set dye"));

const regionWords = new Map<string, Region>([
  ...table<Region>("sky", "sky cloud heaven"),
  ...table<Region>("water", "water sea ocean lake river wave"),
  ...table<Region>("foliage", "leaf leave foliage grass forest wood meadow tree hill field plant"),
  ...table<Region>("backdrop", "background backdrop wall"),
  ...table<Region>("hair", "hair beard braid"),
  ...table<Region>("clothes", "dress coat shirt jacket sweater robe scarf suit"),
  ...table<Region>("thing", "sail roof subject thing object"),
]);

/** A colour belongs to the noun behind it ("a pink sky"), else to the one before it ("make the sky pink"), else to all. */
function readColours(words: readonly Word[], spent: ReadonlySet<number>): Pick<Change, "recolour" | "tints"> {
  const recolour: { region: Region; to: Colour }[] = [];
  const tints: Colour[] = [];
  for (const [index, word] of words.entries()) {
    const to = spent.has(index) ? undefined : meaningOf(word, colourWords);
    if (!to) continue;
    const around = [index + 1, index + 2, index - 1, index - 2, index - 3, index - 4];
    const region = around.flatMap((at) => regionAt(words, at) ?? []).at(0);
    if (region) recolour.push({ region, to });
    else tints.push(to);
  }
  return { recolour, tints };
}

function regionAt(words: readonly Word[], index: number): Region | null {
  const word = words[index];
  if (!word) return null;
  const motif = meaningOf(word, motifWords);
  return meaningOf(word, regionWords) ?? (motif && !meaningOf(word, colourWords) ? { motif } : null);
}

function spotOf(words: readonly Word[]): Spot {
  const has = (list: string) => words.some((word) => meaningOf(word, new Map(table(true, list))));
  return {
    side: has("left") ? "left" : has("right") ? "right" : has("middle center centre") ? "middle" : null,
    depth: has("background distance far distant horizon behind") ? "far" : has("foreground front near") ? "near" : null,
  };
}
