import { type Draft, list, steps, table } from "../draft.ts";
import { capital, doing } from "../phrases.ts";
import type { Reading } from "../reading.ts";
import type { Skill } from "../skill.ts";

export const planning: Skill = (reading) => {
  const { lower } = reading;
  if (/\b(checklist|packing list|shopping list|to-?do)\b/.test(lower)) return checklist(reading);
  if (
    /\b(week|weekly|schedule|itinerary|timetable|month|days?)\b/.test(lower) &&
    /\b(plan|schedule|itinerary|timetable|routine|program)\b/.test(lower)
  )
    return schedule(reading);
  if (
    /\b(plan|steps?|roadmap|strategy|how (do|can|should|would) (i|we|you)|how to|guide|get started|where do i start|teach me|learn)\b/.test(
      lower,
    )
  )
    return stepwise(reading);
  return null;
};

function stepwise({ topic, lower, dice }: Reading): Draft {
  const asksHow = /\bhow (to|do|can|should|would|could)\b/.test(lower);
  const subject = (asksHow ? doing(topic) : topic) || "it";
  const stages = [
    dice.pick([
      `**Say what done looks like.** One sentence about ${subject} that somebody else could check.`,
      `**Write the last line first.** When ${subject} is finished, what will be true that is not true now?`,
    ]),
    dice.pick([
      "**List what you already have**: time, tools, people, half-finished tries. It is more than it seems.",
      "**Look at the nearest example.** Copy its order, not its details.",
    ]),
    dice.pick([
      "**Find the smallest piece** that would be useful alone, and do only that.",
      "**Make the ugly version.** An hour, no more; it will show you the real questions.",
    ]),
    dice.pick([
      "**Show it to one person** who would use it, and say nothing while they look.",
      "**Try it where it will be used**, not where it was made.",
    ]),
    dice.pick([
      "**Change one thing** at a time, and write down which.",
      "**Cut before you add.** What could go without anybody missing it?",
    ]),
    dice.pick([
      "**Set the day of the next look**, now, while you still care.",
      "**Decide when to stop**: a date or a number, written down before you need it.",
    ]),
  ];
  return {
    manner: "answer",
    title: capital(subject),
    lead: `I cannot vouch for the particulars of ${subject}, but I know how such things are best begun. Six steps:`,
    blocks: [steps(stages)],
    next: `Tell me where you are with ${subject} today, and I will pick up from that step.`,
  };
}

type Day = readonly [what: string, howMuch: string];
type Days = readonly [Day, ...Day[]];

const workingDays: Days = [
  ["Set the aim and clear the table", "one sentence, one list"],
  ["The hard part, early", "ninety minutes, door closed"],
  ["A small try", "something you can show"],
  ["Rest, or the dull errands around it", "half a day"],
  ["Second try, with what you learned", "ninety minutes"],
  ["Show somebody", "one honest question"],
];

const travellingDays: Days = [
  ["Arrive and walk without a plan", "two hours, no map"],
  ["The market at its opening, then the oldest street", "a morning"],
  ["One museum, one room of it", "an hour, slowly"],
  ["Out of town: water, a hill, or the end of a line", "all day"],
  ["Nothing before noon", "half a day"],
  ["Back to the place you liked most", "as long as it takes"],
];

/** Days in their order: the first and the last have their own work, the middle is thrown for. */
function schedule({ topic, lower, dice }: Reading): Draft {
  const travelling = /\b(trip|travel|visit|vacation|holiday|itinerary|week in|days? in|weekend in)\b/.test(lower);
  const subject =
    topic
      .replace(/^((weekly|week|weekend|a|day|days|\d+[- ]?days?|plan|schedule|trip|itinerary)\s+)+/gi, "")
      .replace(/^(in|for|of|to|at)\s+/i, "") || "it";
  const named = /\bweekend\b/.test(lower)
    ? ["Saturday", "Sunday"]
    : ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
  const asked = Number(lower.match(/\b(\d{1,2})[- ]?days?\b/)?.[1] ?? named.length);
  const days =
    asked === named.length
      ? named
      : Array.from({ length: Math.min(10, Math.max(1, asked)) }, (_, index) => `Day ${index + 1}`);
  const [opening, ...rest] = travelling ? travellingDays : workingDays;
  const middle = dice.shuffled(rest);
  const ending = travelling
    ? (["A last coffee, and the list of what you missed", "reason enough to return"] as Day)
    : (["Look back; choose what stays", "twenty minutes"] as Day);
  const rows = days.map((day, index) => {
    const last = index === days.length - 1 && days.length > 1;
    const [what, size] = index === 0 ? opening : last ? ending : (middle[(index - 1) % middle.length] ?? opening);
    return [`**${day}**`, what, size];
  });
  return {
    manner: "answer",
    title: `A plan for ${subject}`,
    lead: travelling
      ? `I have never been to ${subject}, nor anywhere; so the sights are yours to fill in. The rhythm I can give you:`
      : `${days.length} days for ${subject}, with air in them:`,
    blocks: [table(["Day", "What", "How much"], rows)],
    note: "The order matters more than the days; move them, but keep the slow one and the look back.",
    next: travelling
      ? "Give me the five things that you want to see, and I will set them into the days."
      : "Give me the hours that you really have, and I will fit it to them.",
  };
}

function checklist({ topic, dice, lower }: Reading): Draft {
  const subject =
    topic.replace(/^(a )?(checklist|packing list|shopping list|to-?do list?|to-?do)( for)?\s*/i, "") || "it";
  const items = /\bpack/.test(lower)
    ? [
        "Papers, and a copy of them elsewhere",
        "Charger, cable, the odd plug",
        "One layer more than you think",
        "Something for rain",
        "Medicines for two days longer",
        "Water bottle, empty",
        "A pencil",
        "Keys for the way back",
      ]
    : /\bshop/.test(lower)
      ? [
          "Something green",
          "Something that keeps",
          "Bread or what stands for it",
          "Eggs or beans",
          "Lemons",
          "Whatever ran out yesterday",
          "One thing for pleasure",
          "Bags",
        ]
      : [
          "What does *finished* mean here?",
          "Who must know before it starts?",
          "What is missing right now?",
          "What can be done today in ten minutes?",
          "What would stop it, and what then?",
          "Who looks over it with fresh eyes?",
          "When is the next look?",
        ];
  return {
    manner: "answer",
    title: `Checklist: ${subject}`,
    lead: `For ${subject}, to be struck out one by one:`,
    blocks: [list(dice.shuffled(items).map((item) => `[ ] ${item}`))],
    next: "Add what only you know, and say *sort it* when you are done.",
  };
}
