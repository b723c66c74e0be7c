import { type Draft, list } from "../draft.ts";
import { ideaBanks, lenses } from "../knowledge/idea-banks.ts";
import { capital, countIn } from "../phrases.ts";
import type { Reading } from "../reading.ts";
import type { Skill } from "../skill.ts";

export const ideaLists: Skill = (reading) => {
  const { lower } = reading;
  const asks =
    /\b(ideas?|tips?|suggestions?|suggest|ways to|inspire|inspiration|brainstorm|recommend\w*|things to|what (should|could|can) (i|we) (do|cook|make|eat|write|build|give|get|buy)|list of|list|recipes?)\b/.test(
      lower,
    );
  return asks && !/\b(compare|difference|what is|who)\b/.test(lower) ? ideasFor(reading) : null;
};

/** What was said before is not said again. */
export function ideasFor({ lower, topic, dice, earlier }: Reading): Draft {
  const subject = topic.replace(/^(cook|make|eat|bake) (?=with )/, "dinner ").replace(/^(cook|eat)$/, "dinner") || "it";
  const bank = ideaBanks.find(({ asks }) => asks.test(lower));
  const count = countIn(lower, 5, 12);
  const own = dice.shuffled(bank?.ideas ?? lenses);
  const spare = dice.shuffled(bank ? lenses : []);
  const said = earlier
    .map(({ answered }) => answered)
    .join("\n")
    .toLowerCase();
  const fresh = (idea: string) =>
    !said.includes((idea.match(/\*\*(.+?)\*\*/)?.[1] ?? idea).replaceAll("{topic}", subject).toLowerCase());
  const ideas = [...own.filter(fresh), ...spare.filter(fresh), ...own]
    .slice(0, count)
    .map((idea) => idea.replaceAll("{topic}", subject));
  return {
    manner: "answer",
    title: capital(subject),
    lead: dice.pick([
      `${capital(numberWord(ideas.length))} for ${subject}${bank ? `, out of the drawer marked *${bank.of}*` : ""}:`,
      `Here ${ideas.length === 1 ? "is one" : `are ${numberWord(ideas.length)}`} for ${subject}, in no order but the dice's:`,
      `For ${subject}, I would put these on the table first:`,
    ]),
    blocks: [list(ideas)],
    note: "They are starting points rather than findings: I have not tried any of them, having no hands.",
    next: dice.pick([
      "Say *more* for others, or tell me which one to unfold into steps.",
      "Which of these should become a plan?",
    ]),
  };
}

const numberWord = (count: number) =>
  ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"][count] ??
  String(count);
