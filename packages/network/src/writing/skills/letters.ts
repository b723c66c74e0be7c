import { paragraph } from "../draft.ts";
import { capital } from "../phrases.ts";
import type { Skill } from "../skill.ts";

type Occasion = {
  readonly asks: RegExp;
  readonly subject: (topic: string) => string;
  readonly body: (topic: string) => readonly string[];
};

const occasions: readonly Occasion[] = [
  {
    asks: /\b(apolog|sorry)\w*/,
    subject: () => "An apology",
    body: (topic) => [
      `I want to apologise for ${topic}. It should not have happened, and I understand that it cost you time and patience.`,
      "Here is what I have done about it: [what changed]. If there is something that would put it right for you, I would like to hear it.",
    ],
  },
  {
    asks: /\b(thank|thanks|gratitude|appreciat)\w*/,
    subject: () => "Thank you",
    body: (topic) => [
      `Thank you for ${topic}. It mattered more than you may have noticed.`,
      "The part I will remember is [one moment]. I hope I can return it some day, to you or to somebody who needs it as I did.",
    ],
  },
  {
    asks: /\b(resign|quit|leaving|notice)\w*/,
    subject: () => "My notice",
    body: () => [
      "I am writing to give notice: my last day will be [date].",
      "I am grateful for the time here, and I will hand over everything in good order. A list of open work, and of who knows what, is attached.",
    ],
  },
  {
    asks: /\b(invit)\w*/,
    subject: (topic) => `Invitation: ${topic}`,
    body: (topic) => [
      `You are warmly invited to ${topic}.`,
      "**When:** [day and time]  \n**Where:** [place]  \n**Bring:** nothing but yourself, or a friend",
      "Let me know by [date] whether you can come, so that there are enough chairs.",
    ],
  },
  {
    asks: /\b(complain|complaint|refund|broken|late)\b/,
    subject: (topic) => `About ${topic}`,
    body: (topic) => [
      `I am writing about ${topic}. On [date] I expected [what was promised]; instead, [what happened].`,
      "I would like [what would put it right] by [date]. Copies of the order and of our earlier messages are attached.",
    ],
  },
  {
    asks: /\b(job|application|apply|cover letter|position|role|interview)\b/,
    subject: (topic) => `Application: ${topic}`,
    body: (topic) => [
      `I would like to work on ${topic} with you, and I will say briefly why.`,
      "In my last work I [what you did], which led to [a result with a number]. What I want next is [what you want], and from what I have read, that is what this position is for.",
      "I would be glad to show you [one piece of work] and to hear where you need help first.",
    ],
  },
  {
    asks: /./,
    subject: (topic) => capital(topic),
    body: (topic) => [
      `I am writing about ${topic}. In one sentence: [what you would like to happen].`,
      "The background, as briefly as I can: [two facts that matter]. What would help most is [the one thing you ask for] by [date].",
      "If this is not for you to decide, would you tell me who can?",
    ],
  },
];

/** A letter with the parts in their order and the blanks where only the sender knows. */
export const letters: Skill = ({ lower, topic, dice }) => {
  if (
    !/\b(e-?mail|letter|cover letter|message to|note to|reply to|invitation)\b/.test(lower) ||
    !/\b(write|draft|compose|help|send|create|need|make)\b/.test(lower)
  )
    return null;
  const to = lower.match(
    /\bto (?:my |the |our |a )?([a-z]+(?: [a-z]+)?)\b(?= (?:about|for|because|that|to|asking|saying|explaining)|[.?!]|$)/,
  )?.[1];
  const about = aboutIn(topic);
  const occasion = occasions.find(({ asks }) => asks.test(lower));
  if (!occasion) return null;
  const close = dice.pick(["With kind regards,", "Yours sincerely,", "All the best,", "With thanks,"]);
  return {
    manner: "work",
    title: occasion.subject(about),
    lead: `**Subject:** ${capital(occasion.subject(about))}`,
    blocks: [
      paragraph(`Dear ${to && !/^(write|draft|me|you)/.test(to) ? to : "[name]"},`),
      ...occasion.body(about).map(paragraph),
      paragraph(`${close}  \n[your name]`),
    ],
    next: "The square brackets are yours to fill: I would only be inventing. Ask me to make it shorter or more formal.",
  };
};

/** "your landlord about the broken heating" is about the broken heating. */
function aboutIn(topic: string): string {
  const matter = topic
    .replace(
      /^(?:to |for )?(?:your |the |our |an? )?[a-z]+(?: [a-z]+)? (?:about|because of|regarding|concerning|asking for|for) /i,
      "",
    )
    .replace(
      /^(?:an? )?(?:apology|thank you|thanks|e-?mail|letter|note|message|invitation|complaint)\s*(?:letter)?\s*(?:for|to|about)?\s*/i,
      "",
    );
  return matter || "the matter we spoke of";
}
