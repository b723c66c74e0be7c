import { type Draft, list, paragraph } from "../draft.ts";
import { pocket } from "../knowledge/pocket.ts";
import { capital, listed } from "../phrases.ts";
import type { Reading } from "../reading.ts";
import type { Skill } from "../skill.ts";

const asking =
  /\b(what|who|why|how|when|where|which|explain|describe|define|meaning|tell me about|teach me|difference|is it true|understand)\b|\?$/;

/** Explains what is in its pocket, and for the rest helps to ask better. */
export const explaining: Skill = (reading) => {
  const { lower, dice } = reading;
  if (!asking.test(lower)) return null;
  const entry = lower.length < 120 ? pocket.find(({ asks }) => asks.test(lower)) : undefined;
  if (!entry) return unknown(reading);
  return {
    manner: "answer",
    title: entry.title,
    lead: entry.lead,
    blocks: [paragraph(entry.more)],
    note: "This is from the short list of things I carry with me. It is schoolbook knowledge, and I cannot go much deeper.",
    next: dice.pick([
      "Shall I put it into a haiku, or into a table?",
      "If one sentence of it was unclear, quote it to me.",
    ]),
  };
};

function unknown({ lower, topic, keywords, dice }: Reading): Draft {
  const subject = topic || listed(keywords.slice(0, 3)) || "that";
  const why = /\bwhy\b/.test(lower);
  const opinion = /\b(should|best|better|worth|good idea|right)\b/.test(lower);
  const [first = subject, second = first] = keywords;
  const questions = dice
    .shuffled([
      why
        ? `What was different before? A *why* about ${subject} is often a *what changed*.`
        : `What would somebody who works with ${subject} every day say first?`,
      `Which part do you need: what ${subject} is, how it is used, or what it costs?`,
      `What would you do differently if the answer about ${first} came out the other way?`,
      `Is there a number in it? Then ask for its source and its date.`,
      opinion
        ? `Better for whom, and until when? That usually settles half of it.`
        : `What is the nearest thing to ${second} that you already understand, and where does the likeness end?`,
      `Who gains if you believe the first answer you find about ${subject}?`,
    ])
    .slice(0, 3);
  return {
    manner: "answer",
    title: capital(subject),
    lead: dice.pick([
      `About ${subject} I have no facts to give you: I am a small offline model, and I would rather say so than make something up.`,
      `${capital(subject)} is outside the little that I know. I run offline, with a pocket dictionary, and it is not in there.`,
      `I cannot look up ${subject}, and I do not want to invent it. What I can do is make the question sharper before you take it elsewhere.`,
    ]),
    blocks: [paragraph("Three questions that may bring you nearer:"), list(questions)],
    next: `Bring me a text about ${subject}, and I will sum it up; or ask me for a plan, a table or a list of ideas about it.`,
  };
}
