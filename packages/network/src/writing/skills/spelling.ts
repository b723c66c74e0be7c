import { type Draft, table } from "../draft.ts";
import type { Skill } from "../skill.ts";

/** Questions about the letters of a word: counted, not guessed. */
export const spelling: Skill = ({ text, lower }) => {
  const word = wordMeant(text);
  if (!word) return null;
  const letters = Array.from(word).filter((letter) => /\p{L}/u.test(letter));
  const single =
    lower.match(
      /\bhow many (?:times (?:does|is) )?(?:the )?(?:letters? )?["'“‘]?([a-z])["'”’]?(?:'?s)?\b(?! letters)/,
    )?.[1] ?? lower.match(/\bhow many ["'“‘]?([a-z])["'”’]?(?:'?s)?\s*\??$/)?.[1];
  const asksLetters = /\bhow many (letters|characters)\b|\bhow long is the word\b/.test(lower);
  if (asksLetters || single) {
    const parts: string[] = [];
    if (asksLetters) parts.push(`**${word}** has **${letters.length} letters**`);
    const wanted = single ?? lower.match(/\band how many ["'“‘]?([a-z])\b/)?.[1];
    if (wanted) {
      const places = letters.flatMap((letter, index) => (letter.toLowerCase() === wanted ? [index + 1] : []));
      const times = places.length === 1 ? "once" : places.length === 2 ? "twice" : `${places.length} times`;
      const where = places.length > 0 ? `, at ${places.length === 1 ? "place" : "places"} ${places.join(", ")}` : "";
      parts.push(
        `**${wanted}** is in ${asksLetters ? "it" : `**${word}**`} **${places.length ? times : "not once"}**${where}`,
      );
    }
    return done("Counted", `${parts.join("; ")}.`, {
      blocks:
        letters.length <= 16
          ? [
              table(
                letters.map((_, index) => String(index + 1)),
                [letters],
              ),
            ]
          : [],
      question: "Which letter comes most often?",
    });
  }
  if (/\breverse|\bbackwards?\b/.test(lower)) return done("Backwards", `**${Array.from(word).reverse().join("")}**`);
  if (/\bpalindrome\b/.test(lower)) {
    const bare = letters.join("").toLowerCase();
    const back = Array.from(bare).reverse().join("");
    return done(
      "A palindrome?",
      bare === back ? `**Yes**: ${word} reads the same from both ends.` : `**No**: backwards, ${word} is ${back}.`,
    );
  }
  if (/\bvowels?\b/.test(lower)) {
    const vowels = letters.filter((letter) => /[aeiou]/i.test(letter));
    return done(
      "Vowels",
      `**${vowels.length}** in ${word}${vowels.length ? `: ${vowels.join(", ")}` : ""}. I do not count y.`,
    );
  }
  if (/\bspell\b/.test(lower)) return done("Letter by letter", `**${letters.join(" · ")}**`);
  return null;
};

const done = (title: string, lead: string, more: Partial<Draft> = {}): Draft => ({
  manner: "work",
  title,
  lead,
  ...more,
});

/** The word between quotes, or the one behind "word" or "in". */
function wordMeant(text: string): string | null {
  if (!/\b(letters?|characters|how many|reverse|backwards?|palindrome|vowels?|spell)\b/i.test(text)) return null;
  const quoted = [...text.matchAll(/["“‘']([\p{L}-]{2,40})["”’']/gu)].at(0)?.[1];
  const named = text.match(
    /\b(?:the word|reverse|spell|palindrome:?|letters (?:are )?in|vowels (?:are )?in|in the word)\s+(?:the word\s+)?["“‘']?([\p{L}-]{2,40})/iu,
  )?.[1];
  const counted =
    text.match(/\bhow many ["'“‘]?[a-z]["'”’]?(?:'?s)? (?:are )?(?:there )?in ["“‘']?([\p{L}-]{2,40})/iu)?.[1] ??
    text.match(/\bis ["“‘']?([\p{L}-]{2,40})["”’']? a palindrome/iu)?.[1];
  const word = quoted ?? counted ?? named;
  return word && !/^(a|an|the|my|this|that|string|list|text|linked|word|words|sentence|order)$/i.test(word)
    ? word
    : null;
}
