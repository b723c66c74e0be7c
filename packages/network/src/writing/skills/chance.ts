import { capital, listed } from "../phrases.ts";
import type { Skill } from "../skill.ts";

/** Coins, dice and choices: the dice of this very conversation, and it says so. */
export const chance: Skill = ({ lower, text, dice }) => {
  if (/\b(flip|toss) (a |the )?coin\b|\bheads or tails\b/.test(lower)) {
    return {
      manner: "talk",
      title: "A coin",
      lead: `**${dice.pick(["Heads", "Tails"])}.**`,
      next: "The coin is seeded: the same words and seed fall the same way again.",
    };
  }
  const die = lower.match(/\broll\b.*?\b(?:(\d{1,2}|a|two|three)\s*)?(?:d(\d{1,3})|di(?:c)?e)\b/);
  if (die) {
    const sides = Math.max(2, Number(die[2] ?? 6));
    const count = die[1] === "two" ? 2 : die[1] === "three" ? 3 : Math.min(12, Math.max(1, Number(die[1]) || 1));
    const rolled = Array.from({ length: count }, () => dice.whole(sides) + 1);
    const sum = rolled.reduce((total, one) => total + one, 0);
    return { manner: "talk", title: "Dice", lead: `**${rolled.join(" + ")}${count > 1 ? ` = ${sum}` : ""}**` };
  }
  const range = lower.match(/\b(?:number|integer) (?:between|from) (\d{1,9}) (?:and|to) (\d{1,9})\b/);
  if (range) {
    const [low, high] = [Math.min(Number(range[1]), Number(range[2])), Math.max(Number(range[1]), Number(range[2]))];
    return { manner: "talk", title: "A number", lead: `**${low + dice.whole(high - low + 1)}**, by the dice.` };
  }
  const choice = text.match(
    /^(?:should i (?:have|get|buy|take|choose|pick|go for|eat|learn|use|read|watch|play|do|go)?|choose|pick|decide|which is better[:,]?|what is better[:,]?|help me (?:choose|decide)(?: between)?|choose between|pick between)[:,]?\s*(.{2,120}?)[?.!]?$/i,
  );
  const options =
    choice?.[1]
      ?.split(/,\s*(?:or\s+)?|\s+or\s+|\s+and\s+(?=\S+$)|\s+vs\.?\s+/i)
      .map((option) => option.trim())
      .filter(Boolean) ?? [];
  if (options.length >= 2 && options.length <= 8 && /\bor\b|,|\bbetween\b|\bvs\b/i.test(text)) {
    const picked = dice.pick(options);
    const rest = options.filter((option) => option !== picked);
    return {
      manner: "answer",
      title: "A choice",
      lead: `**${capital(picked)}.**`,
      blocks: [
        {
          kind: "paragraph",
          text: `That was a fair throw among ${listed(options)}, not wisdom. Notice what you felt when you read it: if it was disappointment, you have your answer, and it is ${listed(rest, "or")}.`,
        },
      ],
      next: "If you would rather weigh it, ask me for the pros and cons of each.",
    };
  }
  return null;
};
