import type { z } from "zod";

/** What is wrong with a field and how to mend it, in the units that a form shows. */
export function sayIssue(issue: z.core.$ZodIssue): string {
  const unit = unitOf(issue.path.join("."));
  switch (issue.code) {
    case "custom":
      return sentence(isOfEvents(issue.path) ? sayEvents(issue.message) : issue.message);
    case "invalid_type":
      return missing[issue.expected] ?? "Fill this in.";
    case "invalid_format":
      return "Use small letters and digits, joined by single hyphens or dots.";
    case "invalid_key":
      return "Use a name of at most 64 letters, digits, hyphens and underscores that begins with a small letter.";
    case "too_small":
      if (issue.origin === "string") return "Fill this in.";
      if (issue.origin === "array") return `Choose at least ${issue.minimum}.`;
      return issue.inclusive === false
        ? `Fill in more than ${unit(issue.minimum)}.`
        : `Fill in ${unit(issue.minimum)} or more.`;
    case "too_big":
      if (issue.origin === "string") return `Use at most ${issue.maximum} characters.`;
      if (issue.origin === "array") return `Choose at most ${issue.maximum}.`;
      return issue.inclusive === false
        ? `Fill in less than ${unit(issue.maximum)}.`
        : `Fill in ${unit(issue.maximum)} or less.`;
    case "unrecognized_keys":
      return `Leave out ${issue.keys.map(sayName).join(", ")}: there is no such field.`;
    case "invalid_value":
      return offer(issue.values);
    case "invalid_union":
      if ("discriminator" in issue) return offer("options" in issue ? issue.options : []);
      return "Fill in a text, a number, true or false.";
    default:
      return offer();
  }
}

/** A name as somebody wrote it, if it is one: what is longer or has other characters may be anything. */
export const sayName = (part: PropertyKey): string =>
  typeof part === "number" || /^[a-zA-Z][\w.-]{0,63}$/.test(String(part)) ? String(part) : "(no name)";

export const sentence = (message: string): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? "" : "."}`;

/** Their names are ours, so they may be said; a long list helps nobody. */
const offer = (names: readonly unknown[] = []): string =>
  names.length > 0 && names.length <= 12 ? `Choose one of ${names.join(", ")}.` : "Choose one of what is offered.";

const missing: Readonly<Record<string, string>> = {
  number: "Fill in a number.",
  int: "Fill in a whole number.",
  string: "Fill in a text.",
  boolean: "Choose true or false.",
  array: "Fill in a list.",
};

/** A name of an event, or the value that one of its fields must have. */
const isOfEvents = (path: readonly PropertyKey[]): boolean =>
  path.includes("where") || (path.at(-1) === "name" && path.at(-2) === "of");

/** The vocabulary says which event or field; the value is what somebody wrote, and so is a name that is none. */
function sayEvents(message: string): string {
  const said = message.replace(/ is never .*$/s, " is never what is written");
  const namesOnly = /^[a-z ,]*("[a-zA-Z][\w.-]{0,63}"[a-z ,]*)+$/.test(said);
  return `${namesOnly ? said : "there is no such event or field"}; choose one that docs/events.md lists`;
}

/** Fields that are kept as shares or milliseconds are written in %, or in days and hours. */
function unitOf(path: string): (value: number | bigint) => string {
  if (/^(coverage|plan\.effect|measurement\.guardrails\.\d+\.margin|rollout\.\d+\.coverage)$/.test(path))
    return percent;
  return /Ms$/.test(path) ? duration : String;
}

export const percent = (share: number | bigint): string => `${Number((Number(share) * 100).toFixed(6))} %`;

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

function duration(ms: number | bigint): string {
  const [size, name] = Number(ms) % dayMs === 0 ? [dayMs, "days"] : [hourMs, "hours"];
  const count = Number(ms) / size;
  if (count === 0) return "0";
  return count === 1 ? `1 ${name.slice(0, -1)}` : `${Number(count.toFixed(3))} ${name}`;
}
