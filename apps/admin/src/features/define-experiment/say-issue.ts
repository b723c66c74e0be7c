import type { ExperimentDraft } from "@flywheel/experiments";

type Issue = NonNullable<ReturnType<typeof ExperimentDraft.safeParse>["error"]>["issues"][number];

/** What is wrong with a field and how to mend it, in the units that the field shows. */
export function sayIssue(issue: Issue, value: unknown): string {
  const path = issue.path.join(".");
  if (value === "") return sayEmpty(path);
  const unit = unitOf(path);
  switch (issue.code) {
    case "custom":
      return sentence(issue.message);
    case "invalid_type":
      if (issue.expected === "number") return "Fill in a number.";
      return issue.expected === "int" ? "Fill in a whole number." : "Fill this in.";
    case "invalid_format":
      return "Use small letters and digits, joined by single hyphens or dots.";
    case "too_small":
      if (issue.origin === "array") return `Choose at least ${issue.minimum}.`;
      return issue.inclusive === false
        ? `Fill in more than ${unit.write(issue.minimum)}.`
        : `Fill in ${unit.write(issue.minimum)} or more.`;
    case "too_big":
      if (issue.origin === "string") return `Use at most ${issue.maximum} characters.`;
      if (issue.origin === "array") return `Choose at most ${issue.maximum}.`;
      return `Fill in ${unit.write(issue.maximum)} or less.`;
    default:
      return "Choose one of what is offered.";
  }
}

/** What to write where nothing is written, by the path of the field. */
export const sayEmpty = (path: string): string => empty[path.replace(/\d+/g, "n")] ?? "Fill this in.";

const empty: Readonly<Record<string, string>> = {
  name: "Fill this in. Everybody here finds the experiment by its name.",
  key: "Write a key for links and events, such as warmer-words.",
  hypothesis: "Fill this in. Say what should happen, and why.",
  feature: "Write the name by which the app asks for it, such as studio.warm-words.",
  "variants.n.name": "Write a name, such as Warmer words.",
  "variants.n.key": "Write a key for links and events, such as warmer.",
  "namespace.key": "Write the name of the namespace, such as main.",
};

/** Fields that are kept as shares or milliseconds, and written in % or days. */
function unitOf(path: string) {
  const isShare = /^(coverage|plan\.effect|measurement\.guardrails\.\d+\.margin|rollout\.\d+\.coverage)$/.test(path);
  return { write: (value: number | bigint) => (isShare ? `${Number(value) * 100} %` : String(value)) };
}

const sentence = (message: string) =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? "" : "."}`;
