import { type Draft, list, paragraph } from "../draft.ts";
import { listed } from "../phrases.ts";
import type { Skill } from "../skill.ts";
import { evaluate } from "./evaluate.ts";

type Finding = Pick<Draft, "lead" | "title"> & Partial<Draft>;

/** Questions about numbers that are not written as sums: discounts, means, primes, speeds, apples. */
export const numberWork: Skill = ({ lower }) => {
  for (const find of findings) {
    const found = find(lower.replace(/,(?=\d{3}\b)/g, ""));
    if (found) return { manner: "answer", ...found };
  }
  return null;
};

const findings: readonly ((lower: string) => Finding | null)[] = [
  discount,
  share,
  average,
  prime,
  primes,
  factorial,
  common,
  speed,
  apples,
];

/** Worked out exactly, as fractions; the last word on how a number is written is the evaluator's. */
function value(expression: string): string {
  const result = evaluate(expression);
  return result.outcome === "result" ? result.written : "";
}

const number = String.raw`(-?\d+(?:\.\d+)?)`;

function discount(lower: string): Finding | null {
  const off = lower.match(
    new RegExp(
      String.raw`${number}\s*(?:%|percent)\s*(off|discount on|tip on|tax on|more than|less than)\s*[$€£]?\s*${number}`,
    ),
  );
  const plus = lower.match(
    new RegExp(String.raw`[$€£]?\s*${number}\s*(plus|with|minus|less)\s*(?:an?\s+)?${number}\s*(?:%|percent)`),
  );
  const [percent, word, whole] = off ? [off[1], off[2], off[3]] : plus ? [plus[3], plus[2], plus[1]] : [];
  if (!percent || !whole || !word) return null;
  const isLess = /off|discount|less|minus/.test(word);
  const part = value(`${whole} * ${percent} / 100`);
  const total = value(`${whole} ${isLess ? "-" : "+"} ${whole} * ${percent} / 100`);
  const back = value(`${whole} * (100 ${isLess ? "-" : "+"} ${percent}) / 100`);
  return {
    title: isLess ? "After the discount" : "With the percentage on top",
    lead: `**${total}**: ${percent}% of ${whole} is ${part}, and ${whole} ${isLess ? "less" : "plus"} that is ${total}.`,
    check: `The other way: ${isLess ? `what is left is ${value(`100 - ${percent}`)}%` : `all together is ${value(`100 + ${percent}`)}%`} of ${whole}, which is ${back}. The two agree.`,
    question: `What would it be with ${value(`${percent} + 10`)}%?`,
  };
}

function share(lower: string): Finding | null {
  const asked =
    lower.match(new RegExp(`${number} (?:is|as) (?:what|which) (?:percent(?:age)?|%) of ${number}`)) ??
    lower.match(
      new RegExp(`what (?:percent(?:age)?|%) (?:of ${number} is ${number}|is ${number} (?:of|out of) ${number})`),
    );
  if (!asked) return null;
  const found = asked.slice(1).filter(Boolean);
  const [part, whole] = /of [\d.]+ is/.test(asked[0]) ? [found[1], found[0]] : [found[0], found[1]];
  if (!part || !whole || Number(whole) === 0) return null;
  const result = value(`${part} / ${whole} * 100`);
  return {
    title: "A share",
    lead: `**${result}%**: ${part} divided by ${whole}, times 100.`,
    question: "Which number is the whole here, and how did you tell?",
  };
}

