/** Small hands for putting words together. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "one, two and three". */
export function listed(items: readonly string[], joint = "and"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${joint} ${items.at(-1)}`;
}

export const sentencesOf = (text: string): readonly string[] =>
  (text.replace(/\s+/g, " ").match(/[^.!?]+[.!?]+["”')]*|[^.!?]+$/g) ?? [])
    .map((sentence) => sentence.trim())
    .filter(Boolean);

export const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];

const numbers: Readonly<Record<string, number>> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  dozen: 12,
};

/** The number that a request names ("five ideas", "10 names"), within bounds; else the usual. */
export function countIn(lower: string, usual: number, most: number): number {
  const digits = lower.match(/\b(\d{1,3})\b(?!\s*(?:%|years?|minutes?|days?|hours?|euros?|dollars?|people))/)?.[1];
  const word = lower.match(/\b(two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|dozen)\b/)?.[1];
  const count = digits ? Number(digits) : word ? numbers[word] : undefined;
  return count === undefined ? usual : Math.min(most, Math.max(1, count));
}

const doubled = new Set([
  "get",
  "run",
  "swim",
  "plan",
  "set",
  "stop",
  "begin",
  "cut",
  "win",
  "put",
  "sit",
  "knit",
  "quit",
  "let",
]);

/** "play guitar" as something one is doing: "playing guitar". */
export function doing(phrase: string): string {
  const [verb = "", ...rest] = phrase.split(" ");
  if (!/^[a-z]{2,}$/.test(verb) || verb.endsWith("ing")) return phrase;
  const stem = doubled.has(verb) ? verb + verb.slice(-1) : verb.replace(/ie$/, "y").replace(/([^eoy])e$/, "$1");
  return [`${stem}ing`, ...rest].join(" ");
}

/** "merges" as an order: "merge". */
export const imperative = (verb: string): string =>
  verb
    .replace(/(ch|sh|x|ss|zz)es$/, "$1")
    .replace(/ies$/, "y")
    .replace(/([^s])s$/, "$1");
