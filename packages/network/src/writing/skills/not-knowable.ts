import { type Draft, list } from "../draft.ts";
import type { Skill } from "../skill.ts";

/** What needs a window on the world: it has none, and says so before anything else. */
export const notKnowable: Skill = ({ lower, topic }) => {
  const said = (title: string, lead: string, instead: readonly string[]): Draft => ({
    manner: "answer",
    title,
    lead,
    blocks: [list(instead)],
  });
  if (
    /\b(weather|forecast|temperature (in|today)|will it rain)\b/.test(lower) &&
    !/\b(poem|haiku|story|app|code)\b/.test(lower)
  ) {
    return said("No window", "I have no window and no internet, so I cannot see the weather.", [
      "Look outside, which is still the best instrument",
      "Ask me to turn a temperature from Celsius to Fahrenheit, which I can do exactly",
      "Or let me write the haiku that goes with it",
    ]);
  }
  if (/\b(what time|what('s| is) the (time|date|day)|today's date|what day|which year|what year)\b/.test(lower)) {
    return said(
      "No clock",
      "I have no clock: to me it is always the moment of your message. The receipt beside this answer carries the time at which the node signed it.",
      [
        "Give me two times, and I will tell you what lies between them",
        "Give me hours, and I will turn them into minutes",
      ],
    );
  }
  if (
    /\b(news|latest|currently|stock|share price|bitcoin|exchange rate|who won|score|election|president of|prime minister of|population of|capital of|price of)\b/.test(
      lower,
    ) &&
    /\b(what|who|how|tell|latest|is|are)\b/.test(lower)
  ) {
    return said(
      "Out of reach",
      `That needs facts I do not carry: I am a small offline model, and about ${topic || "this"} I would only be guessing, which helps nobody.`,
      [
        "If you bring the facts, I will sum them up, compare them or do the arithmetic",
        "If you want the question sharpened before you look it up, ask me for that",
      ],
    );
  }
  return null;
};
