import { type Draft, list } from "../draft.ts";
import { capital, listed } from "../phrases.ts";
import type { Reading } from "../reading.ts";

/** For whatever is none of the other things: it says what it heard, and what it could do with it. */
export function listening({ text, topic, keywords, earlier, dice }: Reading): Draft {
  if (!text)
    return {
      manner: "talk",
      title: "Silence",
      lead: "I received an empty message. Say anything: a sum, a subject, a text to work on.",
    };
  if (
    keywords.length > 0 &&
    keywords.every((word) => /[bcdfghjklmnpqrstvwxz]{5}/.test(word) || !/[aeiouy]/.test(word) || word.length < 4)
  ) {
    return {
      manner: "talk",
      title: "Unreadable",
      lead: `I cannot make words of *${text.slice(0, 40)}*. Was that the cat? Try me with a sentence.`,
    };
  }
  const heard = keywords.slice(0, 4);
  const subject = heard.length > 0 ? listed(heard) : topic || "that";
  const [first = "it", second = first] = heard;
  const could = dice
    .shuffled([
      `a **plan** around ${first}, in six steps`,
      `five **ideas** around ${first}`,
      `a **table** of what speaks for and against ${second}`,
      `a **letter** that says it to somebody`,
      `a **haiku** in which ${first} appears`,
      `a **shorter version** of what you wrote`,
      `a **story** that begins with ${second}`,
    ])
    .slice(0, 3);
  return {
    manner: "answer",
    title: capital(subject),
    lead: dice.pick([
      `I hear ${subject}${earlier.length > 0 ? ", on top of what you said before" : ""}. I am a small model, so I work best with a definite errand.`,
      `${capital(subject)}: noted. What would help: something to read, something to decide with, or something to send?`,
      `That has ${subject} in it, and I can make something of that.`,
    ]),
    blocks: [list(could.map(capital))],
    next: "Name one, or say it in your own way.",
  };
}
