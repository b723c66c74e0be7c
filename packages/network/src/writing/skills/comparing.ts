import { type Draft, paragraph, table } from "../draft.ts";
import { capital } from "../phrases.ts";
import type { Reading } from "../reading.ts";
import type { Skill } from "../skill.ts";

/** Tables to think in. It knows the questions, not the answers, and leaves room for yours. */
export const comparing: Skill = (reading) => {
  const { lower, text } = reading;
  if (/\bpros and cons\b|\badvantages and disadvantages\b|\b(for and against)\b/.test(lower))
    return prosAndCons(reading);
  const pair =
    text.match(
      /\b(?:compare|comparison (?:of|between)|difference between|differences between|choose between)\s+(.{2,50}?)\s+(?:and|with|to|vs\.?|versus)\s+(.{2,50}?)(?:\?|\.|$|\s+in (?:a|one) table|\s+for\s)/i,
    ) ?? text.match(/^(?:is |are |which is better[,:]? )?(.{2,40}?)\s+(?:vs\.?|versus|or)\s+(.{2,40}?)(?:\?|\.|$)/i);
  const asks = /\b(compare|comparison|differences?|vs\.?|versus|better|table)\b/.test(lower);
  const [, first, second] = pair ?? [];
  return asks && first && second ? compared(first.trim(), second.trim(), reading) : null;
};

const criteria = [
  ["What it costs at first", "money, and an afternoon"],
  ["What it costs later", "upkeep, attention, parts"],
  ["How soon it helps", "today, this month, some day"],
  ["How hard it is to undo", "the quiet question that decides most"],
  ["Who else it touches", "and whether they were asked"],
  ["What you give up for it", "the thing you would have done instead"],
  ["How you would notice a mistake", "and how early"],
] as const;

function compared(first: string, second: string, { dice }: Reading): Draft {
  const [a, b] = [capital(first.replace(/^(a|an|the) /i, "")), capital(second.replace(/^(a|an|the) /i, ""))];
  const rows = dice
    .shuffled(criteria)
    .slice(0, 5)
    .map(([question, hint]) => [`**${question}**  (${hint})`, "", ""]);
  return {
    manner: "answer",
    title: `${a} and ${b}`,
    lead: `I do not hold facts about ${first} or ${second}, so I will not pretend to rank them. What I can give you is the grid that usually decides it:`,
    blocks: [
      table(["Question", a, b], rows),
      paragraph(
        `Fill the row that frightens you first. If ${first} wins only in rows you do not care about, it is ${second}; and the other way round.`,
      ),
    ],
    next: "Give me your entries in a few words each, and I will lay them out and count.",
  };
}

function prosAndCons({ topic, dice }: Reading): Draft {
  const subject = topic.replace(/^(pros and cons|advantages and disadvantages|for and against)( of)?\s*/i, "") || "it";
  const pros = dice.shuffled([
    "It may free time that you now spend on a way around it",
    "You learn something even if it fails",
    "It is easier to stop later than to start later",
    "Somebody near you has been waiting for it",
    "It makes one decision instead of many small ones",
    "It can begin small",
  ]);
  const cons = dice.shuffled([
    "The first weeks cost more than they give",
    "Something else will have to wait",
    "It is harder to undo than it looks",
    "You will be the one who is asked about it",
    "The benefit is spread thin, the effort is not",
    "Nobody has yet said how we would notice that it failed",
  ]);
  return {
    manner: "answer",
    title: `For and against ${subject}`,
    lead: `On ${subject}, the arguments that nearly always apply; strike out those that do not:`,
    blocks: [
      table(
        ["For", "Against"],
        [0, 1, 2, 3].map((row) => [pros[row] ?? "", cons[row] ?? ""]),
      ),
    ],
    note: `These come from the shape of the question, not from knowledge of ${subject}. Put one number of your own beside each line, and the table starts to mean something.`,
    next: "Tell me which line weighs most, and I will argue the other side.",
  };
}
