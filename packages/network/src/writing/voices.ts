import type { Dice } from "../dice.ts";
import type { Block, Draft } from "./draft.ts";

export const voiceNames = ["plain", "brief", "thorough", "technical", "narrative"] as const;
export type VoiceName = (typeof voiceNames)[number];

/** The same draft, said in the manner of a model. Markdown. */
export function say(draft: Draft, voice: VoiceName, dice: Dice): string {
  return voices[voice](draft, dice).filter(Boolean).join("\n\n");
}

const voices: Readonly<Record<VoiceName, (draft: Draft, dice: Dice) => readonly string[]>> = {
  plain,
  brief,
  thorough,
  technical,
  narrative,
};

function plain({ lead, blocks = [], note, next }: Draft): readonly string[] {
  return [lead, ...blocks.map(markdown), note ?? "", next ?? ""];
}

/** A sentence or two, and of a list only its head. What was made to order is given whole. */
function brief({ manner, lead, blocks = [] }: Draft): readonly string[] {
  const [first] = blocks;
  if (manner === "work") return [lead, ...blocks.filter(({ kind }) => kind !== "paragraph").map(markdown)];
  if (!first || manner === "talk") return [lead];
  if (first.kind === "paragraph") return first.text.endsWith(":") ? [lead] : [`${lead} ${firstSentence(first.text)}`];
  return [lead, markdown(first.kind === "list" ? { ...first, items: first.items.slice(0, 3).map(unbold) } : first)];
}

function thorough({ manner, title, lead, blocks = [], note, next }: Draft): readonly string[] {
  if (manner === "talk") return [lead, ...blocks.map(markdown), next ?? ""];
  return [
    `## ${title}`,
    lead,
    ...blocks.map(markdown),
    note ? `### What to keep in mind\n\n${note}` : "",
    next ? `### Where to go from here\n\n${next}` : "",
  ];
}

/** What was asked for first; prose only where there is nothing else. */
function technical({ manner, lead, blocks = [], note }: Draft): readonly string[] {
  if (manner === "talk") return [lead];
  const things = blocks.filter(({ kind }) => kind !== "paragraph");
  const prose = blocks.filter(({ kind }) => kind === "paragraph");
  return [lead, ...(things.length > 0 ? things : prose).map(markdown), note ? `> ${note}` : ""];
}

function narrative({ manner, lead, blocks = [], note, next }: Draft, dice: Dice): readonly string[] {
  if (manner !== "answer") return [lead, ...blocks.map(markdown), next ?? ""];
  const opening = dice.chance(0.6) ? `${dice.pick(openings)} ` : "";
  const told = blocks.map((block) =>
    block.kind === "list" && !block.ordered ? inProse(block.items) : markdown(block),
  );
  return [`${opening}${lead}`, ...told, note ?? "", next ?? ""];
}

const openings = [
  "Pull up a chair; I like this one.",
  "Ah, a good thing to turn over in the hand.",
  "Let us walk around this slowly.",
  "Every question has a door and a window. I will try the door.",
  "I shall answer as I would across a kitchen table.",
  "There is a short road through this, and it is a pleasant one.",
  "Sit with me a moment over this.",
  "Some questions like company, so I will keep this one some.",
] as const;

/** A list as somebody would tell it. */
function inProse(items: readonly string[]): string {
  const joints = ["First, ", "Then ", "After that, ", "There is also this: ", "And ", "Not to forget: ", "And last, "];
  return items
    .slice(0, joints.length)
    .map((item, index) => {
      const last = index === Math.min(items.length, joints.length) - 1;
      const joint = last && items.length > 1 ? "And last, " : (joints[index] ?? "");
      return joint + lowerFirst(sentence(unbold(item)));
    })
    .join(" ");
}

function markdown(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return block.text;
    case "list":
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : "-"} ${item}`).join("\n");
    case "table":
      return [block.head, block.head.map(() => "---"), ...block.rows]
        .map((row) => `| ${row.map(cell).join(" | ")} |`)
        .join("\n");
    case "code":
      return `\`\`\`${block.language}\n${block.source}\n\`\`\``;
    case "verse":
      // Two spaces keep a line of verse a line of its own.
      return block.lines.join("  \n");
  }
}

const cell = (text: string) => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const unbold = (text: string) => text.replaceAll("**", "");
const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
const lowerFirst = (text: string) =>
  /^(I\b|I'|[A-Z]{2})/.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);
const firstSentence = (text: string) => text.match(/^.*?[.!?](?=\s|$)/s)?.[0] ?? text;
