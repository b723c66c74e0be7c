import { table } from "../draft.ts";
import type { Skill } from "../skill.ts";
import { evaluate, type Working } from "./evaluate.ts";
import { convert } from "./units.ts";

/** Sums and conversions: computed, not remembered. */
export const arithmetic: Skill = ({ lower, dice }) => {
  const converted = convert(lower);
  if (converted) {
    return {
      manner: "answer",
      title: "A conversion",
      lead: `**${converted.from} = ${converted.to}**`,
      note: converted.rule,
    };
  }
  const percent = lower.match(/(-?[\d.,]+)\s*(?:%|percent)\s*(?:of|from)\s*(-?[\d.,]+)/);
  // "15% of 60" alone, or a part of something longer.
  const whole = percent
    ? expressionIn(lower.replace(percent[0], `(${clean(percent[1])} / 100 * ${clean(percent[2])})`))
    : null;
  const isAlone = !whole || whole.replace(/[\s()]/g, "") === `${clean(percent?.[1])}/100*${clean(percent?.[2])}`;
  const expression = !percent
    ? expressionIn(lower)
    : isAlone
      ? `${clean(percent[1])} / 100 * ${clean(percent[2])}`
      : whole;
  if (!expression) return null;
  const result = evaluate(expression);
  if (result.outcome === "not-a-sum") return null;
  if (result.outcome === "undefined") {
    return {
      manner: "answer",
      title: "A sum without an answer",
      lead: `\`${expression}\` asks for a division by zero, and that has no answer.`,
    };
  }
  return {
    manner: "answer",
    title: "The sum",
    lead: `**${percent && isAlone ? percent[0].replace(/ ?percent/, "%") : expression} = ${result.written}**${result.exact ? "" : ", rounded"}`,
    ...(result.working.length > 1 && !(percent && isAlone) ? { blocks: [workings(result.working)] } : {}),
    check: checkOf(result.working),
    question: "Which step had to come first, and why?",
    next: dice.pick(["Another one?", "Give me brackets, if you like; I do not mind them.", ""]),
  };
};

function checkOf(working: readonly Working[]): string {
  const last = working.at(-1);
  const parts = last?.sum.match(/^(-?[\d.,]+) ([+\-*/]) (-?[\d.,]+)$/);
  if (!last || !parts) return "Worked out in whole fractions, so nothing was lost on the way.";
  const [, left, sign, right] = parts;
  const back = { "+": "-", "-": "+", "*": "/", "/": "*" }[sign ?? ""] ?? "";
  return sign === "*" && right === "0"
    ? "Anything times nothing is nothing."
    : `The last step backwards: ${last.result} ${back} ${right} gives ${left} again.`;
}

const workings = (working: readonly Working[]) =>
  table(
    ["Step", "Sum", "Result"],
    working.map(({ sum, result }, index) => [String(index + 1), `\`${sum}\``, result]),
  );

const clean = (number = "") => number.replace(/,(?=\d{3}\b)/g, "").replace(/[.,]$/, "");

const spoken: readonly (readonly [RegExp, string])[] = [
  [/\bplus\b|\band add\b/g, "+"],
  [/\bminus\b|\bsubtract\b|\bless\b/g, "-"],
  [/\btimes\b|\bmultiplied by\b|×|·|(?<=\d)\s*x\s*(?=\d)/g, "*"],
  [/\bdivided by\b|\bover\b|÷/g, "/"],
  [/\bto the power of\b|\*\*/g, "^"],
  [/\bsquared\b/g, "^2"],
  [/\bcubed\b/g, "^3"],
  [/\bsquare root of\s*(\d+(?:\.\d+)?)/g, "sqrt($1)"],
  [/\bmod(ulo)?\b/g, "%"],
];

/** The longest run of a message that reads as a sum: at least one operator between numbers. */
function expressionIn(lower: string): string | null {
  let text = lower.replace(/,(?=\d{3}\b)/g, "");
  for (const [words, sign] of spoken) text = text.replace(words, ` ${sign} `.replace("  ", " "));
  text = text.replace(/ sqrt\(/g, " sqrt(").replace(/\s+/g, " ");
  const runs = text.match(/(?:sqrt\(|[\d.(])(?:sqrt\(|[\d.()+\-*/^% ])*[\d)]|sqrt\(\d+(?:\.\d+)?\)/g) ?? [];
  const best = [...runs].sort((a, b) => b.length - a.length)[0]?.trim();
  if (!best || !/\d\)*\s*[+\-*/^%]\s*[(\d]|sqrt/.test(best)) return null;
  // Dates, ranges and telephone numbers are not sums.
  if (/^\d{1,4}(-\d{1,4})+$/.test(best) || /^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(best)) return null;
  return best
    .replace(/\s*([+\-*/^%])\s*/g, " $1 ")
    .replace(/\s+/g, " ")
    .trim();
}
