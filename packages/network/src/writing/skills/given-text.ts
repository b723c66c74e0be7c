import { type Draft, list, paragraph, table } from "../draft.ts";
import { capital, countIn, sentencesOf, wordsIn } from "../phrases.ts";
import { keywordsOf, type Reading } from "../reading.ts";
import type { Skill } from "../skill.ts";
import { shorter, summary } from "./summary.ts";
import { inTone, toneAsked } from "./tone.ts";

type Work = { readonly asks: RegExp; readonly done: (given: string, reading: Reading) => Omit<Draft, "manner"> };

const works: readonly Work[] = [
  {
    asks: /\b(summari[sz]e|summary|sum up|tl;?dr|key points?|main points?|gist|condense)\b/,
    done: (given, { lower }) => {
      const points = summary(given, countIn(lower, 3, 8));
      const { length } = wordsIn(given);
      return {
        title: "In short",
        lead: `${points.length === 1 ? "The heart of it" : "What carries the weight"}, out of ${length} words:`,
        blocks: [list(points)],
        note: "I choose the sentences that share the most words with the rest and leave them as they were written; I do not add any of my own.",
      };
    },
  },
  {
    asks: /\b(shorten|shorter|trim|cut down|more concise|concise|tighten)\b/,
    done: (given) => {
      const short = shorter(given);
      const [before, after] = [wordsIn(given).length, wordsIn(short).length];
      return {
        title: "Shorter",
        lead: `From ${before} words to ${after}:`,
        blocks: [{ kind: "paragraph", text: `> ${short}` }],
      };
    },
  },
  {
    asks: /\b(rewrite|rephrase|reword|polite|politely|friendlier|formal|professional|kinder|nicer|casual|paraphrase|improve|polish)\b/,
    done: (given, { lower, dice }) => {
      const tone = toneAsked(lower);
      return {
        title: "Put another way",
        lead: `Here it is, ${tone.said}:`,
        blocks: [paragraph(`> ${inTone(given, tone, dice)}`)],
        next: "Tell me to make it shorter, warmer or stricter, and I will turn it again.",
      };
    },
  },
  {
    asks: /\b(count|how many (words|letters|characters|sentences)|word count|how long is)\b/,
    done: (given) => {
      const words = wordsIn(given);
      const longest = words.toSorted((a, b) => b.length - a.length)[0] ?? "";
      return {
        title: "Counted",
        lead: `**${words.length} words**, ${Array.from(given).length} characters.`,
        blocks: [
          table(
            ["What", "How many"],
            [
              ["Words", String(words.length)],
              ["Different words", String(new Set(words.map((word) => word.toLowerCase())).size)],
              ["Sentences", String(sentencesOf(given).length)],
              ["Characters, spaces included", String(Array.from(given).length)],
              ["Letters", String((given.match(/\p{L}/gu) ?? []).length)],
              ["Longest word", longest],
            ],
          ),
        ],
      };
    },
  },
  {
    asks: /\b(bullet|bullets|bullet points?|as a list|into a list)\b/,
    done: (given) => {
      const sentences = sentencesOf(given);
      const parts = sentences.length > 1 ? sentences : given.split(/,\s*|;\s*| and /).map((part) => part.trim());
      return {
        title: "As a list",
        lead: "Point by point:",
        blocks: [list(parts.map((part) => capital(part.replace(/[.;,]$/, ""))))],
      };
    },
  },
  {
    asks: /\b(sort|alphabeti[sz]e|alphabetical|order)\b/,
    done: (given) => {
      const items = given
        .split(/\n|,\s*|;\s*/)
        .map((item) => item.trim())
        .filter(Boolean);
      const numeric = items.every((item) => /^-?\d+(\.\d+)?$/.test(item));
      const sorted = items.toSorted((a, b) => (numeric ? Number(a) - Number(b) : a.localeCompare(b, "en")));
      return {
        title: "In order",
        lead: `${sorted.length} items, ${numeric ? "smallest first" : "from A to Z"}:`,
        blocks: [list(sorted)],
      };
    },
  },
  {
    asks: /\b(reverse|backwards?)\b/,
    done: (given) => ({ title: "Backwards", lead: `\`${Array.from(given).reverse().join("")}\`` }),
  },
  {
    asks: /\b(upper ?case|capitali[sz]e|all caps)\b/,
    done: (given) => ({ title: "In capitals", lead: given.toUpperCase() }),
  },
  { asks: /\b(lower ?case)\b/, done: (given) => ({ title: "In small letters", lead: given.toLowerCase() }) },
  {
    asks: /\b(keywords?|tags?|hashtags?)\b/,
    done: (given) => {
      const words = keywordsOf(given).slice(0, 8);
      return {
        title: "Keywords",
        lead: words.map((word) => `\`${word}\``).join(" "),
        note: "In the order they appear; the words that only hold others together are left out.",
      };
    },
  },
  {
    asks: /\b(acronym|abbreviat\w*|initials)\b/,
    done: (given) => ({
      title: "An acronym",
      lead: `**${wordsIn(given)
        .map((word) => word.slice(0, 1).toUpperCase())
        .join("")}**: ${wordsIn(given).map(capital).join(" ")}.`,
    }),
  },
  {
    asks: /\b(title|headline|subject line)\b/,
    done: (given, { dice }) => {
      const [first = "it", second = "what follows", third = "why"] = keywordsOf(given).map(capital);
      return {
        title: "Titles",
        lead: "A few to choose from:",
        blocks: [
          list(
            dice
              .shuffled([
                `${first}, and what comes after`,
                `On ${first.toLowerCase()} and ${second.toLowerCase()}`,
                `${first}: a short account`,
                `The ${second.toLowerCase()} question`,
                `${third}, considered`,
                `What ${first.toLowerCase()} asks of us`,
              ])
              .slice(0, 4),
          ),
        ],
      };
    },
  },
];

/** Work on a text that was handed over. Without one, it asks for it. */
export const givenText: Skill = (reading) => {
  const request = reading.given
    ? reading.lower.slice(0, Math.max(24, reading.lower.length - reading.given.length))
    : reading.lower;
  const work = works.find(({ asks }) => asks.test(request));
  if (!work) return null;
  const back =
    /\b(it|that|this|them|your (last )?(answer|reply|message)|above|the (text|answer|story|poem|list))\b/.test(request);
  const given = reading.given ?? (back ? (reading.earlier.at(-1)?.answered ?? null) : null);
  if (given) return { manner: "work", ...work.done(plainText(given), reading) };
  if (!/\b(text|this|paragraph|sentence|article|email|following|it)\b/.test(request)) return null;
  return {
    manner: "talk",
    title: "The text, please",
    lead: "Gladly. Put the text after a colon or on the next line, and I will get to work on it.",
  };
};

/** An answer of ours that is worked on again should not show its markdown. */
const plainText = (text: string) =>
  text
    .replace(/^#+ .*$/gm, "")
    .replace(/[*`>]/g, "")
    .replace(/^(\d+\.|-) /gm, "")
    .trim();
