import { createDice, type Dice } from "../dice.ts";
import type { ChatMessage } from "../port.ts";

export type Exchange = { readonly asked: string; readonly answered: string };

/** A conversation as a skill sees it. */
export type Reading = {
  /** The last message of the one who asks, and the same in lower case. */
  readonly text: string;
  readonly lower: string;
  /** What it is about, in its own words, without the request around it. */
  readonly topic: string;
  /** The words that carry meaning, in order, each once. */
  readonly keywords: readonly string[];
  /** Text that was handed over to be worked on: after a colon, between quotes, or on lines of its own. */
  readonly given: string | null;
  readonly earlier: readonly Exchange[];
  readonly dice: Dice;
  readonly model: { readonly name: string; readonly publisher: string };
};

export type Heard = {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly seed: number;
  readonly name: string;
  readonly publisher: string;
};

export function read({ model, messages, seed, name, publisher }: Heard): Reading {
  const spoken = messages.filter(({ role }) => role !== "system");
  const last = spoken.findLastIndex(({ role }) => role === "user");
  const text = (spoken[last]?.content ?? "").trim();
  const dice = createDice(model, seed, ...messages.map(({ role, content }) => `${role}:${content}`));
  return {
    text,
    lower: text.toLowerCase().replaceAll("’", "'"),
    topic: spokenBack(topicOf(text)),
    keywords: keywordsOf(text),
    given: givenIn(text),
    earlier: exchanges(spoken.slice(0, Math.max(0, last))),
    dice,
    model: { name, publisher },
  };
}

function exchanges(spoken: readonly ChatMessage[]): readonly Exchange[] {
  return spoken.flatMap(({ role, content }, index) => {
    if (role !== "user") return [];
    const reply = spoken[index + 1];
    return [{ asked: content.trim(), answered: reply?.role === "assistant" ? reply.content : "" }];
  });
}

/** The request around a topic, taken off from the left as long as any of it matches. */
const wrappings = [
  /^(hi|hello|hey|ok|okay|so|well|and|now|then|but|please|thanks|great)\b[,!. ]*/i,
  /^(can|could|would|will) you( please)?( kindly)? /i,
  /^(i want|i'd like|i would like|i need|i'm looking for|i am looking for|help me|let's|let us)( you)?( to)? /i,
  /^(please )?(write|give|tell|show|make|create|generate|draft|compose|list|suggest|recommend|explain|describe|define|summari[sz]e|compare|plan|design|draw|find|think of|come up with|brainstorm|invent|teach|help|talk|do|name|outline|build|code|implement|discuss)\b( me| us)?( up)?( with)? /i,
  /^(what|who|where|when|why|how|which)('s| is| are| was| were| do| does| did| can| could| should| would| to| about| many| much| come)*( i| you| we| it)?( the best way to| make| write| get| start| learn to)? /i,
  /^(is|are|do|does|did|should|can|could|will) (it |there |i |we |you )?/i,
  /^(a|an|the|some|any|few|several|one|two|three|four|five|six|seven|eight|nine|ten|\d+)( short| brief| simple| quick| good| nice| new| creative| funny| small| little| detailed)*\s/i,
  /^(ideas?|tips?|suggestions?|ways?|examples?|reasons?|facts?|names?|titles?|steps?|list|table|overview|guide|introduction|comparison|summary|poem|haiku|limerick|story|tale|song|joke|essay|paragraph|email|e-mail|letter|speech|slogans?|taglines?|recipes?|function|script|program|plan|schedule|itinerary|difference|differences|pros and cons|meaning|definition|history|something|anything|everything|more)\b\s*/i,
  /^(about|of|for|on|to|in|with|between|that|which|how|why|using|from|regarding|concerning|me|us)\b\s*/i,
] as const;

const topicWords = 12;

export function topicOf(text: string): string {
  const [firstLine = ""] = text.split(/\n|(?<=[.?!])\s/);
  let rest = firstLine.split(/:\s/)[0]?.trim() ?? "";
  for (let changed = true; changed; ) {
    changed = false;
    for (const wrapping of wrappings) {
      const shorter = rest.replace(wrapping, "");
      if (shorter !== rest && /[\p{L}\p{N}]/u.test(shorter)) {
        rest = shorter;
        changed = true;
      }
    }
  }
  const words = rest
    .replace(/[?!.,;:"“”]+$/g, "")
    .replace(/\b(please|for me|thanks|thank you)$/i, "")
    .trim()
    .split(/\s+/);
  const short = words.slice(0, topicWords).join(" ");
  return /^[A-Z][a-z]/.test(short) && firstLine.startsWith(short)
    ? short.slice(0, 1).toLowerCase() + short.slice(1)
    : short;
}

/** What is mine to the one who asks is theirs to the one who answers. */
export const spokenBack = (topic: string): string =>
  topic
    .replace(/\bmy\b/gi, "your")
    .replace(/\bmine\b/gi, "yours")
    .replace(/\b(me|myself)\b/gi, (word) => (word.length > 2 ? "yourself" : "you"));

const stopWords = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by can could did do does
   doing down during each few for from further get give had has have having he her here hers him his how i i'd i'm if in into is it its just
   let like make me more most my no nor not of off on once only or other our out over own please same she should so some such tell than that
   the their them then there these they this those through to too under until up us very was we were what when where which while who whom
   why will with would write you your yours want need help explain describe thing things something really much many way using use one two
   got get went gone come came back saw see seen feel felt today tomorrow yesterday now here still even ever never maybe know think say said`.split(
    /\s+/,
  ),
);

export function keywordsOf(text: string): readonly string[] {
  const words = text.toLowerCase().match(/[\p{L}][\p{L}'-]+/gu) ?? [];
  const bare = words.map((word) => word.replace(/'s$/, ""));
  return [...new Set(bare.filter((word) => word.length > 2 && !stopWords.has(word)))];
}

function givenIn(text: string): string | null {
  const lines =
    text.match(/^[^\n]{0,200}?[:：]\s*\n?([\s\S]{3,})$/)?.[1] ?? text.match(/^[^\n]{0,160}\n+([\s\S]{12,})$/)?.[1];
  const quoted = text.match(/["“]([^"”]{3,})["”]/)?.[1];
  const given = quoted ?? lines;
  return given ? given.trim().replace(/^["“]|["”]$/g, "") : null;
}
