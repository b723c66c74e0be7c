import { type Draft, list, paragraph, table } from "../draft.ts";
import { sentencesOf } from "../phrases.ts";
import { keywordsOf, type Reading, spokenBack, topicOf } from "../reading.ts";
import type { Skill } from "../skill.ts";
import { ideasFor } from "./idea-lists.ts";
import { shorter, summary } from "./summary.ts";

type Again = (reading: Reading) => Draft | null;

/** Messages that only make sense after another: more, shorter, again, as a table, why. `again` answers the earlier question with new dice. */
export const followingUp =
  (again: Again): Skill =>
  (reading) => {
    const { lower, earlier, given, dice } = reading;
    const previous = earlier.at(-1);
    if (!previous || given || lower.length > 90) return null;
    const source = previous.answered;
    const topic = earlierTopic(reading);
    const bare = lower.replace(/[^\p{L}\p{N}' ]/gu, "").trim();
    const work = (title: string, lead: string, more: Partial<Draft> = {}): Draft => ({
      manner: "work",
      title,
      lead,
      ...more,
    });

    if (/\b(what did i (say|ask)|my (first|last|previous) (question|message)|what were we|remind me)\b/.test(bare)) {
      const which = /\bfirst\b/.test(bare) ? earlier[0] : previous;
      return work("Earlier", `You wrote: *${which?.asked.slice(0, 200)}*`, {
        blocks: earlier.length > 1 ? [list(earlier.map(({ asked }) => asked.slice(0, 90)))] : [],
      });
    }
    if (
      /^(another( one)?|one more|again|again please|try again|a different one|something else|different|more|more please|give me more|more ideas|next|go on|continue|keep going)\b/.test(
        bare,
      ) &&
      bare.split(" ").length <= 7
    ) {
      const wantsList = /^(more|give me more|more ideas)/.test(bare) && /^(- |\d+\. )/m.test(source);
      const asked = lastSubstantial(earlier);
      const once = wantsList
        ? ideasFor({ ...reading, topic, lower: asked.toLowerCase() })
        : again({ ...reading, text: asked, lower: asked.toLowerCase(), topic, keywords: keywordsOf(asked) });
      return (
        once ??
        work("Further", `More about ${topic}: here is where I would look next.`, {
          blocks: [list(sentencesOf(source).slice(-2))],
        })
      );
    }
    if (
      /\b(shorter|shorten|brief|briefer|tl ?dr|too long|in one sentence|in a sentence|simpler|simplify)\b/.test(bare)
    ) {
      const plain = withoutMarkdown(source);
      const items = listedIn(source);
      if (items.length > 1 && !/sentence/.test(bare)) {
        return work("Shorter", "Only the heads of it:", {
          blocks: [list(items.slice(0, 4).map((item) => item.match(/\*\*(.+?)\*\*/)?.[1] ?? item))],
        });
      }
      const short = /\bone sentence|a sentence\b/.test(bare) ? (summary(plain, 1)[0] ?? plain) : shorter(plain);
      return work("Shorter", short);
    }
    if (/\b(longer|more detail|in detail|elaborate|expand|tell me more|more about)\b/.test(bare)) {
      const once = again({
        ...reading,
        text: lastSubstantial(earlier),
        lower: lastSubstantial(earlier).toLowerCase(),
        topic,
        keywords: keywordsOf(lastSubstantial(earlier)),
      });
      const points = summary(withoutMarkdown(source), 3);
      return work("In more detail", `Staying with ${topic}: what I said comes down to this.`, {
        blocks: [
          list(points),
          paragraph(once ? `Seen from another side: ${once.lead}` : "Beyond that, I would be padding."),
        ],
      });
    }
    if (/\b(table|as a table|in a table)\b/.test(bare)) {
      const items = itemsOf(earlier.findLast(({ answered }) => listedIn(answered).length > 1)?.answered ?? source);
      return work("As a table", `The same, in rows:`, {
        blocks: [
          table(
            ["#", "What"],
            items.map((item, index) => [String(index + 1), item]),
          ),
        ],
      });
    }
    if (/\b(as a list|bullet|bullets|points)\b/.test(bare))
      return work("As a list", "Point by point:", { blocks: [list(itemsOf(source))] });
    const sum = continued(bare, lower, source);
    if (sum) return again({ ...reading, text: sum, lower: sum, given: null });
    const other = lower.match(
      /^(?:and |now |ok,? |okay,? )*(?:one |the same |same |do it |do one |what )?(?:about|for|with|on)\s+(.{2,40}?)[?.!]*$/,
    )?.[1];
    if (other && topic && topic !== "this") {
      const asked = lastSubstantial(earlier);
      const swapped = withTopic(asked, topicOf(asked), other);
      if (swapped) {
        return again({
          ...reading,
          text: swapped,
          lower: swapped.toLowerCase(),
          topic: spokenBack(topicOf(swapped)),
          keywords: keywordsOf(swapped),
        });
      }
    }
    const whyNth = bare.match(/^why (?:the |number )?(first|second|third|fourth|fifth|last)( one| name| idea)?$/)?.[1];
    const chosen =
      whyNth &&
      itemsOf(source)[
        { first: 0, second: 1, third: 2, fourth: 3, fifth: 4, last: itemsOf(source).length - 1 }[whyNth] ?? 0
      ];
    if (chosen) {
      const item = chosen.replace(/[*]/g, "");
      return {
        manner: "talk",
        title: "Why that one",
        lead: `*${item}* is on the list because it fits the pattern of the others and was not said before; the dice put it in its place. If it speaks to you, that is a better reason than mine.`,
      };
    }
    if (
      /^(why|why not|how so|really|are you sure|is that true|how do you know|says who)\b/.test(bare) &&
      bare.split(" ").length <= 6
    ) {
      return {
        manner: "talk",
        title: "How sure",
        lead: dice.pick([
          `Fair question. What I said about ${topic} comes from rules and templates, plus your own words; the sums and counts are exact, the rest is craft and not knowledge.`,
          `I would not lean on me too hard. Where I computed something, you can check it; where I advised about ${topic}, I arranged what is usually sensible.`,
        ]),
      };
    }
    const nth = bare.match(
      /\b(?:the )?(first|second|third|fourth|fifth|last|1|2|3|4|5)(?:st|nd|rd|th)?( one| idea| point| step| option)?\b/,
    );
    if (nth && /\b(one|idea|point|step|option|about|explain|expand|unfold|like)\b/.test(bare)) {
      const items = itemsOf(source);
      const places: Readonly<Record<string, number>> = {
        first: 0,
        second: 1,
        third: 2,
        fourth: 3,
        fifth: 4,
        last: items.length - 1,
        1: 0,
        2: 1,
        3: 2,
        4: 3,
        5: 4,
      };
      const item = items[places[nth[1] ?? "first"] ?? 0];
      if (item) {
        return work("That one", `*${item.replace(/[*]/g, "")}*`, {
          blocks: [
            list([
              "**Today**: ten minutes to try the smallest piece of it",
              "**This week**: one person who sees it",
              "**Then**: keep it, change it or drop it, and write down which",
            ]),
          ],
        });
      }
    }
    return null;
  };

/** "and plus 10", "times 3": goes on from the number that was the answer. */
function continued(bare: string, lower: string, source: string): string | null {
  if (
    bare.split(" ").length > 6 ||
    !/^(and |then |now )*(plus|minus|times|divided by|multiplied by|add|subtract|[+\-*/])/.test(lower.trim())
  )
    return null;
  const last = source.match(/(?:=\s*|^\*\*)(-?[\d,]+(?:\.\d+)?)\*\*/m)?.[1];
  return last
    ? `${last.replaceAll(",", "")} ${lower
        .trim()
        .replace(/^(and |then |now )+/, "")
        .replace(/^add /, "plus ")
        .replace(/^subtract /, "minus ")}`
    : null;
}

/** The earlier request with another topic in its place. */
function withTopic(asked: string, topic: string, other: string): string | null {
  const at = topic ? asked.toLowerCase().lastIndexOf(topic.toLowerCase()) : -1;
  return at < 0 ? null : asked.slice(0, at) + other + asked.slice(at + topic.length);
}

/** What the conversation is about, when the last message does not say. */
function earlierTopic({ earlier }: Reading): string {
  return spokenBack(topicOf(lastSubstantial(earlier))) || "this";
}

const lastSubstantial = (earlier: Reading["earlier"]): string =>
  earlier.map(({ asked }) => asked).findLast((asked) => keywordsOf(asked).length >= 2 || asked.length > 24) ??
  earlier.at(-1)?.asked ??
  "";

const withoutMarkdown = (text: string) =>
  text
    .replace(/```[\s\S]*?```/g, "")
    .replace(/^#+ .*$/gm, "")
    .replace(/^(\d+\.|-) /gm, "")
    .replace(/[*`>]/g, "")
    .replace(/\n+/g, " ")
    .trim();

/** The items of a list, or the rows of a table that we made of one. */
function listedIn(source: string): readonly string[] {
  const lines = source.match(/^(?:- |\d+\. |\| \d+ \| )(.+)$/gm) ?? [];
  return lines.map((line) => line.replace(/^(- |\d+\. |\| \d+ \| )/, "").replace(/ \|$/, ""));
}

function itemsOf(source: string): readonly string[] {
  const items = listedIn(source);
  return items.length > 1 ? items : sentencesOf(withoutMarkdown(source)).slice(0, 8);
}
