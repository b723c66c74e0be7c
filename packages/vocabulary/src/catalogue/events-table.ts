import { type FieldForm, formOf } from "./form.ts";
import { catalogue, definitionOf, eventNames } from "./index.ts";

/** The whole catalogue as a page for people; docs/events.md is this text. */
export function eventsTable(): string {
  const rows = eventNames.map((name) => {
    const { writer, layer, consent, when, fields, value } = definitionOf(name);
    const said = formOf(fields).map((field) => inWords(field, field.name === value));
    return `| \`${name}\` | ${writer} | ${layer} | ${consent} | ${said.join("<br>") || "none"} | ${when} |`;
  });
  return [
    "# Events",
    "",
    "Everything that Flywheel can observe: one closed list, written from `packages/vocabulary/src/catalogue` by",
    "`pnpm --filter @flywheel/vocabulary events:write`. An event with a field that is not named here is refused, and no",
    "field holds free text, so a prompt has nowhere to travel. `?` marks a field that may be missing, **bold** the one that",
    "a question sums as the event's value.",
    "",
    `${Object.keys(catalogue).length} events.`,
    "",
    "| event | writer | layer | consent | fields | when |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function inWords(field: FieldForm, isValue: boolean): string {
  const name = `\`${field.name}\`${field.optional ? "?" : ""}`;
  return `${isValue ? `**${name}**` : name} ${formInWords(field)}`;
}

function formInWords(field: FieldForm): string {
  switch (field.kind) {
    case "one-of":
      return field.values.join(", ");
    case "text":
      return textInWords(field.pattern, field.longest);
    case "whole-number":
      return `${field.least} to ${field.most}`;
    case "yes-or-no":
      return "yes or no";
  }
}

function textInWords(pattern: string, longest: number): string {
  const prefix = /^\^([a-z]{3})_/.exec(pattern)?.[1];
  if (prefix !== undefined) return `id ${prefix}\\_…`;
  if (pattern.includes("/")) return "publisher/model";
  return pattern.startsWith("^[0-9a-f]{") ? `${longest} hexadecimal digits` : "short name";
}
