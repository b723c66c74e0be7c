import { paragraph } from "../draft.ts";
import type { Skill } from "../skill.ts";

/** Somebody says how they are. A small model listens, and knows when a person is needed. */
export const feelings: Skill = ({ lower, dice }) => {
  if (/\b(suicid\w*|kill myself|end my life|want to die|hurt myself|self[- ]harm)\b/.test(lower)) {
    return {
      manner: "talk",
      title: "Please speak to somebody",
      lead: "I am glad that you said it. I am a small program and not the help you deserve now; please speak to a person, and do it soon.",
      blocks: [
        paragraph(
          "If you are in danger, call the emergency number of your country. If not, call somebody you trust, or a crisis line: your country has one, and whoever answers will not be shocked.",
        ),
      ],
    };
  }
  const felt = lower.match(
    /\b(?:i am|i'm|i feel|i'm feeling|i am feeling|feeling)\s+(?:so |very |really |a bit |a little |quite |too |pretty )*(sad|tired|down|lonely|angry|anxious|worried|stressed|overwhelmed|bored|happy|excited|proud|nervous|exhausted|afraid|scared|great|good|fine)\b/,
  )?.[1];
  if (!felt) return null;
  if (/happy|excited|proud|great|good|fine/.test(felt)) {
    return {
      manner: "talk",
      title: "Good",
      lead: dice.pick([
        `${felt.slice(0, 1).toUpperCase()}${felt.slice(1)} is good to hear. What brought it on?`,
        "That deserves to be written down somewhere. What happened?",
      ]),
      next: "If you like, I will make four lines of it.",
    };
  }
  return {
    manner: "talk",
    title: "I hear you",
    lead: dice.pick([
      `I am sorry that it is a ${felt} day. I cannot feel it with you, but I can keep you company in plain words.`,
      `${felt.slice(0, 1).toUpperCase()}${felt.slice(1)}, then. Thank you for saying it straight.`,
    ]),
    next: dice.pick([
      "Would it help to write it down, unsent? Or to make a small list of what the next hour needs, and nothing after it?",
      "Three things that are cheap and often work: water, a window, and one person who knows. After that, tell me what happened, if you want to.",
    ]),
  };
};
