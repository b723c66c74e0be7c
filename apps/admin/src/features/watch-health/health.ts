export type Part = {
  readonly name: string;
  readonly ok: boolean | null;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
};
export type Health = { readonly ok: boolean; readonly parts: readonly Part[] };

/** The server's report as it is: a part that it does not know yet is drawn like the others. Null if it is no report. */
export function readHealth(report: unknown): Health | null {
  if (!isRecord(report) || typeof report.ok !== "boolean") return null;
  const parts = Object.entries(report).flatMap(([name, part]) => (isRecord(part) ? [partOf(name, part)] : []));
  return { ok: report.ok, parts };
}

function partOf(name: string, { ok, ...facts }: Readonly<Record<string, unknown>>): Part {
  return {
    name: inWords(name),
    ok: typeof ok === "boolean" ? ok : null,
    facts: Object.entries(facts).flatMap(([key, value]) => {
      if (typeof value === "object" && value !== null) return [];
      return [
        key.endsWith("Ms")
          ? { label: inWords(key.slice(0, -2)), value: inMs(value) }
          : { label: inWords(key), value: String(value ?? "unknown") },
      ];
    }),
  };
}

const inMs = (value: unknown) => (typeof value === "number" ? `${Math.round(value * 10) / 10} ms` : "unknown");

/** `openPurchases` to `Open purchases`. */
function inWords(key: string): string {
  const words = key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
