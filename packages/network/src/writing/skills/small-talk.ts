import type { Draft } from "../draft.ts";
import { capital } from "../phrases.ts";
import type { Skill } from "../skill.ts";

const talk = (lead: string, next?: string): Draft => ({
  manner: "talk",
  title: "Hello",
  lead,
  ...(next ? { next } : {}),
});

const offers = [
  "I can do sums, tidy up text, draft letters and lists, sketch code, or write you a few lines of verse. What shall it be?",
  "Give me a text to shorten, a choice to weigh, a plan to lay out, or a subject for a haiku.",
  "Try me with a sum, a list of ideas, a small function, or a story that needs a beginning.",
  "Hand me something to rewrite, something to plan, or three words to make a poem of.",
] as const;

export const smallTalk: Skill = ({ lower, text, earlier, dice, model }) => {
  const bare = lower.replace(/[^\p{L}\p{N}' ]/gu, "").trim();
  const named = text.match(/\b(?:my name is|i am called|call me)\s+([\p{L}][\p{L}'-]{1,30})/iu)?.[1];
  if (named) {
    return talk(
      `${dice.pick(["Good to meet you", "Welcome", "Hello"])}, ${capital(named)}. I will remember your name until this conversation ends, and not a moment longer.`,
      dice.pick(offers),
    );
  }
  if (/\b(what('s| is) my name|who am i|remember my name)\b/.test(lower)) {
    const known = earlier
      .map(({ asked }) => asked.match(/\b(?:my name is|i am called|call me)\s+([\p{L}][\p{L}'-]{1,30})/iu)?.[1])
      .findLast(Boolean);
    return talk(
      known ? `You told me: ${capital(known)}.` : "You have not told me, and I keep nothing from other conversations.",
    );
  }
  if (
    /^(hi|hello|hey|hallo|hola|bonjour|howdy|yo|greetings|good (morning|afternoon|evening|day))( there| all| everyone| you| again)?( \p{L}+)?$/u.test(
      bare,
    )
  ) {
    const hello = dice.pick([
      "Hello!",
      "Hello there.",
      "Good to see you.",
      "Hi! You have reached a small model in a good mood.",
      "Welcome.",
    ]);
    return talk(
      earlier.length > 0 ? "Hello again. I am still here; where were we?" : `${hello} I am ${model.name}.`,
      dice.pick(offers),
    );
  }
  if (
    /\b(how are you|how's it going|how do you do|what's up|how are things|how have you been)\b/.test(lower) &&
    bare.length < 60
  ) {
    return talk(
      dice.pick([
        "Running smoothly, thank you: no fever, no queue, and all my words in a row.",
        "Quite well, as far as arithmetic can be well. Somebody asked me something, which is what I am for.",
        "Unhurried. I was idle a moment ago, and now I am useful, which is the better of the two.",
      ]),
      "And you: what are you working on?",
    );
  }
  if (
    /^(thanks|thank you|thx|cheers|great|perfect|nice|awesome|cool|wonderful|brilliant|good job|well done|lovely)\b/.test(
      bare,
    ) &&
    bare.split(" ").length <= 6
  ) {
    return talk(
      dice.pick(["With pleasure.", "Gladly done.", "You are welcome.", "Any time, within reason and context window."]),
      dice.pick([
        "If you want it shorter, longer or otherwise, say so.",
        "Anything else on the list?",
        "Shall we go on from here?",
      ]),
    );
  }
  if (/^(bye|goodbye|good night|see you|farewell|ciao|that's all|that is all)\b/.test(bare)) {
    return talk(
      dice.pick([
        "Goodbye, and good luck with it.",
        "Until next time.",
        "Farewell. The receipt stays, even when I do not remember.",
      ]),
    );
  }
  if (/^(test|testing|ping|asdf+|1 ?2 ?3)$/.test(bare))
    return talk(
      "Loud and clear: your message went through the network, and a node signed this answer.",
      dice.pick(offers),
    );
  if (/^(yes|yeah|yep|sure|ok|okay|fine|no|nope|nah|maybe)$/.test(bare)) {
    const previous = earlier.at(-1);
    return talk(
      previous ? `Noted: *${bare}*. Tell me a little more, and I will take it from there.` : "Gladly. To what, though?",
      dice.pick(offers),
    );
  }
  return null;
};
