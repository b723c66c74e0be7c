import { code, type Draft, paragraph } from "../draft.ts";
import { everydayCode } from "../knowledge/everyday-code.ts";
import { exercises } from "../knowledge/exercises.ts";
import { listCode } from "../knowledge/list-code.ts";
import { imperative } from "../phrases.ts";
import { keywordsOf, type Reading } from "../reading.ts";
import type { Skill } from "../skill.ts";

export type Language = "python" | "typescript" | "javascript" | "sql" | "html" | "bash";

const asksForCode =
  /\b(code|function|script|program|snippet|implement|algorithm|class|component|regex|regexp|query|endpoint|unit test|python|javascript|typescript|sql|html|css|bash|react|div)\b/;
const aboutCode = /\b(what is|explain|why|difference|meaning|learn|history)\b/;

/** Code it knows by heart; for anything else a skeleton that is honest about the part left open. */
export const coding: Skill = (reading) => {
  const { lower } = reading;
  if (!asksForCode.test(lower) || (aboutCode.test(lower) && !/\b(write|code for|implement|example)\b/.test(lower)))
    return null;
  const language = languageIn(reading);
  const known = [...exercises, ...listCode, ...everydayCode].find(({ asks }) => asks.test(lower));
  const source = known && (known.in[language] ?? Object.values(known.in)[0]);
  if (known && source) {
    const written = known.in[language] ? language : ((Object.keys(known.in)[0] ?? language) as Language);
    return draft(
      known.title,
      known.lead,
      written,
      written === "sql" ? asAsked(source, lower) : source,
      written === language || !isNamed(reading) ? undefined : `I have this one in ${written}, not in ${language}.`,
    );
  }
  return skeleton(reading, language);
};

/** Python is what is written where no language was named; then nobody misses another. */
const isNamed = ({ lower }: Reading) => /\b(python|typescript|javascript|sql|html|bash|shell)\b/.test(lower);

function languageIn({ lower, earlier }: Reading): Language {
  const said = [lower, ...earlier.map(({ asked }) => asked.toLowerCase()).toReversed()];
  const named: readonly (readonly [RegExp, Language])[] = [
    [/\btypescript\b|\bts\b|\breact\b/, "typescript"],
    [/\bjavascript\b|\bjs\b|\bnode\b/, "javascript"],
    [/\bpython\b|\bpy\b/, "python"],
    [/\bsql\b|\bquery\b/, "sql"],
    [/\bhtml\b|\bcss\b|\bweb ?page\b/, "html"],
    [/\bbash\b|\bshell\b/, "bash"],
  ];
  for (const text of said) {
    const found = named.find(([asks]) => asks.test(text));
    if (found) return found[1];
  }
  return "python";
}

/** The number and the year that a question names, in the query that answers it. */
function asAsked(source: string, lower: string): string {
  const [top, year] = [
    lower.match(/\btop (\d{1,4})\b/)?.[1],
    lower.match(/\b(?:in|of|for|during) (20\d\d|19\d\d)\b/)?.[1],
  ];
  const limited = top ? source.replace(/\blimit \d+/, `limit ${top}`) : source;
  return year
    ? limited.replace(
        /(\S+) >= current_date - interval '1 year'/,
        `$1 >= date '${year}-01-01'\n  and $1 < date '${Number(year) + 1}-01-01'`,
      )
    : limited;
}

const draft = (title: string, lead: string, language: string, source: string, note?: string): Draft => ({
  manner: "work",
  title,
  lead,
  blocks: [code(language, source)],
  ...(note ? { note } : {}),
  next: "I cannot run it here: read it once, then try it on a small example.",
});

const codeWords = new Set(
  "code function functions script program snippet implement algorithm class component query endpoint python javascript typescript sql html css bash react node regex method takes returns return given simple small array list string number write".split(
    " ",
  ),
);

