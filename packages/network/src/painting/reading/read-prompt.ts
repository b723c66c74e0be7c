import type { Dice } from "../../dice.ts";
import type { Colour } from "../colour.ts";
import { type MotifName, motifs } from "../motifs/motifs.ts";
import { colourWords } from "./colour-words.ts";
import {
  countWords,
  moodWords,
  motifWords,
  seasonWords,
  settingWords,
  sizeWords,
  timeWords,
  weatherWords,
} from "./lexicon.ts";
import type { Scene, Subject } from "./scene.ts";

/** How many different things fit in a picture before it becomes a list. */
const mostSubjects = 3;

/** Reads a prompt word by word. What it does not say is left to the dice, which the words themselves have seeded. */
export function readPrompt(prompt: string, dice: Dice): Scene {
  const words = wordsOf(prompt);
  const first = <Meaning>(lexicon: ReadonlyMap<string, Meaning>): Meaning | undefined => {
    const known = words.find(({ forms }) => forms.some((form) => lexicon.has(form)));
    return known && meaningOf(known, lexicon);
  };
  const { subjects: named, spent } = readSubjects(words);
  const said = first(settingWords);
  // A forest is full of trees already, a meadow of flowers, and so is a vase.
  const filled = named.some(({ motif }) => motif === "vase");
  const subjects = named.filter(
    ({ motif }, index) =>
      !(said === "forest" && motif === "tree") && !(motif === "flower" && (filled || (said === "meadow" && index > 0))),
  );
  const [hair, clothes] = [colourOf(words, hairWords, spent), colourOf(words, clothesWords, spent)];
  const main = subjects[0]?.motif;
  const tints = words.flatMap((word, index) => (spent.has(index) ? [] : (meaningOf(word, colourWords) ?? [])));
  const weather = first(weatherWords) ?? "clear";

  return {
    setting:
      said ?? (main ? dice.pick(motifs[main].at) : dice.pick(["abstract", "abstract", "meadow", "sea"] as const)),
    time: first(timeWords) ?? (main === "jellyfish" ? "night" : dice.pick(["day", "day", "dawn", "sunset"] as const)),
    weather,
    season: first(seasonWords) ?? "none",
    mood: first(moodWords) ?? "plain",
    subjects,
    tints,
    mountainous: words.some((word) => meaningOf(word, settingWords) === "mountains"),
    hair,
    hairLength: first(hairLengthWords) ?? null,
    clothes,
  };
}

const hairLengthWords = new Map<string, "long" | "short">([
  ...["woman", "girl", "lady", "queen", "princess", "grandmother", "mother", "witch", "mermaid"].map(
    (word) => [word, "long"] as const,
  ),
  ...["man", "boy", "king", "prince", "knight", "grandfather", "father"].map((word) => [word, "short"] as const),
]);
const hairWords = new Map([
  ["hair", true],
  ["haired", true],
  ["braid", true],
  ["beard", true],
]);
const clothesWords = new Map([
  ["dress", true],
  ["shirt", true],
  ["coat", true],
  ["jacket", true],
  ["sweater", true],
  ["robe", true],
  ["scarf", true],
  ["suit", true],
]);

/** The colour said before such a word; it then tints nothing else. */
function colourOf(words: readonly Word[], lexicon: ReadonlyMap<string, boolean>, spent: Set<number>): Colour | null {
  for (const [index, word] of words.entries()) {
    const before = words[index - 1];
    const found = before && meaningOf(word, lexicon) ? meaningOf(before, colourWords) : undefined;
    if (!found) continue;
    spent.add(index - 1);
    return found;
  }
  return null;
}

export type Word = { readonly forms: readonly string[] };

/** Lower case, without accents, each word also in its likely singular. */
export function wordsOf(prompt: string): readonly Word[] {
  const plain = prompt.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return (plain.match(/[\p{L}\p{N}-]+/gu) ?? []).slice(0, 200).map((word) => ({ forms: formsOf(word) }));
}

function formsOf(word: string): readonly string[] {
  const forms = [word];
  if (word.endsWith("ies")) forms.push(`${word.slice(0, -3)}y`);
  if (word.endsWith("ves")) forms.push(`${word.slice(0, -3)}f`);
  if (word.endsWith("es")) forms.push(word.slice(0, -2));
  if (word.endsWith("s")) forms.push(word.slice(0, -1));
  return forms;
}

export function meaningOf<Meaning>({ forms }: Word, lexicon: ReadonlyMap<string, Meaning>): Meaning | undefined {
  for (const form of forms) {
    const meaning = lexicon.get(form);
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}

/** Each thing takes the colour, number and size said in the three words before it; those colours tint nothing else. */
export function readSubjects(
  words: readonly Word[],
  isMeant: (index: number) => boolean = () => true,
): {
  readonly subjects: readonly Subject[];
  readonly spent: Set<number>;
} {
  const spent = new Set<number>();
  const found = new Map<MotifName, Subject>();
  words.forEach((word, index) => {
    const motif = meaningOf(word, motifWords);
    if (!motif || found.has(motif) || found.size >= mostSubjects || !isMeant(index)) return;
    const before = [index - 1, index - 2, index - 3].filter((at) => at >= 0);
    const said = <Meaning>(lexicon: ReadonlyMap<string, Meaning>) => {
      for (const at of before) {
        const meaning = words[at] && meaningOf(words[at], lexicon);
        if (meaning !== undefined && !(words[at] && meaningOf(words[at], motifWords))) return { at, meaning };
      }
      return undefined;
    };
    const colour = said(colourWords);
    if (colour) spent.add(colour.at);
    const isPlural = !word.forms.slice(0, 1).some((form) => motifWords.has(form));
    found.set(motif, {
      motif,
      count: said(countWords)?.meaning ?? (isPlural ? 3 : 1),
      size: said(sizeWords)?.meaning ?? 1,
      colour: colour?.meaning ?? null,
    });
  });
  return { subjects: [...found.values()], spent };
}