function average(lower: string): Finding | null {
  const asked = lower.match(
    /\b(average|mean|median|sum|total|maximum|largest|highest|minimum|smallest|lowest|range)\b(?:\s+\w+){0,3}?\s*(?:of|:|between|among|is|in)?\s*:?\s*((?:-?\d+(?:\.\d+)?[\s,;]*(?:and\s+)?){2,})/,
  );
  const kind = asked?.[1];
  const texts = asked?.[2]?.match(/-?\d+(?:\.\d+)?/g) ?? [];
  if (!kind || texts.length < 2 || texts.length > 60) return null;
  const sorted = texts.toSorted((a, b) => Number(a) - Number(b));
  const [least = "0", most = "0"] = [sorted[0], sorted.at(-1)];
  const sum = texts.slice(1).reduce((so, text) => value(`${plainNumber(so)} + (${text})`), texts[0] ?? "0");
  const shown = listed(texts);
  switch (kind) {
    case "average":
    case "mean": {
      const mean = value(`(${plainNumber(sum)}) / ${texts.length}`);
      return {
        title: "The mean",
        lead: `**${mean}**: the sum of ${shown} is ${sum}, divided by ${texts.length}.`,
        check: `${mean} lies between the smallest, ${least}, and the largest, ${most}, as a mean must.`,
        question: "How would it change if the largest number were left out?",
      };
    }
    case "median": {
      const half = Math.floor(sorted.length / 2);
      const median =
        sorted.length % 2 ? (sorted[half] ?? "") : value(`((${sorted[half - 1]}) + (${sorted[half]})) / 2`);
      return {
        title: "The median",
        lead: `**${median}**: in order they are ${listed(sorted)}, and this is the middle.`,
      };
    }
    case "sum":
    case "total":
      return { title: "The sum", lead: `**${sum}**: ${texts.length} numbers added.` };
    case "range":
      return { title: "The range", lead: `**${value(`(${most}) - (${least})`)}**: from ${least} to ${most}.` };
    default: {
      const isMost = /max|larg|high/.test(kind);
      return {
        title: isMost ? "The largest" : "The smallest",
        lead: `**${isMost ? most : least}**, of ${texts.length} numbers.`,
      };
    }
  }
}

const plainNumber = (written: string) => written.replaceAll(",", "");

const divisorOf = (n: number): number => {
  for (let by = 2; by * by <= n; by += 1) if (n % by === 0) return by;
  return n;
};
const mostTried = 1e10;

function prime(lower: string): Finding | null {
  const n = Number(
    lower.match(/\bis (\d{1,10}) (?:a )?prime\b/)?.[1] ??
      lower.match(/\b(?:is|check whether|check if) (\d{1,10}) is (?:a )?prime\b/)?.[1] ??
      Number.NaN,
  );
  if (!Number.isFinite(n) || n > mostTried) return null;
  const by = divisorOf(n);
  if (n > 1 && by === n) {
    return {
      title: `Is ${n} prime?`,
      lead: `**Yes, ${n} is prime.** No number from 2 to ${Math.floor(Math.sqrt(n))} divides it, and it needs no further search: a larger divisor would have a smaller partner.`,
      question: `Why is it enough to try divisors up to the square root of ${n}?`,
    };
  }
  const why = n < 2 ? "Primes begin with 2." : `${n} = ${by} × ${n / by}.`;
  return { title: `Is ${n} prime?`, lead: `**No, ${n} is not prime.** ${why}` };
}

function primes(lower: string): Finding | null {
  const limit = Number(
    lower.match(/\bprimes?(?: numbers?)? (?:below|under|less than|up to|smaller than) (\d{1,4})\b/)?.[1] ?? Number.NaN,
  );
  if (!Number.isFinite(limit)) return null;
  const top = /up to/.test(lower) ? limit : limit - 1;
  const found = Array.from({ length: Math.max(0, top - 1) }, (_, index) => index + 2).filter((n) => divisorOf(n) === n);
  if (found.length === 0) return { title: "Primes", lead: "None: primes begin with 2." };
  return {
    title: `Primes ${/up to/.test(lower) ? "up to" : "below"} ${limit}`,
    lead: `There are **${found.length}**:`,
    blocks: [paragraph(found.slice(0, 200).join(", "))],
    question: "Why is 2 the only even one?",
  };
}

