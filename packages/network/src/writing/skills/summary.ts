import { sentencesOf, wordsIn } from "../phrases.ts";
import { keywordsOf } from "../reading.ts";

/** The sentences that carry the most of the text's own words, in the order they were written. */
export function summary(text: string, count: number): readonly string[] {
  const sentences = sentencesOf(text);
  if (sentences.length <= 1) return [clauseOf(text)];
  const weight = new Map<string, number>();
  for (const word of wordsIn(text.toLowerCase())) weight.set(word, (weight.get(word) ?? 0) + 1);
  const scored = sentences.map((sentence, place) => {
    const words = keywordsOf(sentence);
    const carried = words.reduce((sum, word) => sum + (weight.get(word) ?? 0), 0);
    // Openings say what a text is about; a long sentence must earn its length.
    return { sentence, place, score: carried / Math.sqrt(4 + words.length) + (place === 0 ? 1.2 : 0) };
  });
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, Math.min(count, Math.ceil(sentences.length / 2)))
    .sort((a, b) => a.place - b.place)
    .map(({ sentence }) => sentence);
}

const clauseOf = (text: string) => (text.split(/[,;:]\s/)[0] ?? text).trim();

const fillers =
  /\b(really|very|quite|just|actually|basically|literally|simply|somewhat|rather|perhaps|in order|as a matter of fact|it is important to note that|please note that|i think( that)?|i believe( that)?|in my opinion,?|kind of|sort of|needless to say,?|at this point in time|due to the fact that)\s+/gi;

const plainer: readonly (readonly [RegExp, string])[] = [
  [/\bin order to\b/gi, "to"],
  [/\bdue to the fact that\b/gi, "because"],
  [/\bat this point in time\b/gi, "now"],
  [/\ba (large|great) number of\b/gi, "many"],
  [/\bin the event that\b/gi, "if"],
  [/\bwith regard to\b/gi, "about"],
  [/\bhas the ability to\b/gi, "can"],
  [/\bprior to\b/gi, "before"],
  [/\bsubsequent to\b/gi, "after"],
  [/\s*\([^)]*\)/g, ""],
];

/** The same, without the words that only fill. */
export function shorter(text: string): string {
  let short = text.replace(/\s+/g, " ");
  for (const [long, plain] of plainer) short = short.replace(long, plain);
  short = short.replace(fillers, "").replace(/\s+([,.!?])/g, "$1");
  const sentences = sentencesOf(short);
  const kept = sentences.length > 3 ? summary(short, Math.ceil(sentences.length / 2)) : sentences;
  return kept.map((sentence) => sentence.slice(0, 1).toUpperCase() + sentence.slice(1)).join(" ");
}
