import { code, type Draft, table } from "../draft.ts";
import type { Skill } from "../skill.ts";

/** A list in words as data: JSON, CSV, a table. The names and numbers are the visitor's own. */
export const dataForms: Skill = ({ lower, given }) => {
  const form = /\bjson\b/.test(lower)
    ? "json"
    : /\bcsv\b/.test(lower)
      ? "csv"
      : /\byaml\b/.test(lower)
        ? "yaml"
        : /\btable\b/.test(lower)
          ? "table"
          : null;
  if (!form || !given || !/\b(turn|convert|make|put|format|write|give|as|into|to|create)\b/.test(lower)) return null;
  if (/\b(function|code|parse|parser|script|program)\b/.test(lower)) return null;
  const items = itemsOf(given);
  if (items.length < 2) return null;
  const paired = items.every(({ value }) => value !== null);
  const lead = `${items.length} ${items.length === 1 ? "entry" : "entries"}, as you gave them:`;
  switch (form) {
    case "json": {
      const data = paired
        ? Object.fromEntries(items.map(({ name, value }) => [name, value]))
        : items.map(({ name, value }) => (value === null ? name : { name, value }));
      return done("As JSON", lead, [code("json", JSON.stringify(data, null, 2))]);
    }
    case "yaml":
      return done("As YAML", lead, [
        code("yaml", items.map(({ name, value }) => (paired ? `${name}: ${value}` : `- ${name}`)).join("\n")),
      ]);
    case "csv":
      return done("As CSV", lead, [
        code(
          "csv",
          [
            paired ? "name,value" : "name",
            ...items.map(({ name, value }) => (paired ? `${quoted(name)},${value}` : quoted(name))),
          ].join("\n"),
        ),
      ]);
    default:
      return done("As a table", lead, [
        paired
          ? table(
              ["Name", "Value"],
              items.map(({ name, value }) => [name, String(value)]),
            )
          : table(
              ["#", "Item"],
              items.map(({ name }, index) => [String(index + 1), name]),
            ),
      ]);
  }
};

const done = (title: string, lead: string, blocks: Draft["blocks"]): Draft => ({
  manner: "work",
  title,
  lead,
  ...(blocks ? { blocks } : {}),
});
const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

type Item = { readonly name: string; readonly value: number | string | null };

/** "apples 3, pears: 5, 12 plums": a number beside a name belongs to it. */
function itemsOf(given: string): readonly Item[] {
  return given
    .split(/\n|,\s*|;\s*|\s+and\s+(?=\S+\s*:?\s*\d|\d)/)
    .map((part) => part.replace(/^[-*•]\s*|^and\s+|[.]$/g, "").trim())
    .filter(Boolean)
    .map((part): Item => {
      const behind =
        part.match(/^(.+?)\s*[:=]?\s+(-?\d+(?:\.\d+)?)$/) ?? part.match(/^(.+?)\s*[:=]\s*(-?\d+(?:\.\d+)?)$/);
      const before = part.match(/^(-?\d+(?:\.\d+)?)\s+(.+)$/);
      const pair = part.match(/^([^:=]+?)\s*[:=]\s*(.+)$/);
      if (behind?.[1] && behind[2]) return { name: behind[1], value: Number(behind[2]) };
      if (before?.[1] && before[2]) return { name: before[2], value: Number(before[1]) };
      if (pair?.[1] && pair[2]) return { name: pair[1], value: pair[2] };
      return { name: part, value: null };
    });
}
