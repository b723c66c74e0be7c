import { list } from "../draft.ts";
import { capital, countIn } from "../phrases.ts";
import { keywordsOf } from "../reading.ts";
import type { Skill } from "../skill.ts";

/** Names and slogans, built from the words that were given. */
export const naming: Skill = ({ lower, topic, text, dice }) => {
  const slogan = /\b(slogans?|taglines?|mottos?|catchphrases?)\b/.test(lower);
  const name =
    /\b(names?|call (it|my|this)|title ideas?|brand)\b/.test(lower) &&
    /\b(ideas?|suggest|for|give|find|need|come up|brainstorm|invent|list|good)\b/.test(lower);
  if (!slogan && !name) return null;
  const ignored = new Set([
    "name",
    "names",
    "slogan",
    "slogans",
    "tagline",
    "taglines",
    "motto",
    "brand",
    "ideas",
    "idea",
    "title",
    "company",
    "business",
    "suggest",
    "good",
    "catchy",
    "new",
    "small",
    "project",
  ]);
  const own = keywordsOf(topic || text)
    .filter((word) => !ignored.has(word))
    .slice(0, 4);
  const [first = "wheel", second = first] = own;
  const subject = own.join(" ") || "it";
  const count = countIn(lower, 6, 12);
  const made = slogan ? slogans(first, second) : names(first, second);
  return {
    manner: "work",
    title: slogan ? `Slogans for ${subject}` : `Names for ${subject}`,
    lead: slogan ? `For ${subject}, from plain to bold:` : `Built from your own words, ${subject}:`,
    blocks: [list(dice.shuffled([...new Set(made)]).slice(0, count))],
    note: slogan ? "" : "I cannot see which of them are taken; look before you fall in love.",
    next: "Tell me which one is nearest, and I will circle around it.",
  };
};

const names = (a: string, b: string): readonly string[] => {
  const [head, tail] = [a.slice(0, Math.ceil(a.length * 0.6)), b.slice(-Math.ceil(b.length * 0.55))];
  const [A, B] = [capital(a), capital(b)];
  return [
    `**${capital(head + tail)}**, the two halves grown together`,
    `**${A} & Daughters**, as if it had always been there`,
    `**The ${A} Room**, a place more than a product`,
    `**Little ${B}**, small and easy to say`,
    `**${A}works**, for people who make things`,
    `**North ${A}**, a direction and a promise`,
    `**${B} House**, solid`,
    `**Plain ${B}**, which says what it does`,
    `**${A}ly**, as light as a name can be`,
    `**Second ${B}**, with a story waiting behind it`,
    `**${capital(a.slice(0, 3))}${b.slice(0, 3)}**, short enough for a badge`,
    `**Old ${A} Street**, an address to remember`,
    `**${A} by Hand**, for the careful`,
  ];
};

const slogans = (a: string, b: string): readonly string[] => [
  `${capital(a)}, without the fuss.`,
  `More ${b}. Less of everything else.`,
  `You bring the day. We bring the ${a}.`,
  `${capital(a)} the way you would have made it.`,
  `Quietly good at ${b}.`,
  `Because ${a} should not be a second job.`,
  `The short way to ${b}.`,
  `${capital(b)}, and then some.`,
  `Made for people who notice ${a}.`,
  `Try the ${a}. Keep the ${b}.`,
  `${capital(a)} you will tell somebody about.`,
];
