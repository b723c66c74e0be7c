import type { Dice } from "../../dice.ts";
import { sentencesOf } from "../phrases.ts";

export type Tone = { readonly name: "polite" | "formal" | "casual" | "plain"; readonly said: string };

export function toneAsked(lower: string): Tone {
  if (/\b(formal|professional|business|official)\b/.test(lower))
    return { name: "formal", said: "in its Sunday clothes" };
  if (/\b(casual|informal|friendlier|friendly|relaxed|fun)\b/.test(lower))
    return { name: "casual", said: "with its sleeves rolled up" };
  if (/\b(polite|politely|kinder|nicer|gentle|gently|diplomatic|soft)\b/.test(lower))
    return { name: "polite", said: "with better manners" };
  return { name: "plain", said: "said more plainly" };
}

type Swap = readonly [RegExp, string];

const long: readonly Swap[] = [
  [/\bcan't\b/gi, "cannot"],
  [/\bwon't\b/gi, "will not"],
  [/n't\b/gi, " not"],
  [/\bI'm\b/g, "I am"],
  [/\bit's\b/gi, "it is"],
  [/\b(you|we|they)'re\b/gi, "$1 are"],
  [/\b(I|you|we|they)'ve\b/gi, "$1 have"],
  [/\b(I|you|we|they|he|she|it)'ll\b/gi, "$1 will"],
];

const swaps: Readonly<Record<Tone["name"], readonly Swap[]>> = {
  formal: [
    ...long,
    [/\b(hey|hi)\b/gi, "Dear all"],
    [/\bget\b/gi, "receive"],
    [/\bneed\b/gi, "require"],
    [/\bask\b/gi, "enquire"],
    [/\bhelp\b/gi, "assist"],
    [/\bbuy\b/gi, "purchase"],
    [/\bsorry\b/gi, "we regret"],
    [/\bASAP\b/gi, "at your earliest convenience"],
    [/\b(kids|guys)\b/gi, "colleagues"],
    [/!+/g, "."],
  ],
  polite: [
    [/\byou (must|have to|need to)\b/gi, "could you please"],
    [/\bI want\b/gi, "I would like"],
    [/\bgive me\b/gi, "would you kindly give me"],
    [/\bsend me\b/gi, "would you kindly send me"],
    [/\byou (forgot|failed) to\b/gi, "it seems there was no chance yet to"],
    [/\b(terrible|awful|horrible|bad|stupid)\b/gi, "not quite what I had hoped for"],
    [/\bwrong\b/gi, "not quite right"],
    [/\bnow\b/gi, "when you have a moment"],
    [/\bASAP\b/gi, "as soon as it suits you"],
    [/!+/g, "."],
  ],
  casual: [
    [/\bdo not\b/gi, "don't"],
    [/\bcannot\b/gi, "can't"],
    [/\bI am\b/g, "I'm"],
    [/\bit is\b/gi, "it's"],
    [/\brequire\b/gi, "need"],
    [/\bpurchase\b/gi, "buy"],
    [/\bassist(ance)?\b/gi, "help"],
    [/\bregarding\b/gi, "about"],
    [/\bhowever,?\b/gi, "but"],
    [/\btherefore,?\b/gi, "so"],
  ],
  plain: [
    [/\butili[sz]e\b/gi, "use"],
    [/\bleverage\b/gi, "use"],
    [/\bfacilitate\b/gi, "help"],
    [/\bcommence\b/gi, "start"],
    [/\bterminate\b/gi, "end"],
    [/\badditional\b/gi, "more"],
    [/\bnumerous\b/gi, "many"],
    [/\bapproximately\b/gi, "about"],
    [/\bin order to\b/gi, "to"],
  ],
};

/** Rewrites by substitution: it keeps what is said and changes how. */
export function inTone(text: string, { name }: Tone, dice: Dice): string {
  let said = text.replace(/\s+/g, " ").trim();
  for (const [from, to] of swaps[name]) said = said.replace(from, to);
  const sentences = sentencesOf(said).map((sentence) => {
    const capitalised = sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
    const asks = /^(could you|would you)/i.test(capitalised) && capitalised.endsWith(".");
    return asks ? `${capitalised.slice(0, -1)}?` : /[.!?]["”')]*$/.test(capitalised) ? capitalised : `${capitalised}.`;
  });
  const body = sentences.join(" ");
  if (name === "polite")
    return `${dice.pick(["I hope this finds you well.", "Thank you for your patience."])} ${body} ${dice.pick(["Thank you very much.", "I would be grateful.", "Many thanks in advance."])}`;
  if (name === "casual")
    return `${dice.pick(["Hey!", "Hi there,"])} ${body} ${dice.pick(["Cheers!", "Thanks a lot!"])}`;
  return body;
}
