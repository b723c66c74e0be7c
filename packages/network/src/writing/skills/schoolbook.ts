import { list, table } from "../draft.ts";
import { capitals, classes, planets } from "../knowledge/atlas.ts";
import { capital, countIn } from "../phrases.ts";
import type { Skill } from "../skill.ts";

const note = "From the short list of things I carry with me: schoolbook knowledge.";

/** Capitals, planets, and lists of things that have a name. */
export const schoolbook: Skill = ({ lower }) => {
  const country = lower.match(/\bcapital (?:city )?of (?:the )?([a-z ]+?)\s*[?.!]?$/)?.[1]?.trim();
  const town = country && capitals[country];
  if (country && town) {
    return {
      manner: "answer",
      title: `The capital of ${named(country)}`,
      lead: `**${town}** is the capital of ${named(country)}.`,
      note,
      question: "Which towns of that country are larger, do you think?",
    };
  }
  if (/\bplanets?\b/.test(lower) && /\b(table|distance|size|diameter|list|name|order)\b/.test(lower)) {
    return {
      manner: "answer",
      title: "The planets",
      lead: "Eight planets, from the sun outwards:",
      blocks: [table(["Planet", "From the sun (million km)", "Diameter (km)", "Its year"], planets)],
      note: `${note} The distances are means, rounded.`,
      question: "Which planet is nearest to Earth's own size?",
    };
  }
  if (
    !/\b(list|name|give me|tell me|what are|some|examples? of)\b/.test(lower) ||
    /\b(names? for|story|poem|haiku|table|ideas?|recipes?|code|function|cook|dinner|about)\b/.test(lower)
  )
    return null;
  const found = classes.find(({ asks }) => asks.test(lower));
  if (!found) return null;
  const count = countIn(lower, Math.min(5, found.members.length), found.members.length);
  return {
    manner: "work",
    title: capital(found.name),
    lead: `${capital(found.name)}, ${count} of those I know:`,
    blocks: [list(found.members.slice(0, count))],
    question: "Which of these would you have named first?",
  };
};

const named = (country: string) =>
  /^(uk|usa)$/.test(country)
    ? `the ${country.toUpperCase()}`
    : (/^united/.test(country) ? "the " : "") + country.split(" ").map(capital).join(" ");
