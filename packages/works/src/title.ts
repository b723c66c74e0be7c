import { plainText } from "./plain-text.ts";

const maxLength = 60;
const untitled = "Conversation";

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });
const characters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A conversation's title: the first sentence of its first message, in whole words, at most 60 UTF-16 units. */
export function titleOf(text: string): string {
  const [first] = sentences.segment(plainText(text).trim());
  const sentence = (first?.segment ?? "").trim().replaceAll(/\s+/g, " ");
  if (sentence === "") return untitled;
  if (sentence.length <= maxLength) return sentence;
  const start = cut(sentence, maxLength - "…".length);
  // A sentence without spaces, as in Chinese, or one very long word is cut between characters.
  const wholeWords = sentence[start.length] === " " ? start : start.slice(0, Math.max(0, start.lastIndexOf(" ")));
  return `${(wholeWords || start).trimEnd()}…`;
}

/** As much of a text as fits, never half of a character that is written with several code units. */
function cut(text: string, length: number): string {
  let end = 0;
  for (const { index, segment } of characters.segment(text)) {
    if (index + segment.length > length) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}
