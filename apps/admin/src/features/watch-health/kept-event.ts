/** One line of a refused event as it was kept. */
export type KeptLine = { readonly name: string; readonly value: string; readonly withheld: boolean };

/** The envelope first, then the event's own fields; what was withheld says how much it was. */
export function keptLines(text: string): readonly KeptLine[] {
  const kept: unknown = JSON.parse(text);
  if (!isRecord(kept)) return [];
  const { fields, ...envelope } = kept;
  const own = isRecord(fields) && !isWithheld(fields) ? linesOf(fields, "fields.") : lineOf("fields", fields);
  return [...linesOf(envelope, ""), ...own];
}

const linesOf = (record: Readonly<Record<string, unknown>>, prefix: string): readonly KeptLine[] =>
  Object.entries(record).flatMap(([name, value]) => lineOf(prefix + name, value));

function lineOf(name: string, value: unknown): readonly KeptLine[] {
  if (value === undefined) return [];
  if (!isWithheld(value)) return [{ name, value: String(value), withheld: false }];
  const { withheld } = value;
  return name.endsWith("(other)")
    ? [{ name: name.replace("(other)", "more"), value: counted(withheld, "name"), withheld: true }]
    : [{ name, value: counted(withheld, "character"), withheld: true }];
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isWithheld = (value: unknown): value is { readonly withheld: number } =>
  isRecord(value) && typeof value.withheld === "number";
