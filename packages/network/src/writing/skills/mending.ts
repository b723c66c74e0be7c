import type { Draft } from "../draft.ts";
import { capital, sentencesOf } from "../phrases.ts";
import type { Skill } from "../skill.ts";

type Slip = readonly [RegExp, string, string];

/** Slips that a rule can see. What needs understanding is left as it was written. */
const slips: readonly Slip[] = [
  [
    /\b(dont|doesnt|didnt|cant|wont|isnt|arent|wasnt|werent|shouldnt|couldnt|wouldnt|hasnt|havent)\b/gi,
    "",
    "the apostrophe that stands for the o",
  ],
  [/\b(he|she|it) (don't)\b/gi, "$1 doesn't", "he, she and it take *doesn't*"],
  [/\b(he|she|it) (has|have) went\b/gi, "$1 has gone", "*gone* after *has*"],
  [/\bdoesn't has\b/gi, "doesn't have", "*have* after *doesn't*"],
  [
    /\b(he|she|it) (go|want|need|like|make|take|come|say|know|think|work|live|play|eat|see)\b(?! to (?:have|be) been)/gi,
    "$1 $2s",
    "he, she and it add an *s*",
  ],
  [/\b(he|she|it) gos\b/gi, "$1 goes", "*goes*"],
  [/\b(he|she|it) have\b/gi, "$1 has", "*has* after he, she and it"],
  [/\b(I|you|we|they) (was)\b/g, "$1 were", "*were* after you, we and they"],
  [/\bI were\b/g, "I was", "*was* after I"],
  [/\b(you|we|they) has\b/gi, "$1 have", "*have* after you, we and they"],
  [/\bi\b/g, "I", "*I* is always a capital"],
  [/\b(could|should|would|must) of\b/gi, "$1 have", "*have*, where one hears *of*"],
  [/\balot\b/gi, "a lot", "*a lot* is two words"],
  [/\bmore (better|worse|bigger|smaller|easier)\b/gi, "$1", "one comparative is enough"],
  [/\bteh\b/gi, "the", "*the*"],
  [/\brecieve/gi, "receive", "*e* before *i* after *c*"],
  [/\bdefinately\b/gi, "definitely", "*definitely*"],
  [/\bseperate/gi, "separate", "*separate*"],
  [/\b(a) ([aeio][a-z]+)\b/gi, "$1n $2", "*an* before a vowel"],
  [/\b(\w+) \1\b/gi, "$1", "a word that was there twice"],
];

const withApostrophe = (word: string) => `${word.slice(0, -2)}n't`.replace("nn't", "n't");

const past: Readonly<Record<string, string>> = {
  go: "went",
  goes: "went",
  eat: "ate",
  see: "saw",
  come: "came",
  make: "made",
  take: "took",
  have: "had",
  has: "had",
  buy: "bought",
  say: "said",
  think: "thought",
  know: "knew",
  get: "got",
  play: "played",
  work: "worked",
  want: "wanted",
  live: "lived",
};

/** Grammar and spelling of a text that was handed over: every change is named, so that it can be refused. */
export const mending: Skill = ({ lower, given }) => {
  const request = given ? lower.slice(0, Math.max(20, lower.length - given.length)) : lower;
  if (
    !/\b(grammar|proofread|spelling|typos?|correct (this|the|my)|fix (this|the|my) (sentence|text|grammar|english))\b/.test(
      request,
    )
  )
    return null;
  if (!given)
    return {
      manner: "talk",
      title: "The text, please",
      lead: "Gladly. Put the text after a colon or on the next line, and I will look through it.",
    };
  const notes = new Set<string>();
  let text = given;
  if (/\b(yesterday|last (week|night|year|month)|ago)\b/i.test(text)) {
    text = text.replace(/\b(he|she|it|I|we|they|you) ([a-z]+)\b/gi, (whole, who: string, verb: string) => {
      const done = past[verb.toLowerCase()];
      // Only the first verb: what comes after "and" may be true today.
      if (!done || notes.has("past")) return whole;
      notes.add("past");
      return `${who} ${done}`;
    });
    if (notes.delete("past")) notes.add("the past tense, since it is over");
  }
  for (const [slip, mended, note] of slips) {
    const after = mended ? text.replace(slip, mended) : text.replace(slip, withApostrophe);
    if (after !== text) notes.add(note);
    text = after;
  }
  text = text
    .replace(/\b(he|she|it)( [^,.]*?)? and don't\b/gi, "$1$2 and doesn't")
    .replace(/\bdoesn't has\b/g, "doesn't have");
  const whole = sentencesOf(text)
    .map((sentence) => capital(/[.!?]["”')]*$/.test(sentence) ? sentence : `${sentence}.`))
    .join(" ");
  if (whole !== text) notes.add("a capital to begin with and a stop at the end");
  const said: Draft = {
    manner: "work",
    title: "Mended",
    lead: `> ${whole}`,
    blocks: [{ kind: "list", items: notes.size > 0 ? [...notes].map(capital) : ["I found nothing to mend"] }],
    note: "I see slips that a rule can see. For style and sense, ask somebody who reads.",
  };
  return said;
};