function factorial(lower: string): Finding | null {
  const n = Number(
    lower.match(/\b(\d{1,3}) factorial\b/)?.[1] ??
      lower.match(/\bfactorial of (\d{1,3})\b/)?.[1] ??
      lower.match(/(?<![\d.])(\d{1,3})!(?!\w)/)?.[1] ??
      Number.NaN,
  );
  if (!Number.isFinite(n) || n > 100 || /\b(function|code|program|script|python|typescript|javascript)\b/.test(lower))
    return null;
  let product = 1n;
  for (let by = 2n; by <= BigInt(n); by += 1n) product *= by;
  const shown = n > 1 && n <= 12 ? ` = ${Array.from({ length: n }, (_, index) => n - index).join(" × ")}` : "";
  return {
    title: "Factorial",
    lead: `**${n}!${shown} = ${product.toString().replace(/\B(?=(\d{3})+$)/g, ",")}**`,
    question: `What is ${n + 1}!, if you may use this result?`,
  };
}

function common(lower: string): Finding | null {
  const asked = lower.match(
    /\b(gcd|greatest common (?:divisor|factor)|lcm|least common multiple|lowest common multiple)\b\D{0,12}(\d{1,9})\D{1,6}(\d{1,9})/,
  );
  const [a, b] = [Number(asked?.[2]), Number(asked?.[3])];
  if (!asked || !(a > 0) || !(b > 0)) return null;
  let [divisor, rest] = [a, b];
  while (rest) [divisor, rest] = [rest, divisor % rest];
  const isMultiple = /lcm|multiple/.test(asked[1] ?? "");
  return {
    title: isMultiple ? "Least common multiple" : "Greatest common divisor",
    lead: isMultiple
      ? `**${value(`${a} / ${divisor} * ${b}`)}**: ${a} times ${b}, divided by their greatest common divisor, ${divisor}.`
      : `**${divisor}**, by Euclid: divide, keep the rest, and stop when nothing is left.`,
  };
}

function speed(lower: string): Finding | null {
  if (!/\b(speed|how fast|average speed|km\/h|mph)\b/.test(lower)) return null;
  const way = lower.match(new RegExp(String.raw`${number}\s*(km|kilomet(?:er|re)s?|miles?)\b`));
  const time = lower.match(new RegExp(String.raw`${number}\s*(hours?|h|minutes?|min)\b`));
  if (!way?.[1] || !time?.[1] || Number(time[1]) <= 0) return null;
  const unit = /mile/.test(way[2] ?? "") ? "miles" : "km";
  const hours = /min/.test(time[2] ?? "") ? `(${time[1]} / 60)` : time[1];
  const result = value(`${way[1]} / ${hours}`);
  return {
    title: "Speed",
    lead: `**${result} ${unit} an hour**: ${way[1]} ${unit} divided by ${time[1]} ${time[2]}.`,
    check: `Back again: ${result} ${unit} an hour for ${time[1]} ${time[2]} is ${value(`${plainNumber(result)} * ${hours}`)} ${unit}.`,
    question: "How long would twice the way take at the same speed?",
  };
}

/** "I have 3 apples, buy 5 more and eat 2": what comes adds, what goes takes away. */
function apples(lower: string): Finding | null {
  if (!/\bhow many\b[^?]*\b(left|have|has|are there|remain|now|altogether|in total)\b/.test(lower)) return null;
  const story = lower.split(/\bhow many\b/)[0] ?? "";
  const moves = [
    ...story.matchAll(
      /\b(have|has|had|start with|starts with|buys?|bought|gets?|got|finds?|found|receives?|received|adds?|added|picks?|picked|eats?|ate|gives?|gave|lose|loses|lost|sells?|sold|uses?|used|breaks?|broke|takes? away|took away)\b[^\d.?!]{0,24}(\d+(?:\.\d+)?)/g,
    ),
  ];
  const [first, ...others] = moves;
  if (!first?.[2] || others.length === 0) return null;
  const goes = /eat|ate|give|gave|lose|lost|sell|sold|use|break|broke|take|took/;
  const steps = [first[2], ...others.map(([, verb = "", amount]) => `${goes.test(verb) ? "-" : "+"} ${amount}`)];
  return {
    title: "Counted along",
    lead: `**${value(steps.join(" "))}**: ${steps.join(" ")}.`,
    blocks: [list(moves.map(([, verb = "", amount]) => `${verb} ${amount}: ${goes.test(verb) ? "take away" : "add"}`))],
    question: "Which of the words told you to take away?",
  };
}
