import type { Dice } from "../../dice.ts";
import { type Draft, verse } from "../draft.ts";
import { capital } from "../phrases.ts";
import { keywordsOf, type Reading } from "../reading.ts";
import type { Skill } from "../skill.ts";
import { syllablesOf } from "./syllables.ts";

/** Haiku, rhymes and limericks with the words of the prompt in them. */
export const versing: Skill = (reading) => {
  const { lower, dice } = reading;
  if (!/\b(haiku|poem|poetry|verse|rhyme|rhymes|limerick|sonnet|ode|ballad|lyrics|song|couplet|lullaby)\b/.test(lower))
    return null;
  if (/\b(what is|explain|define|difference|history of)\b/.test(lower)) return null;
  const [subject = "evening", other = ""] = subjectsOf(reading);
  if (/\bhaiku\b/.test(lower))
    return done(
      "Haiku",
      "Five, seven, five:",
      [haiku(subject, other, dice)],
      "Another season, another three lines: name it.",
    );
  if (/\blimerick\b/.test(lower))
    return done("Limerick", `There is always room for one about ${/^[aeiou]/.test(subject) ? "an" : "a"} ${subject}.`, [
      limerick(subject, dice),
    ]);
  const whole = phraseOf(reading) || subject;
  const companion = whole.includes(other) || !other ? dice.pick(companions) : `the ${other}`;
  const stanzas = dice.shuffled(quatrains).slice(0, /\b(short|couplet|brief)\b/.test(lower) ? 1 : 3);
  return done(
    `On ${whole}`,
    dice.pick([`Some lines for ${whole}:`, `For ${whole}, then:`, `A small one about ${whole}:`]),
    stanzas.map((stanza) => stanza(whole, companion)),
    "Ask for a haiku if you want it smaller, or give me a different mood.",
  );
};

const done = (title: string, lead: string, stanzas: readonly (readonly string[])[], next?: string): Draft => ({
  manner: "work",
  title,
  lead,
  blocks: stanzas.map((lines) => verse(...lines)),
  ...(next ? { next } : {}),
});

const forms = new Set(
  "haiku poem poetry verse rhyme rhymes limerick sonnet ode ballad lyrics song couplet lullaby short funny sad happy beautiful little love".split(
    " ",
  ),
);

function subjectsOf({ topic, text }: Reading): readonly string[] {
  const words = keywordsOf(topic).filter((word) => !forms.has(word));
  // Of "winter trains", the trains: in a pair the second word is what it is about.
  const own = words.length === 2 && topic.toLowerCase().includes(words.join(" ")) ? words.toReversed() : words;
  return own.length > 0 ? own : keywordsOf(text).filter((word) => !forms.has(word));
}

/** The whole topic, if it is short enough to sing. */
function phraseOf({ topic }: Reading): string {
  const bare = topic.replace(/^(a |an )/i, "");
  const words = bare.split(" ");
  return words.length <= 4 && !words.some((word) => forms.has(word.toLowerCase())) ? bare : "";
}

const companions = ["rain", "morning", "the window", "silence", "the road", "a lamp", "the tide"];

type Line = (subject: string, other: string) => string;

const fives: readonly Line[] = [
  (s) => `${s} at the door`,
  (s) => `the ${s} again`,
  (s) => `a breath of ${s}`,
  (s) => `only ${s} now`,
  (s) => `${s}, and no wind`,
  (s) => `quietly, ${s}`,
  (s) => `${s} once more`,
  (s) => `all day long, ${s}`,
  (s) => `${s} in my hands`,
  (s) => `how the ${s} waits`,
  (s) => `${s}`,
  (s) => `${s} and the slow light`,
  () => "an old kettle sings",
  () => "the gate left ajar",
  () => "somewhere, a dog barks",
  () => "the lamp hums along",
  () => "no one is hurried",
  () => "the wind turns a page",
  () => "then the first cold star",
  () => "I forget the time",
];

const sevens: readonly Line[] = [
  (s) => `nobody told the ${s}`,
  (s) => `the whole field listens to ${s}`,
  (s) => `between two thoughts of ${s}`,
  (s) => `what the ${s} leaves behind it`,
  (_, o) => `and the ${o} comes back to us`,
  (_, o) => `slowly the ${o} makes its round`,
  () => "a spoon rests against the cup",
  () => "one leaf decides to let go",
  () => "the path remembers our feet",
  () => "light walks across the floorboards",
  () => "the hour folds itself away",
  () => "even the clock holds its breath",
  () => "the river carries the sky",
];

/** Lines are chosen by their count of syllables; where a word does not fit, a line without it stands in. */
function haiku(subject: string, other: string, dice: Dice): readonly string[] {
  const fitting = (lines: readonly Line[], beats: number) =>
    lines.map((line) => line(subject, other || "evening")).filter((line) => syllablesOf(line) === beats);
  const own = (lines: readonly string[]) => lines.filter((line) => line.includes(subject));
  const [five, seven] = [fitting(fives, 5), fitting(sevens, 7)];
  const first = dice.pick(own(five).length > 0 ? own(five) : five);
  const middle = dice.pick(
    own(five).length > 0 ? seven.filter((line) => !line.includes(subject)) : own(seven).length > 0 ? own(seven) : seven,
  );
  const last = dice.pick(five.filter((line) => line !== first && !line.includes(subject)));
  return [capital(first), middle, `${last}.`];
}

const quatrains: readonly ((subject: string, other: string) => readonly string[])[] = [
  (s, o) => [
    `I kept a word for ${s},`,
    "I kept it dry and bright,",
    `and when ${o} came asking`,
    "I set it out that night.",
  ],
  (s, o) => [
    `There is no map for ${s},`,
    "no keeper and no key;",
    `it comes the way ${o} comes,`,
    "unasked for, and for free.",
  ],
  (s) => [
    `Say ${s} to the hillside`,
    "and hear it said again,",
    "a little rounder, softer,",
    "and touched with recent rain.",
  ],
  (s, o) => [
    `They measured ${s} by daylight,`,
    "they weighed it in the hall,",
    `but nobody had told them`,
    `that ${o} was most of all.`,
  ],
  (s) => [
    `So here is to ${s}, gently,`,
    "and here is to the few",
    "who stop beside the ordinary",
    "and find that it is new.",
  ],
  (s, o) => [
    `If ${s} should leave tomorrow`,
    "and never say goodbye,",
    `I'd ask ${o} to hold its place`,
    "and leave a lamp nearby.",
  ],
  (s) => [
    `The world was late for ${s},`,
    "the world is often late;",
    "it ran the last of seven streets",
    "and found it at the gate.",
  ],
];

function limerick(subject: string, dice: Dice): readonly string[] {
  return dice.pick([
    [
      `There once was a ${subject} in the hall`,
      "that nobody noticed at all,",
      "till somebody said,",
      "with a tilt of the head,",
      '"It has been there since last year, in fall."',
    ],
    [
      `A ${subject} that was fond of its tea`,
      "was as happy as happy can be;",
      "it would sit with a cup",
      "and its sleeves folded up",
      "and a biscuit, or two, or three.",
    ],
    [
      `They told me the ${subject} would be late,`,
      "so I waited till quarter to eight;",
      "when it came, it had flowers",
      "and had walked for two hours,",
      "and it left them, and me, at the gate.",
    ],
    [
      `I once knew a ${subject} from the coast`,
      "who was louder than any, almost;",
      "when they asked it to hush",
      "it would whistle a thrush",
      "and then bow, and take leave of its host.",
    ],
  ]);
}