function skeleton({ text, topic }: Reading, language: Language): Draft {
  const words = keywordsOf(topic || text)
    .filter((word) => !codeWords.has(word))
    .map((word) => word.replace(/[^a-z0-9]/g, ""))
    .filter(Boolean)
    .slice(0, 3);
  const [verb = "do", ...objects] = words;
  const acting = new RegExp(`\\b(that|which)\\s+${verb}\\b`, "i").test(text);
  const named = words.length > 0 ? [acting ? imperative(verb) : verb, ...objects] : ["do", "the", "work"];
  const subject = words.length > 0 ? named.join(" ") : "what you described";
  const source = skeletons[language](named, subject);
  return {
    manner: "work",
    title: `A start for ${subject}`,
    lead: `I do not know this one by heart, so here is the frame for **${subject}**: the name, the edges and a first test, with the middle left to you.`,
    blocks: [code(language, source), paragraph("Write the test first; it will tell you what the middle has to be.")],
    next: "Describe the middle to me in steps, and I will lay them out.",
  };
}

const camel = (words: readonly string[]) =>
  words.map((word, index) => (index ? word.slice(0, 1).toUpperCase() + word.slice(1) : word)).join("");
const snake = (words: readonly string[]) => words.join("_");

const typescript = (words: readonly string[], subject: string) => `
export type Input = { readonly items: readonly string[] };
export type Result = { readonly outcome: "done"; readonly value: string } | { readonly outcome: "empty" };

/** ${subject.slice(0, 1).toUpperCase()}${subject.slice(1)}: what it promises, in one sentence. */
export function ${camel(words)}({ items }: Input): Result {
  if (items.length === 0) return { outcome: "empty" };

  const value = items.map((item) => item.trim()).join(", "); // your rule goes here
  return { outcome: "done", value };
}

// The first test, before the rule is right:
console.assert(${camel(words)}({ items: [] }).outcome === "empty");
console.assert(${camel(words)}({ items: ["a", "b"] }).outcome === "done");`;

const skeletons: Readonly<Record<Language, (words: readonly string[], subject: string) => string>> = {
  typescript,
  javascript: (words, subject) => `
/** ${subject.slice(0, 1).toUpperCase()}${subject.slice(1)}: what it promises, in one sentence. */
export function ${camel(words)}(items) {
  if (items.length === 0) return null;

  return items.map((item) => String(item).trim()).join(", "); // your rule goes here
}

// The first test, before the rule is right:
console.assert(${camel(words)}([]) === null);
console.assert(${camel(words)}(["a", "b"]) === "a, b");`,
  python: (words, subject) => `
def ${snake(words)}(items: list[str]) -> str | None:
    """${subject.slice(0, 1).toUpperCase()}${subject.slice(1)}: what it promises, in one sentence."""
    if not items:
        return None

    return ", ".join(item.strip() for item in items)  # your rule goes here


# The first test, before the rule is right:
assert ${snake(words)}([]) is None
assert ${snake(words)}(["a", "b"]) == "a, b"`,
  sql: (words) => `
-- One row per ${words[0] ?? "thing"}; say the grain first, it saves a day later.
with chosen as (
  select id, created_at, amount
  from ${words.at(-1) ?? "things"}
  where created_at >= current_date - interval '30 days'
)
select
  date_trunc('day', created_at) as day,
  count(*)                      as rows,
  sum(amount)                   as amount
from chosen
group by 1
order by 1;`,
  html: (words, subject) => `
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${subject}</title>
    <style>
      body { font: 1.1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem; }
      .${words[0] ?? "card"} { border: 1px solid #ddd; border-radius: 12px; padding: 1.5rem; }
    </style>
  </head>
  <body>
    <main class="${words[0] ?? "card"}">
      <h1>${subject.slice(0, 1).toUpperCase()}${subject.slice(1)}</h1>
      <p>One sentence that says why this page is here.</p>
    </main>
  </body>
</html>`,
  bash: (words, subject) => `
#!/usr/bin/env bash
# ${subject}: stops at the first error, an unset name, or a broken pipe.
set -euo pipefail

main() {
  local target="\${1:?usage: ${snake(words)}.sh TARGET}"
  echo "working on \${target}"
  # your steps go here
}

main "$@"`,
};
