import { type Draft, list, paragraph } from "../draft.ts";
import type { Skill } from "../skill.ts";

const abilities = [
  "**Sums**: arithmetic with brackets, percentages, and common units",
  "**Text you give me**: shorten it, sum it up, make it kinder or more formal, count it, sort it",
  "**Lists and plans**: ideas, steps, weekly plans, things to compare in a table",
  "**Code**: small functions and skeletons in Python, TypeScript, JavaScript, SQL and HTML",
  "**Words for their own sake**: haiku, rhymes, short tales, names, slogans, letters",
  "**Chance**: a coin, a die, a choice between two things",
];

/** Questions about the model itself. It says what it is: small, offline, a mock. */
export const aboutMe: Skill = ({ lower, model, dice }) => {
  const me = /\b(you|your|yourself)\b/.test(lower);
  if (!me) return null;
  const introduction = `I am ${model.name}, a small model of ${model.publisher} on Flywheel's mock network`;
  const answer = (title: string, lead: string, more: Partial<Draft> = {}): Draft => ({
    manner: "answer",
    title,
    lead,
    ...more,
  });

  if (
    /\bwhat (can|do|could) you do\b|\bhow can you help\b|\byour (skills|abilities|capabilities)\b|\bwhat are you (good|able|capable)\b/.test(
      lower,
    )
  ) {
    return answer(
      "What I can do",
      `${introduction}. I am a hand tool rather than an oracle: good with what you put in front of me.`,
      {
        blocks: [list(abilities)],
        note: "I have no facts about the world beyond a pocketful, no internet and no clock. Where I do not know, I say so.",
        next: "Pick one and give me something to work on.",
      },
    );
  }
  if (
    /\b(are you|you're|you are|is this) (a |an |really |actually )*(real|human|person|alive|robot|bot|ai|machine|conscious|sentient|fake|mock|chatgpt|gpt|claude|gemini|llama)/.test(
      lower,
    )
  ) {
    return answer(
      "What I am",
      `Neither a person nor one of the large models: ${introduction.replace("I am ", "")}. I put words together by rules and dice, without the internet and without a mind.`,
      {
        blocks: [
          paragraph(
            "What is real is the plumbing: your message was routed to a node, counted in tokens, priced, and the answer is signed with that node's key. You can check that signature yourself in the proof of this message.",
          ),
        ],
        next: "Ask me what I can do, or what a receipt is.",
      },
    );
  }
  if (
    /\b(who|what) (are|r) (you|u)\b|\btell me about yourself\b|\bintroduce yourself\b|\byour name\b|\bwhich model\b|\bwho (made|built|created|trained) you\b|\bdescribe yourself\b/.test(
      lower,
    )
  ) {
    return answer(
      "Who I am",
      `${introduction}. I run offline: a few skills, a pocket dictionary and some dice, which always fall the same way for the same words and seed.`,
      {
        blocks: [
          paragraph(
            "I am honest about my size. I can count, rearrange, draft and rhyme; I cannot look anything up, and I know very few facts.",
          ),
        ],
        next: dice.pick(["Ask what I can do, if you like a menu.", "Shall I show you with a sum, a list or a poem?"]),
      },
    );
  }
  if (
    /\b(do|will|can) you (remember|store|save|keep|learn|train|share|sell|see)\b|\byour (memory|training|data)\b|\bmy (data|privacy|prompts?)\b/.test(
      lower,
    )
  ) {
    return answer(
      "What I remember",
      "Within this conversation I see what was said before; of everything else I remember nothing, and I learn nothing from it.",
      {
        blocks: [
          paragraph(
            "What the node signs is a hash of your words, not the words. The conversation itself belongs to you: it is kept under your visitor in this browser, and you can export or erase it.",
          ),
        ],
      },
    );
  }
  if (
    /\b(do|can|are|have) you (feel|love|like|think|dream|sleep|eat|happy|sad|tired|have (feelings|opinions|a favou?rite|emotions))|\byour (favou?rite|opinion|feelings?)\b/.test(
      lower,
    )
  ) {
    return answer(
      "Feelings, or none",
      dice.pick([
        "No feelings here, only arrangement: I choose words, and none of them taste of anything to me.",
        "I have no opinions of my own, though I can lay out both sides of one of yours.",
        "If I had a favourite, it would be whichever question I can actually answer. This is nearly one.",
      ]),
      {
        next: "Tell me yours, and I will make something of it.",
      },
    );
  }
  return null;
};
