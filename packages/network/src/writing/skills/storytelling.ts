import { type Draft, paragraph } from "../draft.ts";
import { capital } from "../phrases.ts";
import { keywordsOf, type Reading } from "../reading.ts";
import type { Skill } from "../skill.ts";

export const storytelling: Skill = (reading) => {
  const { lower, dice } = reading;
  if (/\bjokes?\b|\bmake me laugh\b|\briddle\b|\bpun\b/.test(lower)) return joke(reading);
  if (!/\b(story|tale|fairy ?tale|fable|bedtime|once upon a time|narrative|scene|opening line|novel)\b/.test(lower))
    return null;
  if (/\b(what is|explain|summari[sz]e|review)\b/.test(lower)) return null;
  const own = namedIn(reading.topic || reading.text);
  const [hero = dice.pick(["clockmaker", "ferryman", "lighthouse keeper"])] = own;
  // Only what is named beside the hero is a thing; other words may be verbs.
  const beside = lower
    .match(/\b(?:and|with|about|finds?|of) (?:an? |the |her |his |its )([a-z]+)\b(?! (?:who|that))/g)
    ?.map((match) => match.split(" ").at(-1) ?? "");
  const thing = beside?.find((word) => word !== hero && own.includes(word)) ?? dice.pick(["key", "letter", "bell"]);
  const clause = lower.match(/\b(?:who|that|which) ([a-z]+)((?: [a-z']+){0,6})/);
  const habit = clause ? ` who ${past(clause[1] ?? "")}${clause[2]}` : "";
  return tale({ hero, habit, thing, place: dice.pick(["the harbour", "the hill", "the far bank"]) }, reading);
};

/** Who and what a tale is about: named after "about", or else after the word for a tale. What it is to be like comes before. */
function namedIn(text: string): readonly string[] {
  const [, about = ""] = text.split(/\babout\b/i);
  const afterForm = text.split(/\b(?:story|tale|fable|narrative|scene|novel)\b/i).at(-1) ?? "";
  const named = [about, afterForm, text].map((part) => keywordsOf(part).filter((word) => !forms.has(word)));
  return named.find((words) => words.length > 0) ?? [];
}

const forms = new Set(
  "story tale fairy fable bedtime short little once upon time tell scene novel opening line".split(" "),
);

/** Tales are told in the past. */
const past = (verb: string) =>
  irregular[verb] ??
  (verb.endsWith("ies")
    ? verb.replace(/ies$/, "ied")
    : verb.endsWith("es")
      ? verb.replace(/s$/, "d")
      : verb.replace(/s$/, "ed"));

const irregular: Readonly<Record<string, string>> = {
  is: "was",
  has: "had",
  can: "could",
  cannot: "could not",
  goes: "went",
  finds: "found",
  makes: "made",
  sells: "sold",
  dreams: "dreamt",
  loses: "lost",
  wants: "wanted",
  builds: "built",
  forgets: "forgot",
  does: "did",
  gets: "got",
  keeps: "kept",
  writes: "wrote",
  sings: "sang",
  flies: "flew",
  thinks: "thought",
  knows: "knew",
  speaks: "spoke",
  lives: "lived",
};

const an = (noun: string) => `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;

type Cast = { readonly hero: string; readonly habit: string; readonly thing: string; readonly place: string };

/** A beginning, a want, a turn and an end, each thrown for. */
function tale({ hero, habit, thing, place }: Cast, { dice, topic }: Reading): Draft {
  const the = `the ${hero}`;
  const name = dice.pick(["Maro", "Ilse", "Tam", "Odile", "Bram", "Neva", "Sorrel", "Kit"]);
  const beginnings = [
    `In a town where every roof was a slightly different blue, there was ${an(hero)}${habit}, and the ${hero} was called ${name}. Nobody remembered who had given the name, but it fitted like an old coat.`,
    `${name} came to ${place} on a Tuesday, carrying ${an(thing)} wrapped in newspaper and no explanation. People noticed ${the}${habit}, the way people notice weather: with opinions, and without asking it anything.`,
    `It was said of ${the}${habit} that nothing surprised ${name} any more. This was nearly true, until the morning of the ${thing}.`,
  ];
  const wants = [
    `What ${name} wanted was small enough to fit in a sentence: to see ${place} once with nobody in it. But the ${thing} had to be minded, and ${an(thing)} does not mind itself.`,
    `Every evening ${name} set the ${thing} on the sill and waited for it to say what it was for. Every evening it kept its counsel, and ${place} went dark one window at a time.`,
    `There was one rule about the ${thing}, and it was written on the inside where nobody looks: *lend me, and I come back heavier.*`,
  ];
  const turns = [
    `Then a child asked to borrow it. Not to have it; to borrow it, until the rain stopped. ${name} had never been asked that before, and said yes before any of the good reasons arrived.`,
    `One night the wind took the door, and the ${thing} was gone. ${name} followed it, first by the sound, then by the quiet it left, all the way to ${place}.`,
    `The letter that came was addressed to the ${thing}. ${name} read it aloud, since somebody had to, and by the second line both of them knew that things would not stay as they were.`,
  ];
  const ends = [
    `When it came back it was heavier, as promised. Inside lay a button, a shell, and a note in a careful hand: *it is for this.* ${name} laughed until the roofs looked all one blue, and then went out to see who else was waiting for the rain to stop.`,
    `They sat together until the light changed. "I thought you were mine," said ${name}. The ${thing}, which had never spoken, did not speak now either; but it stayed, and after that it was a different kind of staying.`,
    `If you go to ${place} today you can still see the two of them, though you may not know which is ${the} and which the ${thing}. That is how ${name} would want it told.`,
  ];
  return {
    manner: "work",
    title: capital(`the ${hero} and the ${thing}`),
    lead: `**${capital(`the ${hero} and the ${thing}`)}**`,
    blocks: [dice.pick(beginnings), dice.pick(wants), dice.pick(turns), dice.pick(ends)].map(paragraph),
    next: topic
      ? "Say *another one* for a different throw, or give me three words to start from."
      : "Give me three words, and the next one will be yours.",
  };
}

const jokes = [
  ["Why did the small model bring a pencil to the race?", "It had been told to expect a draft."],
  [
    "What does a node say when it is at capacity?",
    '"I am sorry, I am holding too many conversations to finish this sen"',
  ],
  ["Why do hashes never gossip?", "They only go one way."],
  ["How many offline models does it take to change a light bulb?", "I could not look that up."],
  ["What is a receipt's favourite kind of story?", "One with a signature ending."],
  ["Why was the semicolon invited everywhere?", "It knew how to join two parties without a fuss; it never used and."],
] as const;

function joke({ dice }: Reading): Draft {
  const [setup, line] = dice.pick(jokes);
  return {
    manner: "work",
    title: "A joke",
    lead: setup,
    blocks: [paragraph(`*${line}*`)],
    next: "I have half a dozen, and all of them are about this good.",
  };
}
