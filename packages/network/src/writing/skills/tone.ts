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
    [/\b(I )?(can't|cannot) make it\b/gi, "I am afraid I am unable to attend"],
    [/,?\s*\bsorry\b[.!]?\s*$/gi, ". Please accept my apologies"],
    [/^(thanks|thx)\b/gi, "Thank you"],
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
    [/,? ?\byou('re| are) (too|so|very) slow\b/gi, "; it is taking longer than I had hoped"],
    [/^(please )?give me my money back\b/i, "could you please refund me"],
    [/^(please )?(send|give|tell|show|bring|call|fix|check|explain|answer|stop|come|do)\b/i, "could you please $2"],
    [/\byou (must|have to|need to|should)\b/gi, "could you please"],
    [/\bI (want|need)\b/g, "I would like"],
    [/\byou (forgot|failed) to\b/gi, "perhaps you did not find the time to"],
    [/\b(terrible|awful|horrible|bad|stupid)\b/gi, "not quite what I had hoped for"],
    [/\bwrong\b/gi, "not quite right"],
    [/\b(right )?now\b/gi, "when you have a moment"],
    [/\bASAP\b/gi, "as soon as it suits you"],
    [/\b(immediately|at once)\b/gi, "as soon as you can"],
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
  const body = sentencesOf(text.trim())
    .map((sentence) => turned(sentence, swaps[name]))
    .join(" ");
  if (name === "polite") {
    const [opening, close] = [
      dice.pick(["I hope this finds you well.", "Thank you for your patience."]),
      dice.pick(["Thank you very much.", "I would be grateful.", "Many thanks in advance."]),
    ];
    return `${opening} ${body} ${close}`;
  }
  return name === "casual"
    ? `${dice.pick(["Hey!", "Hi there!"])} ${body} ${dice.pick(["Cheers!", "Thanks a lot!"])}`
    : body;
}

function turned(sentence: string, by: readonly Swap[]): string {
  let said = sentence;
  for (const [from, to] of by) said = said.replace(from, to);
  said = said.slice(0, 1).toUpperCase() + said.slice(1);
  if (/^(could|would) you/i.test(said)) return said.replace(/[.!]*$/, "?");
  return /[.!?]["”')]*$/.test(said) ? said : `${said}.`;
}
